"""Of all rotas that are equally fair, the one everybody gets.

In order of date: the council that has waited longest (never hosted before hosted, then the
longest since it hosted, or since it joined), then by name. Pairs that cost exactly their
prices are the ones some fairest rota uses, so a wish is granted when a chain of such pairs
leads back to balance: no rota is ever weighed twice.
"""

from datetime import date

from network.meetings.fair.accounts import Accounts
from network.meetings.fair.assignment import Assignment

POOL = -1


def settle(accounts: Accounts, assignment: Assignment) -> dict[date, int]:
    """The member that hosts each date with somebody able."""
    rota = _Settling(assignment)
    last_hosted = Hosting(accounts)
    chosen: dict[date, int] = {}
    for row, t in enumerate(assignment.slots):
        day = accounts.dates[t]
        wishes = sorted(rota.possible(row), key=lambda i: last_hosted.waiting(i, day))
        chosen[day] = next(i for i in wishes if rota.grant(row, i))
        last_hosted.add(chosen[day], day)
    return chosen


class Hosting:
    """Who last hosted when, as the rota unfolds."""

    def __init__(self, accounts: Accounts):
        self.members = accounts.members
        self.days: list[list[date]] = [[] for _ in self.members]
        for day, host in sorted(accounts.hosts.items()):
            if host is not None and accounts.ledger.belongs(host, day):
                self.days[accounts.index[host]].append(day)

    def add(self, i: int, day: date) -> None:
        self.days[i] = sorted((*self.days[i], day))

    def last_before(self, i: int, day: date) -> date | None:
        return max((held for held in self.days[i] if held < day), default=None)

    def waiting(self, i: int, day: date) -> tuple:
        """Sorts the longest wait first."""
        last = self.last_before(i, day)
        member = self.members[i]
        return last is not None, last or member.joined, member.title, member.id


class _Settling:
    def __init__(self, assignment: Assignment):
        self.pairs = assignment
        self.row_of = [POOL if row is None else row for row in assignment.row_of]
        self.column_of = list(assignment.column_of)
        self.settled: set[int] = set()
        self.spare = [c for c, price in enumerate(assignment.price) if price == 0]

    def possible(self, row: int) -> dict[int, list[int]]:
        """Members that some fairest rota puts on this date, with the columns of their turns."""
        members: dict[int, list[int]] = {}
        for column, (i, _) in enumerate(self.pairs.turns):
            if self.pairs.tight(row, column):
                members.setdefault(i, []).append(column)
        return members

    def grant(self, row: int, i: int) -> bool:
        """Put member i on this date for good, if the dates settled before allow it."""
        wanted = self.possible(row)[i]
        if self.column_of[row] in wanted or any(self._swap(row, column) for column in wanted):
            self.settled.add(row)
            return True
        return False

    def _swap(self, row: int, wanted: int) -> bool:
        goal = self.column_of[row]
        came_from: dict[int, int] = {wanted: row}
        queue = [wanted]
        pool_seen = False
        for column in queue:
            owner = self.row_of[column]
            if owner == row or owner in self.settled or (owner == POOL and pool_seen):
                continue
            pool_seen = pool_seen or owner == POOL
            for after in self._others(owner):
                if after not in came_from:
                    came_from[after] = column
                    queue.append(after)
            if goal in came_from:
                self._turn_the_wheel(row, wanted, goal, came_from)
                return True
        return False

    def _others(self, owner: int) -> list[int]:
        if owner == POOL:
            return self.spare
        return [c for c in range(len(self.pairs.turns)) if self.pairs.tight(owner, c)]

    def _turn_the_wheel(self, row: int, wanted: int, goal: int, came_from: dict[int, int]) -> None:
        column = goal
        while column != wanted:
            before = came_from[column]
            self._pair(self.row_of[before], column)
            column = before
        self._pair(row, wanted)

    def _pair(self, owner: int, column: int) -> None:
        self.row_of[column] = owner
        if owner != POOL:
            self.column_of[owner] = column
