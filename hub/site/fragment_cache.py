"""Components that are drawn once for the same arguments.

The same seats, rows and menus stand on page after page, and Django's templates take a tenth of a
millisecond for each small part. What a component shows follows from its arguments alone, so its
HTML is kept under them: who asks is no part of it unless she is an argument.
"""

from collections.abc import Hashable
from datetime import date
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hub.cache import Version
from network.councils.seats import plan_number

MOST = 1500  # a row of a list is about a kilobyte


def drawn(template: str, **arguments: Any) -> SafeString:
    """The component's HTML. Arguments are texts, numbers, dates, None, and tuples or lists of them."""
    known = tuple((name, _key(value)) for name, value in arguments.items())
    return _drawn(template, known, get_language(), plan_number())


def _key(value: Any) -> tuple[type, Hashable]:
    """With the type: HTML that is safe and a text that is not may have the same letters."""
    if isinstance(value, list | tuple):
        return tuple, tuple(map(_key, value))
    if isinstance(value, Promise):
        value = str(value)
    if not isinstance(value, str | int | float | date | None):
        raise TypeError(f"{value!r} may change unseen: give the component texts and numbers.")
    return type(value), value


def _value(key: tuple[type, Any]) -> Any:
    kind, value = key
    return tuple(map(_value, value)) if kind is tuple else value


@lru_cache(maxsize=MOST)
def _drawn(
    template: str,
    arguments: tuple[tuple[str, tuple[type, Any]], ...],
    _language: str | None,
    _seats: Version,
) -> SafeString:
    return render_to_string(template, {name: _value(key) for name, key in arguments})
