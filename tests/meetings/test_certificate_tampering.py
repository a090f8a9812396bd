"""A certificate cannot be talked round."""

import copy
import json

import pytest

from network.meetings.check_rota import check
from network.meetings.rota import plan_hosts, read_ledger
from tests.meetings.test_rota_cases import FOUR, dates, ledger

AWAY = [{"member": "dudley", "from": "2026-01-01", "to": "2026-02-28"}]
DATA = ledger(FOUR, dates(6), unavailable=AWAY)


@pytest.fixture
def plan():
    return json.loads(json.dumps(plan_hosts(read_ledger(DATA)).as_json()))


def worse(plan: dict) -> dict:
    """Two dates change hosts: dearer, and the prices are made to fit."""
    plan = copy.deepcopy(plan)
    hosts = [one["host"] for one in plan["assignments"]]
    for one, host in zip(plan["assignments"], [*hosts[:1], *hosts[:1:-1], hosts[1]], strict=True):
        one["host"] = host
    return plan


def test_the_plan_is_accepted(plan):
    assert check(DATA, plan) is None


@pytest.mark.parametrize("claimed", ["0", "1/2", "1", "99", "-3/4", "soon", None, "1/0"])
def test_another_distance_is_refused(plan, claimed):
    plan["max_deviation"] = claimed
    assert check(DATA, plan)
    plan["certificate"]["distance"] = claimed
    assert check(DATA, plan)


FALSE_WITNESSES = [
    None,
    {},
    {"kind": "trust me"},
    {"kind": "ahead", "member": "dudley", "date": dates(1)[0]},
    {"kind": "ahead", "member": "kent", "date": dates(1)[0]},
    {"kind": "meetings", "dates": []},
    {"kind": "meetings", "dates": dates(6)[2:3] * 9},
    {"kind": "meetings", "dates": ["2030-01-01"]},
    {"kind": "turns", "turns": []},
    {"kind": "turns", "turns": [["dudley", 99], ["dudley", 98]]},
    {"kind": "turns", "turns": [["kent", 1]]},
    {"kind": "turns", "turns": [["walsall", 0], ["walsall", 0.5], ["walsall", -1]]},
]


@pytest.mark.parametrize("witness", FALSE_WITNESSES)
def test_a_witness_that_shows_nothing_is_refused(plan, witness):
    plan["certificate"]["smaller"] = witness
    assert check(DATA, plan)


@pytest.mark.parametrize(
    "extra", [["kent", 1, "1"], ["walsall", 0, "1"], ["walsall", 0.5, "1"], ["walsall", 40, "1"]]
)
def test_prices_cannot_be_made_up_to_cover_a_dearer_rota(plan, extra):
    plan = worse(plan)
    assert check(DATA, plan)
    for price in range(-60, 60):
        plan["certificate"]["squares"]["turns"] = [
            *plan["certificate"]["squares"]["turns"],
            [*extra[:2], str(price / 2)],
        ]
        assert check(DATA, plan)


def test_dates_added_dropped_or_repeated_are_refused(plan):
    for changed in (
        plan["assignments"][1:],
        [*plan["assignments"], plan["assignments"][0]],
        [*plan["assignments"], {"date": "2030-01-01", "host": "dudley", "reason": ""}],
    ):
        assert check(DATA, {**plan, "assignments": changed})


@pytest.mark.parametrize("rubbish", [None, [], 4, "x", {}, {"assignments": 4}, {"assignments": []}])
def test_what_is_no_plan_is_refused_with_a_sentence(rubbish):
    assert check(DATA, rubbish).endswith(".")
