"""Handing messages over, each at most once by one runner: see `hub.mail.models`."""

import logging
import smtplib
from datetime import timedelta

from django.utils import timezone

from hub.mail.carriers import Carrier, ServerAway, carrier
from hub.mail.models import Message, State

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
