"""How often one reader may ask the API.

Counted in each web worker for itself: it holds off a script that runs wild and costs no query.
With two workers a reader may in the end ask twice as often as the number says.
"""

import time
from collections import OrderedDict

from django.conf import settings
from django.http import HttpRequest

WINDOW_SECONDS = 60
MOST_READERS = 5000
_asked: OrderedDict[str, tuple[int, int]] = OrderedDict()


class TooMany(Exception):
    """More requests than allowed; `seconds` until the next is welcome."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many requests; wait {seconds} seconds.")
        self.seconds = seconds


def check_rate(request: HttpRequest) -> None:
    """Count this request for its reader. Raises TooMany."""
    now = int(time.time())
    window = now // WINDOW_SECONDS
    reader = _name_of(request)
    known, count = _asked.get(reader, (window, 0))
    count = count + 1 if known == window else 1
    _asked[reader] = (window, count)
    _asked.move_to_end(reader)
    while len(_asked) > MOST_READERS:
        _asked.popitem(last=False)
    if count > settings.SEARCH_REQUESTS_PER_MINUTE:
        raise TooMany((window + 1) * WINDOW_SECONDS - now)


def _name_of(request: HttpRequest) -> str:
    user = getattr(request, "auth", None)
    if user is not None and user.is_authenticated:
        return f"user {user.pk}"
    return f"address {request.META.get('REMOTE_ADDR', '')}"
