"""When a host cannot: cover, swap, or plan again what nobody has been told yet.

Pure, like the rota. `ledger.fixed` holds the announced meetings and `drafts` the hosts of
`ledger.to_plan` as they stand now. Every option says whom it asks, what it changes and what
it costs in fairness, in the rota's own measure, so that like is compared with like.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from network.meetings.ledger import Ledger, Meeting, Span
from network.meetings.rota import distances, plan_hosts
from network.meetings.rota_rules.accounts import Accounts, who_is_on_duty
from network.meetings.rota_rules.assignment import Hosting

Hosts = Mapping[date, str | None]


class CannotRepair(ValueError):
    """Why this change is not possible, as one sentence."""


@dataclass(frozen=True)
class Change:
    date: date
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Option:
    """A way out. `kind` is cover, swap or replan; `asks` are those who get a date they had not."""

    kind: str
    changes: tuple[Change, ...]
    max_deviation: Fraction
    squares: Fraction

    @property
    def asks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(change.after for change in self.changes if change.after))


def hosts_now(ledger: Ledger, drafts: Hosts) -> dict[date, str | None]:
    """Who hosts each announced and each planned date."""
    hosts: dict[date, str | None] = {meeting.date: meeting.host for meeting in ledger.fixed}
    return dict(sorted({**hosts, **{day: drafts.get(day) for day in ledger.to_plan}}.items()))


def options_after_decline(
    ledger: Ledger, drafts: Hosts, day: date, *, since: date | None = None, only: str = ""
) -> list[Option]:
    """Up to three ways out when the host of `day` cannot host it; the fewest changes first.

    `only` a kind works out that one alone. Dates before `since` (default: `day`) are not swapped. A date without a host can be covered
    or planned. Raises CannotRepair when the ledger has no such date to come.
    """
    hosts = hosts_now(ledger, drafts)
    if day not in hosts:
        raise CannotRepair(f"Nobody is to host on {day}, so there is nothing to decline.")
    if (host := hosts[day]) in ledger.by_id:
        ledger = replace(ledger, unavailable=(*ledger.unavailable, Span(str(host), day, day)))
    ways: dict[str, Callable[[], Option | None]] = {
        "cover": lambda: _best_cover(ledger, drafts, day),
        "swap": lambda: _best_swap(ledger, drafts, day, since or day) if host else None,
        "replan": lambda: _replan(ledger, drafts, day),
    }
    found = [way() for kind, way in ways.items() if only in ("", kind)]
    return [option for option in found if option and option.changes]


def cover(ledger: Ledger, drafts: Hosts, day: date, member: str | None) -> Option:
    """`member` takes the date; None leaves it open. Raises CannotRepair when it cannot."""
    if member is not None:
        _must_be_free(ledger, member, day)
    return _option("cover", ledger, drafts, {day: member})


def swap(ledger: Ledger, drafts: Hosts, first: date, second: date) -> Option:
    """The hosts of two dates change places. Done twice, everything is as it was."""
    hosts = hosts_now(ledger, drafts)
    one, other = hosts.get(first), hosts.get(second)
    if one is None or other is None:
        raise CannotRepair("A swap needs two dates that both have a host.")
    _must_be_free(ledger, other, first)
    _must_be_free(ledger, one, second)
    return _option("swap", ledger, drafts, {first: other, second: one})


def free_on(ledger: Ledger, day: date) -> list[str]:
    """Who is on duty and available on a date of the ledger, in the ledger's order."""
    dates = sorted({m.date for m in (*ledger.held, *ledger.fixed)} | set(ledger.to_plan) | {day})
    away = {span.member for span in ledger.unavailable if span.first <= day <= span.last}
    on_duty = [ledger.members[i].id for i in who_is_on_duty(ledger, dates)[day]]
    return [member for member in on_duty if member not in away]


def changed(ledger: Ledger, drafts: Hosts, hosts: Hosts) -> tuple[Ledger, dict]:
    """Ledger and drafts once these dates have these hosts; an announced date left without a
    host is a date to plan again."""
    after = {**{m.date: m.host for m in ledger.fixed}, **hosts}
    fixed = [Meeting(m.date, after[m.date]) for m in ledger.fixed if after[m.date] is not None]
    opened = [m.date for m in ledger.fixed if after[m.date] is None]
    to_plan = tuple(sorted((*ledger.to_plan, *opened)))
    planned = {day: hosts.get(day, drafts.get(day)) for day in to_plan}
    return replace(ledger, fixed=tuple(fixed), to_plan=to_plan), planned


def _must_be_free(ledger: Ledger, member: str | None, day: date) -> None:
    if member not in free_on(ledger, day):
        title = ledger.by_id[member].title if member in ledger.by_id else member
        raise CannotRepair(f"{title} is not on duty or not available on {day}.")


def _option(kind: str, ledger: Ledger, drafts: Hosts, hosts: Hosts) -> Option:
    before = hosts_now(ledger, drafts)
    changes = tuple(
        Change(day, before[day], host) for day, host in sorted(hosts.items()) if before[day] != host
    )
    return Option(kind, changes, *distances(*changed(ledger, drafts, hosts)))


def _cost(option: Option) -> tuple[Fraction, Fraction]:
    return option.max_deviation, option.squares


def _best_cover(ledger: Ledger, drafts: Hosts, day: date) -> Option:
    hosting = Hosting(Accounts(ledger))
    index = {member.id: i for i, member in enumerate(ledger.members)}
    options = [
        (_cost(option), hosting.waiting(index[member], day), option)
        for member in free_on(ledger, day)
        if (option := cover(ledger, drafts, day, member))
    ]
    if not options:
        return cover(ledger, drafts, day, None)
    return min(options, key=lambda entry: entry[:2])[2]


def _best_swap(ledger: Ledger, drafts: Hosts, day: date, since: date) -> Option | None:
    hosts = hosts_now(ledger, drafts)
    mine, free = hosts[day], set(free_on(ledger, day))
    partners = [
        other
        for other, host in hosts.items()
        if other >= since and host in free and host != mine and mine in free_on(ledger, other)
    ]
    options = [swap(ledger, drafts, day, other) for other in partners]
    return min(options, key=lambda option: (_cost(option), option.changes[-1].date), default=None)


def _replan(ledger: Ledger, drafts: Hosts, day: date) -> Option:
    fixed = tuple(meeting for meeting in ledger.fixed if meeting.date != day)
    to_plan = tuple(sorted({*ledger.to_plan, day}))
    plan = plan_hosts(replace(ledger, fixed=fixed, to_plan=to_plan))
    return _option("replan", ledger, drafts, {one.date: one.host for one in plan.assignments})
