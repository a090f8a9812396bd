"""Small numbers that could point at a council which asked not to be named. Pure: no Django.

A number from 1 to 4 that counts at least one such council is hidden. Hiding one number is not
enough when the total stands beside it: others are hidden with it until no hidden number can be
worked out by taking away. Zeros are only hidden when the whole table has to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from django.utils import timezone
from django.utils.translation import gettext as _

from network.councils.models import Network
from network.escalations import clock
from network.escalations.models import Check, FollowUp, Issue, Level, TellBack
from network.escalations.permissions import standing_signatures
from network.escalations.services.answering import outcome_words
from network.escalations.states import OPEN_STATES, State
from network.escalations.topics import topic_choices

FEW = 5


@dataclass(frozen=True)
class Cell:
    """A number, and how many of the things it counts belong to a council that is not named."""

    count: int
    withheld: int = 0

    @property
    def must_hide(self) -> bool:
        """Small enough to point at the council."""
        return 0 < self.count < FEW and self.withheld > 0


@dataclass(frozen=True)
class Table:
    """What may be shown: None where a number is hidden. `total` is None when all is hidden."""

    cells: Mapping[str, int | None]
    total: int | None

    @property
    def hides_something(self) -> bool:
        """Whether a reader needs to be told that numbers are missing."""
        return self.total is None or None in self.cells.values()


def safe_table(cells: Mapping[str, Cell]) -> Table:
    """The numbers of one table with its total, safe against taking away."""
    total = Cell(sum(c.count for c in cells.values()), sum(c.withheld for c in cells.values()))
    if total.must_hide:
        return Table(dict.fromkeys(cells), None)
    hidden = _hidden(cells)
    return Table({k: None if k in hidden else c.count for k, c in cells.items()}, total.count)


def _hidden(cells: Mapping[str, Cell]) -> set[str]:
    hidden = {key for key, cell in cells.items() if cell.must_hide}
    if not hidden:
        return hidden
    others = [k for k, c in cells.items() if k not in hidden and c.count > 0]
    for key in sorted(others, key=lambda k: cells[k].count):
        if _cannot_be_worked_out(cells, hidden):
            return hidden
        hidden.add(key)
    return hidden if _cannot_be_worked_out(cells, hidden) else set(cells)


def _cannot_be_worked_out(cells: Mapping[str, Cell], hidden: set[str]) -> bool:
    """Two or more hidden numbers, whose sum leaves each of them at least three possible values."""
    together = sum(cells[key].count for key in hidden)
    return len(hidden) > 1 and together >= FEW and together >= len(hidden) + 2


# The numbers for ADASS and the chair: nothing in them tells what their list of issues does not.

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
    """All of it. `figures` are (label, words) pairs, ready to show; `issues` are those counted."""

    network: Network
    figures: list[tuple[str, str]]
    sections: list[Section]
    issues: list[Issue] = field(default_factory=list, repr=False)

    @property
    def hides_something(self) -> bool:
        """Whether a reader needs to be told that small numbers are missing."""
        return any(section.table.hides_something for section in self.sections)


def report_for(network: Network) -> Report:
    """The report over every issue that the whole network sees; a fixed number of queries.

    It is one report for everybody, on the page and in files, because files are passed on. Whoever
    has the list of these issues can count it, so its numbers tell nothing more and none is hidden.
    What councils said afterwards and who was told is not in the list: there, small numbers that
    could point at an unnamed council are hidden. Confidential issues are not counted: one more of a
    topic would tell what they are about.
    """
    sent = Issue.objects.sent().filter(network=network, level=Level.NETWORK)
    issues = list(sent.with_everything())
    withheld = {issue.pk for issue in issues if is_withheld(issue)}
    open_, answered, ended = _by_state(issues)
    states = {_("Open"): open_, _("Answered"): answered, _("Ended without an answer"): ended}
    sections = [
        _section("state", _("Where they are"), _("State"), states),
        _section("age", _("Open, by age"), _("Working days"), _grouped(open_, age_of)),
        _section("barrier", _("By barrier"), _("Barrier"), _grouped(issues, barrier_of)),
        _section("topic", _("By topic"), _("Topic"), _grouped(issues, _topic_namer())),
        _section(
            "outcome", _("Answered, by outcome"), _("Outcome"),
            _grouped(answered, lambda issue: outcome_words(issue.outcome)),
        ),
        _section(
            "time", _("Answered, by time to answer"), _("Working days"), _grouped(answered, time_of)
        ),
        _worked(issues, withheld),
    ]  # fmt: skip
    return Report(network, _figures(issues, open_, answered, withheld), sections, issues)


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


def _grouped(issues: list[Issue], name_of: Callable[[Issue], str]) -> dict[str, list[Issue]]:
    groups: dict[str, list[Issue]] = {}
    for issue in issues:
        groups.setdefault(name_of(issue), []).append(issue)
    return {name: groups[name] for name in sorted(groups, key=_place)}


def _section(key: str, heading: str, row_name: str, groups: dict[str, list[Issue]]) -> Section:
    counts: dict[str, int | None] = {name: len(held) for name, held in groups.items()}
    return Section(
        key, heading, row_name, Table(counts, sum(map(len, groups.values()))), _("issues")
    )


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
    issues: list[Issue], open_: list[Issue], answered: list[Issue], withheld: set[int]
) -> list[tuple[str, str]]:
    return [
        (_("Raised"), str(len(issues))),
        (_("Open"), str(len(open_))),
        (_("Usual time to answer"), _usual_time(answered)),
        (_("Told back"), _told_rate(issues, withheld, _("hidden: too few"))),
    ]


def _usual_time(answered: list[Issue]) -> str:
    days = [reading.working_days for issue in answered if (reading := issue.reading()) is not None]
    return _("%s working days") % f"{median(days):g}" if days else _("no answer yet")


def _told_rate(issues: list[Issue], withheld: set[int], hidden: str) -> str:
    rows = TellBack.objects.filter(issue__in=[one.pk for one in issues], asked=True)
    asked = [row for row in rows if row.status != TellBack.Status.GONE]
    if not asked:
        return _("nobody to tell yet")
    if len(asked) < FEW and any(row.issue_id in withheld for row in asked):
        return hidden
    told = sum(row.status in (TellBack.Status.SENT, TellBack.Status.TOLD) for row in asked)
    return _("%(share)s %% of those who asked") % {"share": round(100 * told / len(asked))}
