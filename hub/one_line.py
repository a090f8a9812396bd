"""A name, a title, a subject is one line of text, whichever way it came.

Boxes of one line lose their line breaks in a browser, but whoever posts without one, imports a file
or uses the API may send them; they would break mails, calendars and file names apart.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Model
from django.db.models.signals import pre_save

ROOMS = ("hub", "network", "practices", "search", "taggit")


def in_one_line(text: str) -> str:
    """The text without line breaks: a space stands where one or more were."""
    parts = text.splitlines()
    if len(parts) < 2 and (not parts or parts[0] == text):
        return text
    return " ".join(part.strip() for part in parts if part.strip())


def keep_in_one_line(sender: type[Model], instance: Model, raw: bool, **_kwargs: Any) -> None:
    """Every CharField of what the hub itself keeps. Longer texts stand in TextFields."""
    if raw or sender.__module__.partition(".")[0] not in ROOMS:
        return
    for field in sender._meta.concrete_fields:
        if isinstance(field, CharField):
            value = instance.__dict__.get(field.attname)
            if isinstance(value, str) and (line := in_one_line(value)) != value:
                setattr(instance, field.attname, line)


def listen() -> None:
    pre_save.connect(keep_in_one_line, dispatch_uid="hub-one-line")
