"""What every council has hosted and what its share is, before anything is planned.

Nothing here depends on who will host the dates to plan: shares follow from who is on duty.
So a plan only adds whole turns to these accounts, and everything can be counted in whole
numbers of one small unit (1/`unit` of a turn), which is exact and fast.
"""

from bisect import bisect_left
from collections import Counter
from datetime import date
from math import lcm, prod

from network.meetings.ledger import Ledger, Member, Span


class Accounts:
    """The books of a ledger.

    `dates` are the meetings the distance is measured at (fixed and to plan), in order.
    `first[i]` and `end[i]`: the positions in `dates` between which member i belongs.
    `base[i][t - first[i]]`: hosted minus share after meeting t, in units, without any
    planned turn; `after[day]`: the same for every meeting, held ones too. `able[t]`: who may host the date to plan at t; empty means it stays open.
    """

    def __init__(self, ledger: Ledger):
        self.ledger = ledger
        self.members = ledger.members
        self.index = {member.id: i for i, member in enumerate(self.members)}
        self.hosts = {m.date: m.host for m in (*ledger.held, *ledger.fixed)}
        self.held = {m.date for m in ledger.held}
        self.all_dates = sorted((*self.hosts, *ledger.to_plan))
        self.dates = [day for day in self.all_dates if day not in self.held]
        self.first = [bisect_left(self.dates, member.joined) for member in self.members]
        self.end = [_end(self.dates, member) for member in self.members]
        self.duty = who_is_on_duty(ledger, self.all_dates)
        self.heirs = Counter(older for member in self.members for older in member.follows)
        self.unit = lcm(*(len(who) for who in self.duty.values() if who)) * prod(
            self.heirs.values()
        )
        away = _days_of(ledger.unavailable)
        planned = set(ledger.to_plan)
        self.able = {
            t: [i for i in self.duty[day] if not _within(away.get(self.members[i].id), day)]
            for t, day in enumerate(self.dates)
            if day in planned
        }
        self.slots = [t for t, who in self.able.items() if who]
        self.after: dict[date, list[int]] = {}
        self.base = self._run()

    def counts(self, day: date) -> bool:
        """Whether shares grow at this meeting: not if held without a host that belongs."""
        return day not in self.held or self.ledger.belongs(self.hosts[day], day)

    def _run(self) -> list[list[int]]:
        balance = [0] * len(self.members)
        settled = [0] * len(self.members)
        starters = sorted(
            (i for i, member in enumerate(self.members) if member.follows),
            key=lambda i: self.members[i].joined,
            reverse=True,
        )
        base: list[list[int]] = [[] for _ in self.members]
        position = 0
        for day in self.all_dates:
            while starters and self.members[starters[-1]].joined <= day:
                self._inherit(starters.pop(), balance, settled)
            self._accrue(day, balance, settled)
            self.after[day] = list(balance)
            if day not in self.held:
                for i, value in enumerate(balance):
                    if self.first[i] <= position < self.end[i]:
                        base[i].append(value)
                position += 1
        return base

    def _inherit(self, i: int, balance: list[int], settled: list[int]) -> None:
        # Only held and announced meetings are handed on: a turn still being planned before
        # the split would tie both halves' accounts to a choice not yet made.
        for older in self.members[i].follows:
            share = settled[self.index[older]] // self.heirs[older]
            balance[i] += share
            settled[i] += share

    def _accrue(self, day: date, balance: list[int], settled: list[int]) -> None:
        if not self.counts(day):
            return
        books = (balance, settled) if day in self.hosts else (balance,)
        for book in books:
            for i in self.duty[day]:
                book[i] -= self.unit // len(self.duty[day])
            host = self.hosts.get(day)
            if host is not None:
                book[self.index[host]] += self.unit


def who_is_on_duty(ledger: Ledger, dates: list[date]) -> dict[date, list[int]]:
    """For each meeting, the positions of the members that belong, not paused, past grace."""
    paused = _days_of(ledger.pauses)
    duty: dict[date, list[int]] = {day: [] for day in dates}
    for i, member in enumerate(ledger.members):
        start = bisect_left(dates, member.joined)
        if dates and member.joined > dates[0]:
            start += ledger.grace_meetings
        for day in dates[start : _end(dates, member)]:
            if not _within(paused.get(member.id), day):
                duty[day].append(i)
    return duty


def _end(dates: list[date], member: Member) -> int:
    return len(dates) if member.left is None else bisect_left(dates, member.left)


def _days_of(spans: tuple[Span, ...]) -> dict[str, list[Span]]:
    by_member: dict[str, list[Span]] = {}
    for span in spans:
        by_member.setdefault(span.member, []).append(span)
    return by_member


def _within(spans: list[Span] | None, day: date) -> bool:
    return any(span.first <= day <= span.last for span in spans or ())
