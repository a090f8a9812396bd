"""Ways out for a message: a mail server (MAIL_URL), or the folder HUB_DATA/mail."""

import logging
import smtplib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import EmailAlternative
from django.utils import timezone
from environ import Env

from hub import demonstration
from hub.mail.models import Message, State

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


# Handing messages over, each at most once by one runner: see `hub.mail.models`.

log = logging.getLogger(__name__)
MOST_TRIES = 12
LONGEST_WAIT = timedelta(hours=12)


def wait_after(tries: int) -> timedelta:
    """How long to wait after the n-th failed try: one minute, doubling, at most twelve hours."""
    return min(timedelta(minutes=2 ** min(tries - 1, 12)), LONGEST_WAIT)


def is_final(error: Exception) -> bool:
    """The server said no for good (5xx to the message or to every address)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600


def send_due(most: int = 200) -> int:
    """Send what is due: codes to sign in first, then the oldest. Returns how many left.

    Safe to run in several processes. Raises ServerAway when there is no server to talk to; then
    every message waits as it did, and no try is counted.
    """
    Message.objects.take_back()
    sent = 0
    with carrier() as way:
        for _ in range(most):
            # Asked anew each time, so that a code never waits behind a digest.
            message = Message.objects.due().order_by("-secret", "pk").first()
            if message is None:
                break
            if message.claim():
                sent += send_one(message, way)
    return sent


def send_one(message: Message, way: Carrier) -> bool:
    """Send a message that this process has claimed. True when it left."""
    try:
        way.prepare(message)
        if not message.begin_handing_over():
            log.warning("Message %s was not handed over: its minute was over.", message.pk)
            return False
        way.hand_over(message)
    except ServerAway:
        message.settle(State.WAITING, tries=message.tries - 1, next_try=timezone.now())
        raise
    except (OSError, smtplib.SMTPException, ValueError, LookupError) as error:
        log.warning("Message %s not sent (try %s): %s", message.pk, message.tries, error)
        give_back(message, error)
        return False
    message.settle(State.SENT, sent_at=timezone.now(), last_error="")
    return True


def give_back(message: Message, error: Exception) -> None:
    over = is_final(error) or message.tries >= MOST_TRIES
    message.settle(
        State.FAILED if over else State.WAITING,
        next_try=timezone.now() + wait_after(message.tries),
        last_error=f"{type(error).__name__}: {error}"[:500],
    )


# Django's mail goes into the outbox instead of to a server: Wagtail's and allauth's too.

# Taken off before the message is kept.
THREAD_HEADER = "X-Hub-Thread"
KIND_HEADER = "X-Hub-Kind"
SECRET_HEADER = "X-Hub-Secret"  # noqa: S105 (a header's name)


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each message as a row; a job sends it. Returns how many were kept."""
        kept = [keep(message) for message in email_messages if message.recipients()]
        return len(kept)


def mark(message: EmailMessage) -> None:
    """Subject, text and HTML say that it comes from a demonstration."""
    message.subject = demonstration.marked(message.subject)
    said = demonstration.sentence()
    message.body = f"{said}\n\n{message.body.lstrip()}"
    if isinstance(message, EmailMultiAlternatives):
        message.alternatives = [
            EmailAlternative(
                content.replace("<body>", f"<body>\n<p><strong>{said}</strong></p>", 1)
                if mimetype == "text/html" and isinstance(content, str)
                else content,
                mimetype,
            )
            for content, mimetype in message.alternatives
        ]


def keep(message: EmailMessage) -> Message:
    """Write one message into the outbox, in the transaction of whoever calls."""
    if demonstration.is_on():
        mark(message)
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
