"""Among the rotas that keep the best distance: the smallest sum of squares, exactly.

Adding a k-th turn at meeting s changes the squares of that council by an amount that depends
on council, k and s alone: the sum over the meetings from s on of 2 × balance + 2k − 1. So the
whole is an assignment of dates to turns (Kubiak and Sethi 1991). Leaving the windows costs
more than all squares together, for every meeting outside; that keeps the costs convex in k,
so a council's next turn is looked at only once its last one is taken.

Solved by shortest augmenting paths. The prices it ends with (`price_of_date`, and one for
each turn) prove the result: no date can be had below its price.
"""

from datetime import date
from itertools import accumulate

from network.meetings.rota_rules.accounts import Accounts
from network.meetings.rota_rules.distance import Windows


class Costs:
    """What each turn of each council would cost at each date (in 1/unit of a squared turn)."""

    def __init__(self, accounts: Accounts, windows: Windows):
        self.accounts = accounts
        self.windows = windows
        self.tails = [_tails(base) for base in accounts.base]
        largest = max((abs(value) for tail in self.tails for value in tail), default=0)
        turns, meetings = len(accounts.slots) + 1, len(accounts.dates) + 1
        self.outside = 4 * turns * (largest + 2 * turns * meetings * accounts.unit) + 1

    def plain(self, i: int, turn: int, t: int) -> int:
        meetings_left = self.accounts.end[i] - t
        tail = self.tails[i][t - self.accounts.first[i]]
        return tail + (2 * turn - 1) * self.accounts.unit * meetings_left

    def full(self, i: int, turn: int, t: int) -> int:
        """With `outside` added for each meeting the turn is too early, or taken off for each
        meeting it satisfies a lower bound."""
        early = max(0, self.windows.opens(i, turn) - t)
        met = self.accounts.end[i] - max(t, self.windows.due(i, turn))
        return self.plain(i, turn, t) + self.outside * (early - met)

    def bonus(self, i: int, turn: int) -> int:
        """What `full` takes off for this turn at every date within its window."""
        return self.outside * (self.accounts.end[i] - self.windows.due(i, turn))


class Assignment:
    """An optimal pairing of dates and turns with its prices. Rows are `accounts.slots`."""

    def __init__(self, accounts: Accounts, costs: Costs):
        self.costs = costs
        self.slots = accounts.slots
        self.able = accounts.able
        self.turns: list[tuple[int, int]] = []
        self.cost: list[list[int | None]] = []
        self.row_of: list[int | None] = []
        self.column_of: list[int | None] = [None] * len(self.slots)
        self.price: list[int] = []
        self.price_of_date: list[int] = [0] * len(self.slots)
        self.able_at = [set(self.able[t]) for t in self.slots]
        for i in sorted({i for t in self.slots for i in self.able[t]}):
            self._add_turn(i, 1)
        for row in range(len(self.slots)):
            self._place(row)

    def _add_turn(self, i: int, turn: int) -> None:
        self.turns.append((i, turn))
        self.row_of.append(None)
        self.price.append(0)
        self.cost.append(
            [
                self.costs.full(i, turn, t) if i in self.able_at[row] else None
                for row, t in enumerate(self.slots)
            ]
        )

    def _place(self, row: int) -> None:
        """Give one more date a turn by the cheapest chain of moves, and mend the prices."""
        columns = len(self.turns)
        reach: list[int | None] = [None] * columns
        via = [row] * columns
        done: list[tuple[int, int]] = []
        waiting = set(range(columns))
        here, so_far = row, 0
        self.price_of_date[row] = 0
        while True:
            nearest, so_far = self._reach_on(here, so_far, waiting, reach, via)
            owner = self.row_of[nearest]
            if owner is None:
                break
            waiting.remove(nearest)
            done.append((nearest, so_far))
            here = owner
        self._mend_prices(row, done, so_far)
        self._take(nearest, via, row)
        i, turn = self.turns[nearest]
        self._add_turn(i, turn + 1)

    def _reach_on(
        self, here: int, so_far: int, waiting: set[int], reach: list[int | None], via: list[int]
    ) -> tuple[int, int]:
        """Look on from one date: the nearest turn not yet passed, and how far it is."""
        offset = so_far - self.price_of_date[here]
        nearest, least = -1, 0
        for column in waiting:
            length = reach[column]
            cost = self.cost[column][here]
            if cost is not None:
                through = cost - self.price[column] + offset
                if length is None or through < length:
                    reach[column] = length = through
                    via[column] = here
            if length is not None and (nearest < 0 or length < least):
                nearest, least = column, length
        return nearest, least

    def _mend_prices(self, row: int, done: list[tuple[int, int]], length: int) -> None:
        self.price_of_date[row] += length
        for column, reached in done:
            owner = self.row_of[column]
            if owner is not None:
                self.price[column] -= length - reached
                self.price_of_date[owner] += length - reached

    def _take(self, column: int, via: list[int], start: int) -> None:
        while True:
            row = via[column]
            before = self.column_of[row]
            self.row_of[column], self.column_of[row] = row, column
            if row == start or before is None:
                return
            column = before

    def tight(self, row: int, column: int) -> bool:
        """Whether some cheapest rota may use this pair: its cost is exactly its prices."""
        cost = self.cost[column][row]
        return cost is not None and cost == self.price[column] + self.price_of_date[row]


def _tails(base: list[int]) -> list[int]:
    """For each meeting, twice the balances from it to the end."""
    return list(accumulate(2 * value for value in reversed(base)))[::-1]


# Of all rotas that are equally fair, the one everybody gets.
#
# In order of date: the council that has waited longest (never hosted before hosted, then the
# longest since it hosted, or since it joined), then by name. Pairs that cost exactly their
# prices are the ones some fairest rota uses, so a wish is granted when a chain of such pairs
# leads back to balance: no rota is ever weighed twice.

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
