"""The rota against every other rota, on thousands of small ledgers."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.meetings.check_rota import check
from network.meetings.rota import distances, plan_hosts, read_ledger
from tests.meetings import brute

many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def hosts_of(plan: dict) -> dict:
    return {one["date"]: one["host"] for one in plan["assignments"]}


def planned(ledger: dict) -> dict:
    return plan_hosts(read_ledger(ledger)).as_json()


@many
@given(brute.ledgers())
def test_no_rota_is_fairer(ledger):
    plan = planned(ledger)
    (largest, squares), rotas = brute.fairest(ledger)
    assert Fraction(plan["max_deviation"]) == largest
    assert brute.scores(ledger, hosts_of(plan)) == (largest, squares)
    assert hosts_of(plan) == brute.first_by_waiting(ledger, rotas)


@many
@given(brute.ledgers(most_members=8, most_to_plan=12))
def test_the_checker_accepts_every_plan(ledger):
    assert check(ledger, planned(ledger)) is None


@many
@given(brute.ledgers(most_members=6, most_to_plan=8), st.data())
def test_the_checker_rejects_every_plan_changed_for_the_worse(ledger, data):
    plan = planned(ledger)
    before = brute.scores(ledger, hosts_of(plan))
    for entry in plan["assignments"]:
        entry["host"] = data.draw(st.sampled_from(brute.able(ledger, entry["date"]) or [None]))
    after = brute.scores(ledger, hosts_of(plan))
    if after == before:
        assert check(ledger, plan) is None
        return
    assert check(ledger, plan)
    plan["max_deviation"] = plan["certificate"]["distance"] = str(after[0])
    assert check(ledger, plan), "a plan that states its own worse distance"


@many
@given(brute.ledgers(most_members=5, most_to_plan=6), st.data())
def test_the_checker_rejects_hosts_who_cannot_host(ledger, data):
    plan = planned(ledger)
    if not plan["assignments"]:
        return
    entry = data.draw(st.sampled_from(plan["assignments"]))
    able = brute.able(ledger, entry["date"]) or [None]
    others = [*(m["id"] for m in ledger["members"]), "elsewhere", None]
    entry["host"] = data.draw(st.sampled_from([one for one in others if one not in able]))
    assert check(ledger, plan)


@many
@given(brute.ledgers(most_members=5, most_to_plan=6), st.data())
def test_an_absence_more_never_makes_the_distance_smaller(ledger, data):
    """As long as somebody can still host: a date left open asks nothing of anyone."""
    crowded = [when for when in ledger["to_plan"] if len(brute.able(ledger, when)) > 1]
    if not crowded:
        return
    when = data.draw(st.sampled_from(crowded))
    who = data.draw(st.sampled_from(brute.able(ledger, when)))
    away = [*ledger["unavailable"], {"member": who, "from": when, "to": when}]
    after = planned({**ledger, "unavailable": away})
    assert Fraction(after["max_deviation"]) >= Fraction(planned(ledger)["max_deviation"])


@many
@given(brute.ledgers(most_members=5, most_to_plan=6), st.randoms())
def test_anyone_gets_the_same_rota_in_whatever_order_the_ledger_is_written(ledger, random):
    shuffled = {
        key: random.sample(value, len(value)) if isinstance(value, list) else value
        for key, value in ledger.items()
    }
    assert hosts_of(planned(shuffled)) == hosts_of(planned(ledger))


@many
@given(brute.ledgers(most_members=4, most_to_plan=4))
def test_distances_are_what_the_rule_says(ledger):
    hosts = hosts_of(planned(ledger))
    by_date = {day: hosts[day.isoformat()] for day in read_ledger(ledger).to_plan}
    assert distances(read_ledger(ledger), by_date) == brute.scores(ledger, hosts)
