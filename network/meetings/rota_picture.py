"""The rota as a picture: councils by meetings, with the same in words for each row.

Only numbers and names here; the template draws. A column is a meeting, 24 units wide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from network.meetings.ledger import Ledger, Member
from network.meetings.rota_rules.accounts import Accounts

COLUMN = 24
LEAST_COLUMNS = 18
PER_TURN = 60  # units of the balance drawing for one whole turn
MIDDLE = 80


@dataclass(frozen=True)
class Mark:
    """`kind` is the class of the shape: held, swap, next, plan or not."""

    kind: str
    x: int


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    marks: tuple[Mark, ...]
    joined_x: int
    words: str
    turns: int
    balance: Fraction
    balance_words: str
    bar_x: float


@dataclass(frozen=True)
class Picture:
    rows: tuple[Row, ...]
    width: int
    year_lines: tuple[int, ...]
    today_x: int
    first_year: int
    last_year: int


def draw(
    ledger: Ledger, drafts: Mapping[date, str | None], swapped: frozenset[date], today: date
) -> Picture:
    """`swapped`: dates whose host came by a swap or cover. Councils that left are left out."""
    accounts = Accounts(ledger)
    days = accounts.all_dates
    hosts = {**accounts.hosts, **{day: drafts.get(day) for day in ledger.to_plan}}
    coming = [day for day in days if day >= today and hosts.get(day)]
    drawing = _Drawing(ledger, accounts, hosts, swapped, today, coming[0] if coming else None)
    members = [one for one in ledger.members if one.left is None or one.left > today]
    rows = sorted((drawing.row(one) for one in members), key=lambda row: (-row.balance, row.name))
    return Picture(
        tuple(rows),
        COLUMN * max(len(days), LEAST_COLUMNS),
        tuple(COLUMN * n for n in range(1, len(days)) if days[n].year != days[n - 1].year),
        COLUMN * sum(day < today for day in days),
        days[0].year if days else today.year,
        days[-1].year if days else today.year,
    )


class _Drawing:
    def __init__(self, ledger, accounts, hosts, swapped, today, next_day):
        self.ledger, self.accounts, self.hosts = ledger, accounts, hosts
        self.swapped, self.today, self.next_day = swapped, today, next_day

    def row(self, member: Member) -> Row:
        days = self.accounts.all_dates
        marks = tuple(
            Mark(kind, COLUMN * n + COLUMN // 2)
            for n, day in enumerate(days)
            if (kind := self._kind(member, day))
        )
        past = [d for d in days if d < self.today and self._hosts(member, d)]
        balance = self.balance(member, past)
        return Row(
            member.id,
            member.title,
            marks,
            COLUMN * sum(day < member.joined for day in days),
            self._words(member, past),
            len(past),
            balance,
            in_turns(balance),
            round(MIDDLE + max(-1.2, min(1.2, float(balance))) * PER_TURN, 2),
        )

    def balance(self, member: Member, past: list[date]) -> Fraction:
        """Hosted less share, as it stands today."""
        before = [day for day in self.accounts.all_dates if day < self.today]
        if not before:
            return Fraction(0)
        value = self.accounts.after[before[-1]][self.accounts.index[member.id]]
        planned = sum(day not in self.accounts.hosts for day in past)
        return Fraction(value, self.accounts.unit) + planned

    def _hosts(self, member: Member, day: date) -> bool:
        return self.hosts.get(day) == member.id and member.belongs(day)

    def _kind(self, member: Member, day: date) -> str:
        if self._hosts(member, day):
            if day < self.today:
                return "swap" if day in self.swapped else "held"
            return "next" if day == self.next_day else "plan"
        away = any(
            span.member == member.id and span.first <= day <= span.last
            for span in self.ledger.unavailable
        )
        return "not" if away and day >= self.today else ""

    def _words(self, member: Member, past: list[date]) -> str:
        to_come = [d for d in self.accounts.all_dates if d >= self.today and self._hosts(member, d)]
        parts = []
        if past:
            parts.append(f"Hosted {_months(past)}.")
        if to_come:
            parts.append(f"To host {_months(to_come)}.")
        days = self.accounts.all_dates  # none where a series has no dates yet
        if days and member.joined > days[0]:
            parts.append(f"Joined {member.joined:%B %Y}.")
        return " ".join(parts) or "Has not hosted."


def _months(days: list[date]) -> str:
    return ", ".join(f"{day:%b %Y}" for day in days)


def in_turns(balance: Fraction) -> str:
    """+0.3 or −0.7, and a plain 0.0 in the middle."""
    rounded = f"{abs(float(balance)):.1f}"
    if rounded == "0.0":
        return rounded
    return f"+{rounded}" if balance > 0 else f"−{rounded}"
