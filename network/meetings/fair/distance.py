"""The smallest distance any rota can keep, and why no smaller one is possible."""

from bisect import bisect_left

from network.meetings.fair.accounts import Accounts
from network.meetings.fair.matching import Witness, obstacle
from network.meetings.fair.windows import Windows


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
