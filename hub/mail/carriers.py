"""Ways out for a message: a mail server (MAIL_URL), or the folder HUB_DATA/mail."""

import smtplib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from environ import Env

from hub.mail.models import Message

# Both are shorter than a message's claim (a minute), so no claim runs out in the middle of a step.
SECONDS = 10  # for each answer of the server
SECONDS_FOR_THE_WORDS = 25  # the server may look the message through before it says yes


class ServerAway(Exception):
    """There is no server to talk to, or it refuses the hub itself: no message's fault."""


class Carrier(Protocol):
    def prepare(self, message: Message) -> None:
        """All that comes before the message itself; whatever fails here, nothing has gone."""

    def hand_over(self, message: Message) -> None:
        """Give the message away. From the first byte on it may have gone."""


def mail_folder() -> Path:
    return Path(settings.HUB_DATA) / "mail"


class FolderCarrier:
    """Without a mail server, messages land as .eml files that any mail program opens."""

    def prepare(self, message: Message) -> None:
        mail_folder().mkdir(parents=True, exist_ok=True)

    def hand_over(self, message: Message) -> None:
        """Whole or not at all: a full disk leaves no half message."""
        with tempfile.NamedTemporaryFile(dir=mail_folder(), suffix=".part", delete=False) as part:
            half = Path(part.name)
            try:
                part.write(bytes(message.raw))
                part.flush()
            except OSError:
                half.unlink(missing_ok=True)
                raise
        half.chmod(0o600)
        half.replace(mail_folder() / f"{message.pk:08d}.eml")


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
            timeout=SECONDS,
        )

    def connection(self) -> smtplib.SMTP:
        """The open connection. Raises ServerAway."""
        try:
            self.backend.open()
            connection = self.backend.connection
            assert connection is not None  # open() raises otherwise  # noqa: S101
            connection.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException) as away:
            self.close()
            raise ServerAway(f"{type(away).__name__}: {away}") from away
        return connection

    def prepare(self, message: Message) -> None:
        """Say who writes to whom. Raises what smtplib.sendmail would raise."""
        connection = self.connection()
        try:
            sender = message.parsed()["From"].addresses[0].addr_spec
            code, said = connection.mail(sender)
            if code != 250:
                raise smtplib.SMTPSenderRefused(code, said, sender)
            answers = {to: connection.rcpt(to) for to in message.recipients}
            refused = {to: answer for to, answer in answers.items() if answer[0] not in (250, 251)}
            if len(refused) == len(answers):
                raise smtplib.SMTPRecipientsRefused(refused)
        except (OSError, smtplib.SMTPException):
            self.close()
            raise

    def hand_over(self, message: Message) -> None:
        connection = self.backend.connection
        assert connection is not None  # prepare() opened it  # noqa: S101
        try:
            assert connection.sock is not None  # noqa: S101
            connection.sock.settimeout(SECONDS_FOR_THE_WORDS)
            code, said = connection.data(bytes(message.raw))
            if code != 250:
                raise smtplib.SMTPDataError(code, said)
            connection.sock.settimeout(SECONDS)
        except (OSError, smtplib.SMTPException):
            self.close()
            raise

    def close(self) -> None:
        """Without waiting: a server that does not answer is not asked to say goodbye."""
        connection, self.backend.connection = self.backend.connection, None
        if connection is not None:
            connection.close()


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
