"""Whether this hub holds the demonstration, and the words that then go with all that leaves it.

A network says of itself that it is a demonstration (`Network.demonstration`). A hub that holds one
marks everything but what is real: published sources and the glossary. Every page, feed, mail, file
and answer asks here and nowhere else.
"""

import time
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.db import DatabaseError
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KEEP_SECONDS = 60
# What is real in a demonstration, by its kind in search, and how it says so.
REAL = {
    "source": gettext_lazy("Real source"),
    "term": gettext_lazy("Real term"),
    "topic": gettext_lazy("Real topic"),
}
MADE_UP = gettext_lazy("Demonstration: councils, people, notes and figures are made up.")
BUT_REAL = gettext_lazy("%s in a demonstration: councils, people, notes and figures are made up.")

_kept: tuple[float, bool] | None = None  # when it was asked, and the answer


def is_on() -> bool:
    """Whether a network of this hub is a demonstration; asked of the database once a minute."""
    global _kept
    now = time.monotonic()
    if _kept is None or now - _kept[0] > KEEP_SECONDS:
        answer = _kept is not None and _kept[1]
        with suppress(DatabaseError):  # an error page is drawn while the database is away, too
            answer = (
                apps.get_model("councils", "Network").objects.filter(demonstration=True).exists()
            )
        _kept = (now, answer)
    return _kept[1]


def forget(*_args: Any, **_kwargs: Any) -> None:
    """Ask the database again next time."""
    global _kept
    _kept = None


def listen() -> None:
    """Ask again when a network is made, changed or deleted."""
    network = apps.get_model("councils", "Network")
    for signal in (post_save, post_delete):
        signal.connect(forget, sender=network, dispatch_uid=f"demonstration {id(signal)}")


def is_made_up(kind: str) -> bool:
    """Whether a thing of this kind (as search names it) is of the demonstration."""
    return is_on() and kind not in REAL


def mark(kind: str = "") -> str:
    """The mark in a word or two; empty on a real hub."""
    return str(REAL.get(kind) or _("Demonstration")) if is_on() else ""


def marked(title: object, kind: str = "") -> str:
    """A title with the mark before it, wherever it leaves the hub; one that has it keeps the one."""
    words, said = str(title), mark(kind)
    return f"{said}: {words}" if said and not words.startswith(f"{said}: ") else words


def sentence(kind: str = "") -> str:
    """The mark in one sentence; empty on a real hub."""
    if not is_on():
        return ""
    return str(BUT_REAL) % REAL[kind] if kind in REAL else str(MADE_UP)


def file_name(name: str) -> str:
    """The name of a file that leaves the hub."""
    return f"demonstration-{name}" if is_on() else name
