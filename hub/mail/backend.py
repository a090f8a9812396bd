"""Django's mail goes into the outbox instead of to a server: Wagtail's and allauth's too."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from hub.mail.models import Message

# Taken off before the message is kept.
THREAD_HEADER = "X-Hub-Thread"
KIND_HEADER = "X-Hub-Kind"
SECRET_HEADER = "X-Hub-Secret"  # noqa: S105 (a header's name)


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each message as a row; a job sends it. Returns how many were kept."""
        kept = [keep(message) for message in email_messages if message.recipients()]
        return len(kept)


def keep(message: EmailMessage) -> Message:
    """Write one message into the outbox, in the transaction of whoever calls."""
    thread = message.extra_headers.pop(THREAD_HEADER, "")
    kind = message.extra_headers.pop(KIND_HEADER, "")
    secret = bool(message.extra_headers.pop(SECRET_HEADER, ""))
    return Message.objects.create(
        sender=message.from_email,
        recipients=message.recipients(),
        address=message.recipients()[0].lower(),
        kind=kind,
        subject=" ".join(message.subject.split())[:500],
        raw=message.message().as_bytes(linesep="\r\n"),  # type: ignore[call-arg]  # Django's own
        thread=thread[:250],
        secret=secret,
    )
