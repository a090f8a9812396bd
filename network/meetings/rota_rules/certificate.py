"""The certificate: what a stranger needs to check that no rota is fairer.

`smaller`: the witness that every smaller distance is impossible. `squares`: a price for each
date and turn; no rota within the windows can cost less than all prices together, and this
one costs exactly that.
"""

from datetime import date
from fractions import Fraction

from network.meetings.rota_rules.accounts import Accounts
from network.meetings.rota_rules.assignment import Assignment, Costs, Hosting
from network.meetings.rota_rules.distance import Witness, why_not_smaller


def certificate(accounts: Accounts, costs: Costs, assignment: Assignment, distance: int) -> dict:
    return {
        "distance": str(Fraction(distance, accounts.unit)),
        "smaller": _smaller(accounts, why_not_smaller(accounts, distance)),
        "squares": _prices(accounts, costs, assignment),
    }


def _smaller(accounts: Accounts, witness: Witness | None) -> dict | None:
    if witness is None:
        return None
    kind, found = witness
    if kind == "meetings":
        return {"kind": kind, "dates": [accounts.dates[t].isoformat() for t in found]}
    if kind == "turns":
        return {"kind": kind, "turns": [[accounts.members[i].id, turn] for i, turn in found]}
    [(i, t)] = found
    return {"kind": kind, "member": accounts.members[i].id, "date": accounts.dates[t].isoformat()}


def _prices(accounts: Accounts, costs: Costs, assignment: Assignment) -> dict:
    def words(value: int) -> str:
        return str(Fraction(value, accounts.unit))

    return {
        "dates": {
            accounts.dates[t].isoformat(): words(price)
            for t, price in zip(assignment.slots, assignment.price_of_date, strict=True)
        },
        "turns": [
            [accounts.members[i].id, turn, words(price + costs.bonus(i, turn))]
            for (i, turn), price in zip(assignment.turns, assignment.price, strict=True)
            if price + costs.bonus(i, turn)
        ],
    }


# Why this council on this date, in words a member can check with a pencil.


class Reasons:
    """Reasons for a finished choice of hosts (`chosen`: member positions by date)."""

    def __init__(self, accounts: Accounts, chosen: dict[date, int]):
        self.accounts = accounts
        self.chosen = chosen
        self.hosting = Hosting(accounts)
        for day, i in chosen.items():
            self.hosting.add(i, day)
        self.turns = [0] * len(accounts.members)

    def in_words(self) -> dict[date, str]:
        """A sentence for each date to plan, open ones too."""
        words = {}
        for t in sorted(self.accounts.able):
            day = self.accounts.dates[t]
            host = self.chosen.get(day)
            words[day] = self._why_open(day) if host is None else self._why(t, day, host)
            if host is not None:
                self.turns[host] += 1
        return words

    def _why(self, t: int, day: date, host: int) -> str:
        owed = {i: self._owed(i, t) for i in self.accounts.able[t]}
        last = self.hosting.last_before(host, day)
        since = f"last hosted in {last:%B %Y}" if last else "has not hosted yet"
        name = self.accounts.members[host].title
        return f"{name}: {since}, {self._amount(owed[host])}, {self._rank(owed, host, day)}."

    def _owed(self, i: int, t: int) -> int:
        """Share less hosted, with this meeting's share grown and nobody hosting it yet."""
        balance = self.accounts.base[i][t - self.accounts.first[i]]
        return -balance - self.turns[i] * self.accounts.unit

    def _amount(self, owed: int) -> str:
        turns = f"{abs(owed) / self.accounts.unit:.2f} of a turn"
        return f"{turns} ahead" if owed < 0 else f"{turns} owed"

    def _rank(self, owed: dict[int, int], host: int, day: date) -> str:
        if len(owed) == 1:
            return "the only one free"
        more = [i for i in owed if owed[i] > owed[host]]
        if more:
            return self._despite(max(more, key=lambda i: owed[i]), len(more), day)
        equal = [i for i in owed if owed[i] == owed[host] and i != host]
        if not equal:
            return "the most of anyone free"
        rival = min(self.hosting.waiting(i, day) for i in equal)
        mine = self.hosting.waiting(host, day)
        if mine[:2] < rival[:2]:
            return "as much as anyone free, and the longest wait"
        if mine < rival:
            return "as much as anyone free, and first by name"
        return "as much as anyone free"

    def _despite(self, other: int, count: int, day: date) -> str:
        """Why one that is owed more does not host: it hosts another date to suit everybody."""
        name = self.accounts.members[other].title
        others = f" and {count - 1} more are" if count > 1 else " is"
        after = min((d for d in self.hosting.days[other] if d > day), default=None)
        if after:
            return f"{name}{others} owed more, but {name} hosts on {after.day} {after:%B %Y}"
        return f"{name}{others} owed more, but over all dates this keeps everyone closest"

    def _why_open(self, day: date) -> str:
        away = [self.accounts.members[i].title for i in self.accounts.duty[day]]
        if not away:
            return "Open: no council is on duty on this date."
        return f"Open: nobody on duty can host on this date ({', '.join(away)} unavailable)."
