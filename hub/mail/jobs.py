from hub.jobs.registry import job
from hub.mail.delivery import send_due


@job("send mail", every_seconds=10)
def send_mail() -> str:
    """Send what waits in the outbox."""
    return f"{send_due()} sent"
