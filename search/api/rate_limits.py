"""How often one reader may ask the API, over all web workers together.

Most readers ask seldom and must not wait for a write, so each worker counts for itself and tells
the others through a table only at every twentieth part of the limit. A reader can so get past the
limit by a twentieth for each further worker, never twice as often.
"""

import logging
import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from search.models import AskedOften

log = logging.getLogger(__name__)
WINDOW_SECONDS = 60
MOST_READERS = 5000  # that one worker remembers
STEPS = 20


class TooMany(Exception):
    """More requests than allowed; `seconds` until the next is welcome."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many requests; wait {seconds} seconds.")
        self.seconds = seconds


@dataclass
class _Known:
    """What this worker knows of one reader in one window."""

    window: int
    untold: int = 0  # counted here and not yet told
    total: int = 0  # of all workers when it was last told


_asked: OrderedDict[str, _Known] = OrderedDict()
_lock = Lock()


def check_rate(request: HttpRequest) -> None:
    """Count this request for its reader. Raises TooMany."""
    now = int(time.time())
    window, limit = now // WINDOW_SECONDS, settings.SEARCH_REQUESTS_PER_MINUTE
    reader = name_of(request)
    known = _known(reader, window)
    known.untold += 1
    if known.total <= limit and known.untold >= max(limit // STEPS, 1):
        known.total, known.untold = told(reader, window, known.untold), 0
    if known.total + known.untold > limit:
        raise TooMany((window + 1) * WINDOW_SECONDS - now)


def _known(reader: str, window: int) -> _Known:
    with _lock:
        known = _asked.get(reader)
        if known is None or known.window != window:
            known = _asked[reader] = _Known(window)
        _asked.move_to_end(reader)
        while len(_asked) > MOST_READERS:
            _asked.popitem(last=False)
    return known


def told(reader: str, window: int, times: int) -> int:
    """Add to what all workers count; returns the total. When it cannot be written, this counts 0."""
    name = salted_hmac("search.limits", reader).hexdigest()
    row = AskedOften.objects.filter(reader=name)
    try:
        with transaction.atomic():
            if not row.filter(window=window).update(times=F("times") + times):
                AskedOften.objects.update_or_create(
                    reader=name, defaults={"window": window, "times": times}
                )
            return row.values_list("times", flat=True).get()
    except DatabaseError as error:
        log.warning("How often readers ask could not be written down: %s", error)
        return 0


def name_of(request: HttpRequest) -> str:
    """The member, or where a stranger's request comes from (behind the proxies that we trust)."""
    user = getattr(request, "auth", None) or getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"user {user.pk}"
    try:
        return f"address {get_adapter().get_client_ip(request)}"
    except (PermissionDenied, ImproperlyConfigured):  # none, or not through our proxies
        return f"address {request.META.get('REMOTE_ADDR', 'unknown')}"


def forget_old() -> int:
    """Delete counts of windows that are over."""
    window = int(time.time()) // WINDOW_SECONDS
    return AskedOften.objects.filter(window__lt=window - 1).delete()[0]
