"""How councils organise direct payments: facts of one, and several side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from network.councils.changes import long_date
from network.councils.handover import left_to

if TYPE_CHECKING:
    from network.councils.models import Council, TeamModel


NOT_TOLD = _("Not told")
FACTS = (
    "home",
    "team_size",
    "support_provider",
    "set_up",
    "monitoring",
    "review",
    "payroll",
    "as_at",
)
MOST_COMPARED = 6


def visible_teams(councils: Iterable[Council], reader: Any) -> dict[int, TeamModel]:
    """Team models of these councils that the reader may see, by council id."""
    model = apps.get_model("councils", "TeamModel")
    rows = (
        model.objects.visible_to(reader)
        .select_related("council")
        .filter(council__in=[c.pk for c in councils])
    )
    return {row.council_id: row for row in rows}


def facts_for(council: Council, reader: Any) -> list[tuple[Any, Any]]:
    """Label and value of each fact; empty when nothing may be seen.

    A council that has told nothing shows what a single council before it told, and says whose it is.
    """
    told = told_by([council], reader).get(council.pk)
    if told is None:
        return []
    facts = [(label_of(name), value_of(told, name)) for name in FACTS]
    whose = [] if told.council_id == council.pk else [(_("Told by"), told.council.short_name)]
    return whose + facts


def told_by(councils: Sequence[Council], reader: Any) -> dict[int, TeamModel]:
    """By council id, what it tells, else what the one council tells that left its things to it."""
    older = {council.pk: left_to(council) for council in councils}
    told = visible_teams([*councils, *(one for left in older.values() for one in left)], reader)
    for council_id, left in older.items():
        if council_id not in told and len(left) == 1 and left[0].pk in told:
            told[council_id] = told[left[0].pk]
    return told


def compare(councils: Sequence[Council], reader: Any) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """A row a fact; in it, each council's name and what it tells. A council that told nothing says so in each row."""
    told = told_by(councils, reader)
    return [
        (label_of(name), [(c.short_name, value_for(c, told.get(c.pk), name)) for c in councils])
        for name in FACTS
    ]


def value_for(council: Council, told: TeamModel | None, name: str) -> Any:
    value = value_of(told, name)
    if told is None or told.council_id == council.pk or value == NOT_TOLD:
        return value
    return f"{value} ({told.council.short_name})"


def label_of(name: str) -> Any:
    field = apps.get_model("councils", "TeamModel")._meta.get_field(name)
    assert isinstance(field, Field)  # a fact is a column, never the other end of a relation
    label = field.verbose_name
    return str(label)[:1].upper() + str(label)[1:]


def value_of(told: TeamModel | None, name: str) -> Any:
    if told is None:
        return NOT_TOLD
    if name == "home":
        return told.get_home_display() or NOT_TOLD
    if name == "as_at":
        return long_date(told.as_at) or NOT_TOLD
    if name == "team_size" and told.team_size is not None:
        return f"{told.team_size:f}".rstrip("0").rstrip(".")
    return getattr(told, name) or NOT_TOLD
