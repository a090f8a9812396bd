"""Handing messages over: to a mail server (MAIL_URL), or into the folder HUB_DATA/mail."""

import logging
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone
from environ import Env

from hub.mail.models import Message, State

log = logging.getLogger(__name__)
MOST_TRIES = 12
LONGEST_WAIT = timedelta(hours=12)


class Carrier(Protocol):
    def carry(self, message: Message) -> None: ...


class FolderCarrier:
    """Without a mail server, messages land as .eml files that any mail program opens."""

    def carry(self, message: Message) -> None:
        folder = Path(settings.HUB_DATA) / "mail"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{message.pk:08d}.eml").write_bytes(bytes(message.raw))


class ServerCarrier:
    """A connection to the mail server, opened at the first message."""

    def __init__(self, url: str) -> None:
        config = Env.email_url_config(url)
        self.backend = EmailBackend(
            host=config["EMAIL_HOST"],
            port=config["EMAIL_PORT"],
            username=config["EMAIL_HOST_USER"],
            password=config["EMAIL_HOST_PASSWORD"],
            use_tls=config.get("EMAIL_USE_TLS", False),
            use_ssl=config.get("EMAIL_USE_SSL", False),
            timeout=20,
        )

    def carry(self, message: Message) -> None:
        self.backend.open()
        try:
            assert self.backend.connection is not None  # open() raises otherwise  # noqa: S101
            self.backend.connection.sendmail(
                message.parsed()["From"].addresses[0].addr_spec,
                message.recipients,
                bytes(message.raw),
            )
        except (OSError, smtplib.SMTPException):
            self.close()
            raise

    def close(self) -> None:
        self.backend.close()


@contextmanager
def carrier() -> Iterator[Carrier]:
    if not settings.MAIL_URL:
        yield FolderCarrier()
        return
    server = ServerCarrier(settings.MAIL_URL)
    try:
        yield server
    finally:
        server.close()


def wait_after(tries: int) -> timedelta:
    """How long to wait after the n-th failed try: one minute, doubling, at most twelve hours."""
    return min(timedelta(minutes=2 ** min(tries - 1, 12)), LONGEST_WAIT)


def is_final(error: Exception) -> bool:
    """The server said no for good (5xx to the message or to every address)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600


def send_due(most: int = 200) -> int:
    """Send what is due, oldest first; returns how many left. Safe to run in several processes."""
    sent = 0
    with carrier() as way:
        for _ in range(most):
            message = Message.objects.due().order_by("pk").first()
            if message is None:
                break
            if message.claim():
                message.refresh_from_db()
                sent += send_one(message, way)
    return sent


def send_one(message: Message, way: Carrier) -> bool:
    try:
        way.carry(message)
    except (OSError, smtplib.SMTPException, ValueError, LookupError) as error:
        log.warning("Message %s not sent (try %s): %s", message.pk, message.tries, error)
        give_back(message, error)
        return False
    message.state, message.sent_at, message.last_error = State.SENT, timezone.now(), ""
    message.save(update_fields=["state", "sent_at", "last_error"])
    return True


def give_back(message: Message, error: Exception) -> None:
    over = is_final(error) or message.tries >= MOST_TRIES
    message.state = State.FAILED if over else State.WAITING
    message.next_try = timezone.now() + wait_after(message.tries)
    message.last_error = f"{type(error).__name__}: {error}"[:500]
    message.save(update_fields=["state", "next_try", "last_error"])
