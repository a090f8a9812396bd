"""The rule of the rota case by case, as a chair would meet it."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from network.meetings import check_rota
from network.meetings.bench import bench_rota
from network.meetings.check_rota import check
from network.meetings.rota import plan_hosts, read_ledger


def dates(count: int, first: str = "2026-01-08") -> list[str]:
    start = date.fromisoformat(first)
    return [(start + timedelta(days=42 * n)).isoformat() for n in range(count)]


def council(name: str, joined: str = "2020-01-01", left: str | None = None, **more) -> dict:
    return {"id": name, "joined": joined, "left": left, **more}


def ledger(members: list[dict], to_plan: list[str], **more) -> dict:
    return {"members": members, "to_plan": to_plan, **more}


def plan(data: dict) -> dict:
    made = plan_hosts(read_ledger(data)).as_json()
    assert check(data, made) is None
    return made


def hosts(data: dict) -> list[str | None]:
    return [one["host"] for one in plan(data)["assignments"]]


FOUR = [council(name) for name in ("dudley", "sandwell", "walsall", "wolverhampton")]


@pytest.mark.parametrize("councils", [1, 2, 3, 5, 14])
def test_with_equal_shares_and_nobody_away_the_distance_is_one_less_a_share(councils):
    members = [council(f"c{n:02}") for n in range(councils)]
    made = plan(ledger(members, dates(2 * councils)))
    assert Fraction(made["max_deviation"]) == 1 - Fraction(1, councils)


def test_a_first_round_goes_by_name_and_a_second_by_waiting():
    assert hosts(ledger(FOUR, dates(8)))[:4] == ["dudley", "sandwell", "walsall", "wolverhampton"]
    held = [{"date": "2025-06-01", "host": "dudley"}, {"date": "2025-07-01", "host": "walsall"}]
    assert hosts(ledger(FOUR, dates(2), held=held)) == ["sandwell", "wolverhampton"]


def test_past_hosting_counts():
    held = [{"date": day, "host": "dudley"} for day in ("2025-06-01", "2025-07-01")]
    assert "dudley" not in hosts(ledger(FOUR, dates(3), held=held))


def test_meetings_held_without_a_host_or_elsewhere_count_for_nobody():
    held = [{"date": "2025-06-01", "host": None}, {"date": "2025-07-01", "host": "adass"}]
    with_informal, without = ledger(FOUR, dates(4), held=held), ledger(FOUR, dates(4))
    assert hosts(with_informal) == hosts(without)
    assert plan(with_informal)["max_deviation"] == plan(without)["max_deviation"]


def test_a_newcomer_is_spared_its_first_meeting_and_informal_ones_count_for_that():
    late = [*FOUR[:1], council("herefordshire", "2026-01-01")]
    held = [{"date": "2025-12-01", "host": "dudley"}]
    assert hosts(ledger(late, dates(2), held=held))[0] == "dudley"
    informal = [*held, {"date": "2026-01-05", "host": None}]
    assert hosts(ledger(late, dates(2), held=informal))[0] == "herefordshire"


def test_a_paused_council_neither_hosts_nor_owes():
    pause = [{"member": "dudley", "from": "2026-01-01", "to": "2026-12-31"}]
    data = ledger(FOUR, dates(6), pauses=pause)
    assert "dudley" not in hosts(data)
    assert plan(data)["max_deviation"] == "2/3"


def test_an_absent_council_owes_on_and_hosts_later():
    away = [{"member": "dudley", "from": "2026-01-01", "to": "2026-02-28"}]
    assert hosts(ledger(FOUR, dates(4), unavailable=away))[2] == "dudley"


def test_a_date_nobody_can_host_stays_open_and_says_so():
    when = dates(3)
    away = [{"member": one["id"], "from": when[1], "to": when[1]} for one in FOUR]
    made = plan(ledger(FOUR, when, unavailable=away))
    assert made["assignments"][1]["host"] is None
    assert made["assignments"][1]["reason"].startswith("Open: nobody on duty can host")
    nobody = plan(ledger([council("dudley", "2030-01-01")], when))
    assert nobody["assignments"][0]["reason"] == "Open: no council is on duty on this date."


def test_announced_meetings_stay_and_count():
    fixed = [{"date": "2026-02-01", "host": "dudley"}]
    assert "dudley" not in hosts(ledger(FOUR, dates(3), fixed=fixed))


def test_a_leaver_hosts_no_more():
    members = [council("dudley", left="2026-02-01"), *FOUR[1:]]
    assert "dudley" not in hosts(ledger(members, dates(6, "2026-02-01")))


def test_successors_share_the_balance_of_the_council_they_follow():
    surrey = council("surrey", left="2027-04-01")
    halves = [
        council(name, "2027-04-01", follows=["surrey"]) for name in ("east-surrey", "west-surrey")
    ]
    held = [
        {"date": f"2026-0{n}-01", "host": host}
        for n, host in enumerate(("kent", "kent", "kent", "sussex"), 1)
    ]
    members = [surrey, *halves, council("kent"), council("sussex")]
    when = dates(4, "2027-04-15")
    chosen = hosts(ledger(members, when, held=held, grace_meetings=0))
    assert "kent" not in chosen
    assert {"east-surrey", "west-surrey"} <= set(chosen)
    reason = plan(ledger(members, when, held=held, grace_meetings=0))["assignments"][0]["reason"]
    # Surrey was owed 4/3 of a turn: each half starts with 2/3, and 1/4 for the first meeting.
    assert "0.92 of a turn owed" in reason


def test_reasons_are_words_a_member_can_check():
    held = [{"date": "2025-03-01", "host": "sandwell"}]
    data = ledger([{**one, "name": one["id"].title()} for one in FOUR], dates(4), held=held)
    reasons = [one["reason"] for one in plan(data)["assignments"]]
    assert reasons[0] == (
        "Dudley: has not hosted yet, 0.50 of a turn owed, as much as anyone free, "
        "and first by name."
    )
    assert reasons[3].startswith("Sandwell: last hosted in March 2025, ")


def test_a_rota_is_ready_before_anyone_waits():
    for _councils, _meetings, seconds, limit in bench_rota():
        assert seconds < limit


def test_the_checker_is_short_and_imports_nothing_of_the_rota():
    text = Path(check_rota.__file__).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 100
    assert "network" not in text and "django" not in text
