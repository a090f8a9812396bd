"""For a given distance: when each council's k-th turn may come, and when it must have come.

If no account may ever be further than `distance` from its share, then after each meeting a
council's planned turns lie between a lower and an upper bound. Both bounds only rise (later
meetings reach back), so the k-th turn has a window: from the first meeting whose upper bound
admits it to the first meeting whose lower bound demands it. Turns nobody demands are optional.
"""

from bisect import bisect_left
from itertools import accumulate

from network.meetings.fair.accounts import Accounts


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
