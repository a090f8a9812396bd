"""For a given distance: when each council's k-th turn may come, and when it must have come.

If no account may ever be further than `distance` from its share, then after each meeting a
council's planned turns lie between a lower and an upper bound. Both bounds only rise (later
meetings reach back), so the k-th turn has a window: from the first meeting whose upper bound
admits it to the first meeting whose lower bound demands it. Turns nobody demands are optional.
"""

from bisect import bisect_left
from itertools import accumulate

from network.meetings.rota_rules.accounts import Accounts


class Windows:
    """Bounds on planned turns, by member and meeting, for one distance in units."""

    def __init__(self, accounts: Accounts, distance: int):
        self.accounts = accounts
        unit = accounts.unit
        self.low: list[list[int]] = []
        self.high: list[list[int]] = []
        for base in accounts.base:
            least = [max(0, -((distance + value) // unit)) for value in base]
            most = [(distance - value) // unit for value in base]
            self.low.append(list(accumulate(least, max)))
            self.high.append(list(accumulate(reversed(most), min))[::-1])

    def beyond_repair(self) -> tuple[int, int] | None:
        """A member and meeting where even no further turn leaves it too far ahead."""
        for i, high in enumerate(self.high):
            if high and high[0] < 0:
                worst = max(range(len(high)), key=lambda t: self.accounts.base[i][t])
                return i, self.accounts.first[i] + worst
        return None

    def opens(self, i: int, turn: int) -> int:
        """First meeting that may be this turn (the member's end when there is none)."""
        return self.accounts.first[i] + bisect_left(self.high[i], turn)

    def due(self, i: int, turn: int) -> int:
        """Meeting by which this turn must have come (the member's end when it is optional)."""
        return self.accounts.first[i] + bisect_left(self.low[i], turn)

    def turns_at(self, i: int, t: int) -> range:
        """Which turns of member i the meeting t may be."""
        at = t - self.accounts.first[i]
        return range((self.low[i][at - 1] if at else 0) + 1, self.high[i][at] + 1)

    def due_turns(self) -> list[tuple[int, int]]:
        return [
            (i, turn)
            for i, low in enumerate(self.low)
            for turn in range(1, (low[-1] if low else 0) + 1)
        ]

    def meetings_for(self, i: int, turn: int) -> list[int]:
        """The dates to plan that may be this turn."""
        last = min(self.due(i, turn), self.accounts.end[i] - 1)
        able = self.accounts.able
        return [t for t in range(self.opens(i, turn), last + 1) if i in able.get(t, ())]


# Can every date be somebody's turn, and every due turn have a date? If not, why not.
#
# Both together are possible as soon as each is possible alone (Mendelsohn and Dulmage 1958),
# so what cannot be done always has a short witness: dates with too few possible turns, or due
# turns with too few dates (Hall 1935). The witness is what the certificate carries.

Turn = tuple[int, int]
Witness = tuple[str, list]


def obstacle(windows: Windows) -> Witness | None:
    """None if a rota within the windows exists, else a witness that none does."""
    beyond = windows.beyond_repair()
    if beyond is not None:
        return "ahead", [beyond]
    matching = Matching(windows)
    return matching.cover_dates() or matching.cover_due_turns()


class Matching:
    def __init__(self, windows: Windows):
        self.windows = windows
        self.able = windows.accounts.able
        self.slots = windows.accounts.slots
        self.turn_of: dict[int, Turn] = {}
        self.date_of: dict[Turn, int] = {}

    def cover_dates(self) -> Witness | None:
        self._most_urgent_first()
        for t in self.slots:
            if t not in self.turn_of:
                stuck = self._find_turn_for(t)
                if stuck:
                    return "meetings", sorted(stuck)
        return None

    def cover_due_turns(self) -> Witness | None:
        for turn in self.windows.due_turns():
            if turn not in self.date_of:
                stuck = self._find_date_for(turn)
                if stuck:
                    return "turns", sorted(stuck)
        return None

    def _most_urgent_first(self) -> None:
        """Earliest due turn first: already a whole rota when nobody is unavailable."""
        taken: dict[int, int] = {}
        for t in self.slots:
            best = None
            for i in self.able[t]:
                open_turns = self.windows.turns_at(i, t)
                turn = max(open_turns.start, taken.get(i, 0) + 1)
                if turn < open_turns.stop:
                    key = (self.windows.due(i, turn), i, turn)
                    best = key if best is None or key < best else best
            if best:
                taken[best[1]] = best[2]
                self._pair(t, best[1:])

    def _pair(self, t: int, turn: Turn) -> None:
        self.turn_of[t] = turn
        self.date_of[turn] = t

    def _find_turn_for(self, start: int) -> set[int]:
        """Give `start` a turn, moving others; or return the dates that lack turns."""
        queue, reached = [start], {start}
        came_from: dict[Turn, int] = {}
        for t in queue:
            for i in self.able[t]:
                for k in self.windows.turns_at(i, t):
                    if (i, k) in came_from:
                        continue
                    came_from[i, k] = t
                    owner = self.date_of.get((i, k))
                    if owner is None:
                        self._shift_dates((i, k), came_from, start)
                        return set()
                    if owner not in reached:
                        reached.add(owner)
                        queue.append(owner)
        return reached

    def _shift_dates(self, turn: Turn, came_from: dict[Turn, int], start: int) -> None:
        while True:
            t = came_from[turn]
            before = self.turn_of.get(t)
            self._pair(t, turn)
            if t == start or before is None:
                return
            turn = before

    def _find_date_for(self, start: Turn) -> set[Turn]:
        """Give a due turn a date, pushing out an optional turn; or return what lacks dates."""
        queue, reached = [start], {start}
        came_from: dict[int, Turn] = {}
        for turn in queue:
            for t in self.windows.meetings_for(*turn):
                if t in came_from:
                    continue
                came_from[t] = turn
                owner = self.turn_of[t]
                if self.windows.due(*owner) >= self.windows.accounts.end[owner[0]]:
                    self._shift_turns(t, came_from, start)
                    return set()
                if owner not in reached:
                    reached.add(owner)
                    queue.append(owner)
        return reached

    def _shift_turns(self, t: int, came_from: dict[int, Turn], start: Turn) -> None:
        self.date_of.pop(self.turn_of[t])
        while True:
            turn = came_from[t]
            before = self.date_of.get(turn)
            self._pair(t, turn)
            if turn == start or before is None:
                return
            t = before


# The smallest distance any rota can keep, and why no smaller one is possible.


def best_distance(accounts: Accounts) -> int:
    """In units. Bisection over the only distances an account can have.

    After any meeting an account stands at its base plus whole turns, so every possible
    distance is a whole number of turns plus one of the remainders seen in the accounts.
    """
    unit = accounts.unit
    values = {value for base in accounts.base for value in base}
    if not values:
        return 0
    remainders = sorted({value % unit for value in values} | {-value % unit for value in values})
    turns = max(map(abs, values)) // unit + len(accounts.slots) + 1

    def possible(distance: int) -> bool:
        return obstacle(Windows(accounts, distance)) is None

    whole = bisect_left(range(turns), True, key=lambda n: possible(n * unit + unit - 1))
    at = bisect_left(remainders, True, key=lambda rest: possible(whole * unit + rest))
    return whole * unit + remainders[at]


def why_not_smaller(accounts: Accounts, distance: int) -> Witness | None:
    """What stands in the way of every distance below this one; None below nothing."""
    return obstacle(Windows(accounts, distance - 1)) if distance else None
