"""The trail in words: one sentence a row, through the reader's veil."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from network.escalations.anonymise import Veil
from network.escalations.models import Issue, Level, TrailEntry, Urgency
from network.escalations.services.answering import outcome_words
from network.escalations.states import gettext_noop

SENTENCES = {
    "raised": (gettext_noop("Raised"), gettext_noop("by %(who)s.")),
    "signed": (gettext_noop("Signed"), gettext_noop("by %(who)s.")),
    "unsigned": (gettext_noop("Signature withdrawn"), gettext_noop("by %(who)s.")),
    "withdrawn": (gettext_noop("Withdrawn"), gettext_noop("by %(who)s.")),
    "enough": (gettext_noop("Enough councils signed."), gettext_noop("%(needed)s are needed.")),
    "waived": (gettext_noop("Read without more signatures"), gettext_noop("by %(who)s.")),
    "sent_up": (
        gettext_noop("Sent to ADASS"),
        gettext_noop("by %(who)s. %(due_days)s working days to answer."),
    ),
    "asked": (gettext_noop("A question"), gettext_noop("by %(who)s.")),
    "replied": (gettext_noop("A reply"), gettext_noop("by %(who)s.")),
    "carried_on": (gettext_noop("Carried on without a reply"), gettext_noop("by %(who)s.")),
    "declined": (gettext_noop("Declined"), gettext_noop("by %(who)s.")),
    "merged": (gettext_noop("Merged"), gettext_noop("with issue %(into)s by %(who)s.")),
    "joined_by": (gettext_noop("Issue %(other)s joined this one."), ""),
    "urgency": (
        gettext_noop("Urgency changed"),
        gettext_noop("to “%(urgency)s” by %(who)s: %(due_days)s working days from day zero."),
    ),
    "taken": (gettext_noop("Taken"), gettext_noop("by %(who)s.")),
    "handed_over": (gettext_noop("Handed over"), gettext_noop("by %(who)s.")),
    "noted": (gettext_noop("A private note was kept"), gettext_noop("by %(who)s.")),
    "added": (gettext_noop("Seen since,"), gettext_noop("by %(who)s.")),
    "read": (gettext_noop("Read"), gettext_noop("by %(who)s.")),
    "moment_set": (gettext_noop("The answer is written"), gettext_noop("and comes on %(moment)s.")),
    "answered": (gettext_noop("Answered"), gettext_noop("by %(who)s: %(outcome)s.")),
    "told": (gettext_noop("Told"), gettext_noop("one person more, by %(who)s.")),
    "mail_failed": (
        gettext_noop("A letter came back."),
        gettext_noop("Someone must be told another way."),
    ),
    "all_told": (gettext_noop("Everyone who asked has been told."), ""),
    "check_asked": (gettext_noop("Did it work?"), gettext_noop("%(people)s people were asked.")),
    "checked": (gettext_noop("Did it work? “%(answer)s”,"), gettext_noop("says %(who)s.")),
    "reopen_offered": (
        gettext_noop("%(noes)s say it did not work."),
        gettext_noop("It may be opened again."),
    ),
    "all_checked": (gettext_noop("Everyone has said whether it worked."), ""),
    "reopened": (gettext_noop("Opened again"), gettext_noop("by %(who)s.")),
    "closed": (gettext_noop("Closed"), gettext_noop("by %(who)s.")),
    "widened": (gettext_noop("More people may see it"), gettext_noop("(%(level)s), by %(who)s.")),
    "provider_replied": (
        gettext_noop("The provider’s reply was written down"),
        gettext_noop("by %(who)s."),
    ),
    "passed_on": (gettext_noop("Passed on"), gettext_noop("to the council’s next lead.")),
    "reminded": (gettext_noop("A reminder went out."), ""),
    "shown_to_deputy": (
        gettext_noop("Shown to the deputy"),
        gettext_noop("after %(days)s working days with the chair."),
    ),
    "joint": (gettext_noop("Drawn from a pattern"), gettext_noop("of several councils.")),
}


@dataclass(frozen=True)
class Line:
    """One row of the timeline. `from_issue` is set on rows of an issue that joined this one."""

    at: datetime
    strong: str
    rest: str
    reason: str
    from_issue: int | None = None


def timeline(issue: Issue, veil: Veil) -> list[Line]:
    """All rows of an issue and of those merged into it, newest first."""
    merged = list(issue.merged.select_related("network", "council", "raised_by"))
    veils = {issue.pk: veil} | {one.pk: Veil(one, veil.reader) for one in merged}
    rows = TrailEntry.objects.filter(issue__in=veils).select_related("actor__council", "council")
    return lines_of(rows.order_by("-number"), veils, issue.pk)


def lines_of(rows: Iterable[TrailEntry], veils: dict[int, Veil], here: int) -> list[Line]:
    """Rows in words, each through the veil of its own issue and of the one it is shown on."""
    return [_line(row, veils[row.issue_id], veils[here], here) for row in rows]


def _line(row: TrailEntry, veil: Veil, shown_on: Veil, here: int) -> Line:
    def covered(words: str) -> str:
        return shown_on.text(veil.text(words))

    strong, rest = SENTENCES.get(row.verb, (row.verb, ""))
    values = _values(row) | {"who": covered(_who(row, veil))}
    return Line(
        at=row.at,
        strong=covered(_(strong) % values),
        rest=covered(_(rest) % values) if rest else "",
        reason=covered(row.reason),
        from_issue=row.issue_id if row.issue_id != here else None,
    )


def _who(row: TrailEntry, veil: Veil) -> str:
    name = veil.person(row.actor, row.council)
    if row.council is None or row.council_id in veil.hidden:
        return name
    return f"{name}, {row.council.short_name}"


def _values(row: TrailEntry) -> dict[str, object]:
    """The row's detail with codes turned into words."""
    held = dict(row.detail)
    if "outcome" in held:
        held["outcome"] = outcome_words(held["outcome"]).lower()
    if "urgency" in held:
        held["urgency"] = Urgency(held["urgency"]).label
    if "level" in held:
        held["level"] = Level(held["level"]).label
    if "answer" in held:
        held["answer"] = {"yes": _("Yes"), "partly": _("Partly"), "no": _("No")}[held["answer"]]
    if "moment" in held:
        moment = parse_datetime(str(held["moment"]))
        held["moment"] = date_format(localtime(moment), "j F Y, H:i") if moment else ""
    return held
