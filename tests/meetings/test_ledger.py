"""A ledger that is wrong is refused with one sentence that names the entry."""

import json

import pytest

from network.meetings.rota import LedgerError, load_ledger, plan_hosts, read_ledger

GOOD = {
    "members": [
        {"id": "dudley", "joined": "2024-01-01", "left": None},
        {"id": "walsall", "joined": "2024-01-01", "left": "2026-12-31"},
    ],
    "grace_meetings": 1,
    "pauses": [{"member": "dudley", "from": "2026-01-01", "to": "2026-02-01"}],
    "unavailable": [{"member": "dudley", "from": "2026-05-01", "to": "2026-05-01"}],
    "held": [{"date": "2026-01-08", "host": "dudley"}, {"date": "2026-02-19", "host": None}],
    "fixed": [{"date": "2026-04-02", "host": "walsall"}],
    "to_plan": ["2026-05-14", "2026-06-25"],
}

WRONG = [
    ("pauses", {"member": "dudley", "from": "2026-02-02", "to": "2026-02-01"}, "ends on"),
    ("unavailable", {"member": "dudley", "from": "2026-02-02", "to": "2026-02-01"}, "ends on"),
    ("members", {"id": "kent", "joined": "2026-02-02", "left": "2026-02-01"}, "kent"),
    ("pauses", {"member": "kent", "from": "2026-01-01", "to": "2026-01-01"}, "kent"),
    ("unavailable", {"member": "kent", "from": "2026-01-01", "to": "2026-01-01"}, "kent"),
    ("fixed", {"date": "2026-04-03", "host": "kent"}, "kent"),
    ("fixed", {"date": "2027-04-03", "host": "walsall"}, "2027-04-03"),
    ("fixed", {"date": "2026-12-31", "host": "walsall"}, "2026-12-31"),
    ("fixed", {"date": "2026-04-03", "host": None}, "fixed, entry 2"),
    ("fixed", {"date": "2026-01-08", "host": "dudley"}, "2026-01-08"),
    ("held", {"date": "2026-05-14", "host": "dudley"}, "2026-05-14"),
    ("held", {"date": "2026-06-01", "host": "dudley"}, "2026-05-14"),
    ("held", {"date": "soon", "host": "dudley"}, "soon"),
    ("held", {"date": "2026-01-07", "host": 4}, "held, entry 3"),
    ("to_plan", "2026-05-14", "2026-05-14"),
    ("to_plan", "2026-01-01", "2026-01-01"),
    ("to_plan", "20261112", "20261112"),
    ("to_plan", 20261112, "to_plan, entry 3"),
    ("members", {"id": "dudley", "joined": "2024-01-01", "left": None}, "dudley"),
    ("members", {"joined": "2024-01-01"}, "members, entry 3"),
    ("members", {"id": "new", "joined": "2026-01-01", "follows": ["kent"]}, "kent"),
    ("members", {"id": "new", "joined": "2026-01-01", "follows": ["walsall"]}, "walsall"),
    ("members", "dudley", "members, entry 3"),
]


@pytest.mark.parametrize(("key", "entry", "named"), WRONG)
def test_a_wrong_entry_is_named_in_one_sentence(key, entry, named):
    with pytest.raises(LedgerError) as refused:
        read_ledger({**GOOD, key: [*GOOD[key], entry]})
    assert named in str(refused.value)
    assert "\n" not in str(refused.value) and str(refused.value).endswith(".")


@pytest.mark.parametrize("grace", [-1, 1.5, True, "1", None])
def test_grace_is_a_whole_number(grace):
    with pytest.raises(LedgerError, match="grace_meetings"):
        read_ledger({**GOOD, "grace_meetings": grace})


@pytest.mark.parametrize("data", [None, [], "x", {"members": {}}, {"members": [], "held": 4}])
def test_what_is_no_ledger_at_all_is_refused(data):
    with pytest.raises(LedgerError):
        read_ledger(data)


def test_a_good_ledger_plans():
    assert [one.host for one in plan_hosts(read_ledger(GOOD)).assignments] == ["walsall", "dudley"]


def test_a_body_outside_the_network_may_have_hosted():
    held = [{"date": "2026-01-08", "host": "adass"}]
    assert read_ledger({**GOOD, "held": held}).held[0].host == "adass"


def test_a_ledger_without_anything_is_an_empty_plan():
    plan = plan_hosts(read_ledger({"members": []})).as_json()
    assert plan["assignments"] == [] and plan["max_deviation"] == "0"


def test_files_that_cannot_be_read_are_named(tmp_path):
    broken = tmp_path / "ledger.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(LedgerError, match="is not JSON"):
        load_ledger(broken)
    with pytest.raises(LedgerError, match="cannot be opened"):
        load_ledger(tmp_path / "none.json")
    broken.write_text(json.dumps(GOOD), encoding="utf-8")
    assert load_ledger(broken) == read_ledger(GOOD)
