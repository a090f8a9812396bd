"""Councils end and begin. What a page says about it, and the changes we know of."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from network.councils.models import Council

CHANGES_FILE = Path(__file__).parent / "data" / "coming-changes.yaml"


@cache
def known_changes() -> list[dict[str, Any]]:
    """Each: `ends` (councils by GSS code), `starts` (councils that follow), `last_day`, `source`.

    Every council that ends goes to all that start, unless its line names some of them in `to`.
    `elected` is the day from which those that start are shadow councils, where it is known.
    """
    return yaml.safe_load(CHANGES_FILE.read_text(encoding="utf-8"))["changes"]


def sentences(council: Council, today: date | None = None) -> list[str]:
    """What a reader should know about its end and beginning; nothing for most councils."""
    day = today or timezone.localdate()
    said = []
    if council.valid_to:
        said.append(ending(council, day))
    if council.valid_from and (council.valid_from > day or council.predecessors.all()):
        said.append(beginning(council, day))
    return said


def ending(council: Council, day: date) -> str:
    words = {"council": council.short_name, "day": long_date(council.valid_to)}
    words["others"] = get_text_list([str(other) for other in council.successors.all()], _("and"))
    if council.has_ended(day):
        first = _("%(council)s ended on %(day)s.") % words
        return first + (" " + _("Its work went to %(others)s.") % words if words["others"] else "")
    first = _("%(council)s ends on %(day)s.") % words
    return first + (" " + _("Its work goes to %(others)s.") % words if words["others"] else "")


def beginning(council: Council, day: date) -> str:
    words = {"council": council.short_name, "day": long_date(council.valid_from)}
    words["others"] = get_text_list([str(other) for other in council.predecessors.all()], _("and"))
    form = (
        _("%(council)s began on %(day)s.")
        if council.has_started(day)
        else _("%(council)s begins on %(day)s.")
    )
    follows = " " + _("It follows %(others)s.") % words if words["others"] else ""
    return form % words + follows + shadow(council, day)


def shadow(council: Council, day: date) -> str:
    """That it is elected already but has no duties yet."""
    if not council.is_shadow(day):
        return ""
    said = _("It is a shadow council since %(day)s: until it begins, others do its work.")
    return " " + said % {"day": long_date(council.shadow_from)}


def long_date(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
