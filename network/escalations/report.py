"""The numbers for ADASS and the chair, made safe for councils that asked not to be named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from network.councils.models import Network
from network.escalations import clock
from network.escalations.models import Check, FollowUp, Issue, TellBack
from network.escalations.permissions import standing_signatures
from network.escalations.services.answering import outcome_words
from network.escalations.states import OPEN_STATES, State
from network.escalations.suppress import FEW, Cell, Table, safe_table
from network.escalations.topics import topic_choices

AGES = ((5, "0 to 5"), (20, "6 to 20"), (60, "21 to 60"), (None, "more than 60"))
TIMES = ((5, "0 to 5"), (10, "6 to 10"), (20, "11 to 20"), (None, "more than 20"))


@dataclass(frozen=True)
class Section:
    """One table of the report: its heading, what a row is, and the rows that may be shown."""

    key: str
    heading: str
    row_name: str
    table: Table
    unit: str

    @property
    def rows(self) -> list[tuple[str, int | None]]:
        return list(self.table.cells.items())


@dataclass(frozen=True)
class Report:
    """All of it. `figures` are (label, words) pairs, ready to show."""

    network: Network
    figures: list[tuple[str, str]]
    sections: list[Section]
    issues: list[Issue] = field(default_factory=list, repr=False)

    @property
    def hides_something(self) -> bool:
        """Whether a reader needs to be told that small numbers are missing."""
        return any(section.table.hides_something for section in self.sections)


def report_for(reader: Any, network: Network) -> Report:
    """The report over every issue this reader may see; a fixed number of queries."""
    issues = list(Issue.objects.visible_to(reader).sent().filter(network=network).with_everything())
    withheld = {issue.pk for issue in issues if is_withheld(issue)}
    open_, answered, ended = _by_state(issues)
    states = _section_of_states(open_, answered, ended, withheld)
    hidden = [name for name, shown in states.rows if shown is None]
    sections = [
        states,
        _section("age", _("Open, by age"), _("Working days"), open_, withheld, age_of, hidden, _("Open")),
        _section("barrier", _("By barrier"), _("Barrier"), issues, withheld, barrier_of),
        _section("topic", _("By topic"), _("Topic"), issues, withheld, _topic_namer()),
        _section(
            "outcome", _("Answered, by outcome"), _("Outcome"), answered, withheld,
            lambda issue: outcome_words(issue.outcome), hidden, _("Answered"),
        ),
        _section(
            "time", _("Answered, by time to answer"), _("Working days"), answered, withheld,
            time_of, hidden, _("Answered"),
        ),
        _worked(issues, withheld),
    ]  # fmt: skip
    return Report(network, _figures(issues, answered, withheld, states), sections, issues)


def is_withheld(issue: Issue) -> bool:
    """Some council behind this issue asked not to be named."""
    return issue.name_withheld or any(one.name_withheld for one in standing_signatures(issue))


def _by_state(issues: Iterable[Issue]) -> tuple[list[Issue], list[Issue], list[Issue]]:
    open_, answered, ended = [], [], []
    for issue in issues:
        if State(issue.state) in OPEN_STATES:
            open_.append(issue)
        elif issue.answered_at:
            answered.append(issue)
        else:
            ended.append(issue)
    return open_, answered, ended


def _section_of_states(
    open_: list[Issue], answered: list[Issue], ended: list[Issue], withheld: set[int]
) -> Section:
    cells = {
        _("Open"): cell(open_, withheld),
        _("Answered"): cell(answered, withheld),
        _("Ended without an answer"): cell(ended, withheld),
    }
    return Section("state", _("Where they are"), _("State"), safe_table(cells), _("issues"))


def cell(issues: Iterable[Issue], withheld: set[int]) -> Cell:
    """How many, and how many of them stand on an unnamed council."""
    held = list(issues)
    return Cell(len(held), sum(issue.pk in withheld for issue in held))


def _section(
    key: str, heading: str, row_name: str, issues: list[Issue], withheld: set[int],
    name_of: Callable[[Issue], str], hidden: Iterable[str] = (), whole: str = "",
) -> Section:  # fmt: skip
    """A table of issues by some name. When the number of the `whole` is hidden elsewhere, every
    number here is hidden too: they would add up to it."""
    groups: dict[str, list[Issue]] = {}
    for issue in issues:
        groups.setdefault(name_of(issue), []).append(issue)
    cells = {name: cell(groups[name], withheld) for name in sorted(groups, key=_place)}
    table = Table(dict.fromkeys(cells), None) if whole in hidden else safe_table(cells)
    return Section(key, heading, row_name, table, _("issues"))


def _place(name: str) -> tuple[int, str]:
    """Buckets of days stand in their own order, other names by the alphabet."""
    buckets = [str(_(bucket)) for _most, bucket in (*AGES, *TIMES)]
    return (buckets.index(name) if name in buckets else -1, name)


def _bucket(days: int, buckets: Iterable[tuple[int | None, str]]) -> str:
    return next(_(name) for most, name in buckets if most is None or days <= most)


def age_of(issue: Issue) -> str:
    """Working days since it was sent, in a bucket."""
    since, today = timezone.localdate(issue.sent_at), timezone.localdate()
    return _bucket(clock.count_working_days([(since + clock.ONE_DAY, today)]), AGES)


def time_of(issue: Issue) -> str:
    """Working days ADASS took, in a bucket; those the network answered itself stand apart."""
    reading = issue.reading()
    return _bucket(reading.working_days, TIMES) if reading else _("answered within the network")


def barrier_of(issue: Issue) -> str:
    return issue.barrier.name if issue.barrier else _("not said")


def _topic_namer() -> Callable[[Issue], str]:
    names = dict(topic_choices())
    return lambda issue: names.get(issue.topic, issue.topic) or _("no topic")


def _worked(issues: list[Issue], withheld: set[int]) -> Section:
    """What those who were asked said, in the last run of each issue."""
    runs = {issue.pk: issue.run for issue in issues}
    said = [
        one
        for one in FollowUp.objects.filter(issue__in=runs).exclude(answer="")
        if one.run == runs[one.issue_id]
    ]
    cells = {
        str(label): Cell(
            sum(one.answer == value for one in said),
            sum(one.answer == value and one.issue_id in withheld for one in said),
        )
        for value, label in Check.choices
    }
    return Section("worked", _("Did it work?"), _("Said"), safe_table(cells), _("answers"))


def _figures(
    issues: list[Issue], answered: list[Issue], withheld: set[int], states: Section
) -> list[tuple[str, str]]:
    hidden = _("hidden: too few")
    shown = states.table.cells
    open_ = shown[_("Open")]
    return [
        (_("Raised"), hidden if states.table.total is None else str(states.table.total)),
        (_("Open"), hidden if open_ is None else str(open_)),
        (_("Usual time to answer"), _usual_time(answered, withheld, hidden)),
        (_("Told back"), _told_rate(issues, withheld, hidden)),
    ]


def _usual_time(answered: list[Issue], withheld: set[int], hidden: str) -> str:
    timed = [(issue, reading) for issue in answered if (reading := issue.reading()) is not None]
    if not timed:
        return _("no answer yet")
    if len(timed) < FEW and any(issue.pk in withheld for issue, _reading in timed):
        return hidden
    days = median(reading.working_days for _issue, reading in timed)
    return _("%s working days") % f"{days:g}"


def _told_rate(issues: list[Issue], withheld: set[int], hidden: str) -> str:
    rows = TellBack.objects.filter(issue__in=[one.pk for one in issues], asked=True)
    asked = [row for row in rows if row.status != TellBack.Status.GONE]
    if not asked:
        return _("nobody to tell yet")
    if len(asked) < FEW and any(row.issue_id in withheld for row in asked):
        return hidden
    told = sum(row.status in (TellBack.Status.SENT, TellBack.Status.TOLD) for row in asked)
    return _("%(share)s %% of those who asked") % {"share": round(100 * told / len(asked))}
