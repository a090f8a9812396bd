from hub.jobs.registry import MAIL, job
from hub.mail.delivery import send_due


@job("send mail", every_seconds=5, lane=MAIL)
def send_mail() -> str:
    """Send what waits in the outbox."""
    return f"{send_due()} sent"
