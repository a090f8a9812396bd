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


def known_changes() -> list[dict[str, Any]]:
    """Each: `ends` (councils by GSS code), `starts` (councils that follow), `last_day`, `source`.

    Every council that ends goes to all that start, unless its line names some of them in `to`.
    `elected` is the day from which those that start are shadow councils, where it is known.
    """
    return changes_file()["changes"]


@cache
def changes_file() -> dict[str, Any]:
    return yaml.safe_load(CHANGES_FILE.read_text(encoding="utf-8"))


@cache
def planned_changes() -> dict[str, dict[str, Any]]:
    """By GSS code, the planned and unsettled end of a council: `expected_last_day`, `looked_up`, `source`."""
    return {code: plan for plan in changes_file()["planned"] for code in plan["codes"]}


def sentences(council: Council, today: date | None = None) -> list[str]:
    """What a reader should know about its end and beginning; nothing for most councils."""
    day = today or timezone.localdate()
    said = []
    if council.valid_to:
        said.append(ending(council, day))
    elif plan := planned_changes().get(council.gss_code or ""):
        said.append(expected_end(council, plan))
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


def expected_end(council: Council, plan: dict[str, Any]) -> str:
    """What is planned and not settled, with the day on which we looked: nobody should rely on it."""
    words = {
        "council": council.short_name,
        "day": long_date(plan["expected_last_day"]),
        "looked": long_date(plan["looked_up"]),
    }
    form = _(
        "The government plans that new councils take %(council)s’s place after %(day)s. "
        "On %(looked)s we knew of no order that settles it: ask the council."
    )
    return form % words


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
