"""The rota: who hosts which date, and the proof that no rota is fairer. Pure: no clock, no database.

At each meeting every council on duty owes the same share of a turn. A rota is fair when the
largest distance between what a council has hosted and its share is as small as any rota could
make it, and then the sum of the squares of all distances is smallest; ties go to the council
that waited longest, then by name. docs/rota.md explains the rule, the method (chairman
assignment: Tijdeman 1980, Kubiak and Sethi 1991) and the format of ledger and plan.

    plan = plan_hosts(read_ledger(data))
    plan.as_json()

`check_rota.py` checks a plan without sharing a line with this code.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from network.meetings.ledger import Ledger, LedgerError, load_ledger, read_ledger
from network.meetings.rota_rules.accounts import Accounts
from network.meetings.rota_rules.assignment import Assignment, Costs, settle
from network.meetings.rota_rules.certificate import Reasons, certificate
from network.meetings.rota_rules.distance import Windows, best_distance

__all__ = [
    "Assigned",
    "LedgerError",
    "Plan",
    "distances",
    "load_ledger",
    "plan_hosts",
    "read_ledger",
]


@dataclass(frozen=True)
class Assigned:
    """A date of the plan. `host` is None when nobody on duty can host it."""

    date: date
    host: str | None
    reason: str


@dataclass(frozen=True)
class Plan:
    assignments: tuple[Assigned, ...]
    max_deviation: Fraction
    certificate: dict

    def as_json(self) -> dict:
        return {
            "assignments": [
                {"date": one.date.isoformat(), "host": one.host, "reason": one.reason}
                for one in self.assignments
            ],
            "max_deviation": str(self.max_deviation),
            "certificate": self.certificate,
        }


def plan_hosts(ledger: Ledger) -> Plan:
    """The fairest hosts for the ledger's dates to plan. The same ledger gives the same plan."""
    accounts = Accounts(ledger)
    distance = best_distance(accounts)
    windows = Windows(accounts, distance)
    costs = Costs(accounts, windows)
    assignment = Assignment(accounts, costs)
    chosen = settle(accounts, assignment)
    reasons = Reasons(accounts, chosen).in_words()
    return Plan(
        tuple(
            Assigned(day, accounts.members[chosen[day]].id if day in chosen else None, words)
            for day, words in reasons.items()
        ),
        Fraction(distance, accounts.unit),
        certificate(accounts, costs, assignment, distance),
    )


def distances(ledger: Ledger, hosts: dict[date, str | None]) -> tuple[Fraction, Fraction]:
    """The largest distance and the sum of the squares if these hosted the dates to plan."""
    accounts = Accounts(ledger)
    largest = squares = 0
    for i, member in enumerate(accounts.members):
        turns = 0
        for t in range(accounts.first[i], accounts.end[i]):
            turns += hosts.get(accounts.dates[t]) == member.id and t in accounts.able
            value = accounts.base[i][t - accounts.first[i]] + turns * accounts.unit
            largest = max(largest, abs(value))
            squares += value * value
    return Fraction(largest, accounts.unit), Fraction(squares, accounts.unit**2)
