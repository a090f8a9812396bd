"""The certificate: what a stranger needs to check that no rota is fairer.

`smaller`: the witness that every smaller distance is impossible. `squares`: a price for each
date and turn; no rota within the windows can cost less than all prices together, and this
one costs exactly that.
"""

from fractions import Fraction

from network.meetings.fair.accounts import Accounts
from network.meetings.fair.assignment import Assignment, Costs
from network.meetings.fair.distance import why_not_smaller
from network.meetings.fair.matching import Witness


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
