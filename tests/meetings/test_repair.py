"""Cover, swap and planning again, against every other way to repair small ledgers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from network.meetings.host_change_rules import (
    CannotRepair,
    changed,
    cover,
    free_on,
    hosts_now,
    options_after_decline,
    swap,
)
from network.meetings.rota import plan_hosts, read_ledger
from tests.meetings import brute
from tests.meetings.test_rota_cases import FOUR, dates, ledger

some = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def standing(data: dict):
    book = read_ledger(data)
    return book, {one.date: one.host for one in plan_hosts(book).assignments}


def after(data: dict, drafts: dict, changes: dict) -> tuple:
    """Scores by the slow rule once these hosts changed."""
    fixed = [{**m, "host": changes.get(m["date"], m["host"])} for m in data["fixed"]]
    opened = [m["date"] for m in fixed if m["host"] is None]
    planned = {str(day): host for day, host in drafts.items()} | changes
    data = {
        **data,
        "fixed": [m for m in fixed if m["host"]],
        "to_plan": [*data["to_plan"], *opened],
    }
    return brute.scores(data, {day: planned.get(day) for day in data["to_plan"]})


@some
@given(brute.ledgers(most_members=4, most_to_plan=4), st.data())
def test_each_option_is_the_exhaustive_best_of_its_kind(data, draw):
    book, drafts = standing(data)
    hosted = {day: host for day, host in hosts_now(book, drafts).items() if host}
    assume(hosted)
    day = draw.draw(st.sampled_from(sorted(hosted)))
    who = hosted[day]
    options = {option.kind: option for option in options_after_decline(book, drafts, day)}
    away = [*data["unavailable"], {"member": who, "from": str(day), "to": str(day)}]
    data = {**data, "unavailable": away}

    covers = [after(data, drafts, {str(day): one}) for one in brute.able(data, str(day)) or [None]]
    assert (options["cover"].max_deviation, options["cover"].squares) == min(covers)

    swaps = [
        after(data, drafts, {str(day): other, str(when): who})
        for when, other in hosted.items()
        if when > day and other in brute.able(data, str(day)) and who in brute.able(data, str(when))
    ]
    assert ("swap" in options) == bool(swaps)
    if swaps:
        assert (options["swap"].max_deviation, options["swap"].squares) == min(swaps)

    replanned = {
        **data,
        "fixed": [m for m in data["fixed"] if m["date"] != str(day)],
        "to_plan": sorted({*data["to_plan"], str(day)}),
    }
    best, _ = brute.fairest(replanned)
    assert (options["replan"].max_deviation, options["replan"].squares) == best


@some
@given(brute.ledgers(most_members=4, most_to_plan=5), st.data())
def test_a_swap_of_a_swap_is_as_it_was(data, draw):
    book, drafts = standing(data)
    hosted = sorted(day for day, host in hosts_now(book, drafts).items() if host)
    assume(len(hosted) > 1)
    first, second = draw.draw(st.permutations(hosted))[:2]
    try:
        option = swap(book, drafts, first, second)
    except CannotRepair:
        return
    moved = {change.date: change.after for change in option.changes}
    later, planned = changed(book, drafts, moved)
    back = {change.date: change.before for change in option.changes}
    again, restored = changed(later, planned, back)
    assert hosts_now(again, restored) == hosts_now(book, drafts)


BOOK = ledger(FOUR, dates(6)[2:], fixed=[
    {"date": dates(2)[0], "host": "dudley"}, {"date": dates(2)[1], "host": "walsall"}
])  # fmt: skip


def test_a_decline_offers_one_change_two_changes_or_a_new_plan():
    book, drafts = standing(BOOK)
    options = options_after_decline(book, drafts, date.fromisoformat(dates(1)[0]))
    assert [option.kind for option in options] == ["cover", "swap", "replan"]
    assert [len(option.changes) for option in options[:2]] == [1, 2]
    assert "dudley" not in options[0].asks
    announced = date.fromisoformat(dates(2)[1])
    assert announced not in {change.date for change in options[2].changes}


def test_an_announced_date_nobody_else_can_take_is_left_open():
    everyone = [{"member": one["id"], "from": dates(1)[0], "to": dates(1)[0]} for one in FOUR[1:]]
    book, drafts = standing({**BOOK, "unavailable": everyone})
    option = options_after_decline(book, drafts, date.fromisoformat(dates(1)[0]))[0]
    assert option.changes[0].after is None and option.asks == ()


def test_what_cannot_be_done_is_said():
    book, drafts = standing(BOOK)
    day = date.fromisoformat(dates(1)[0])
    away = replace(book, unavailable=read_ledger({**BOOK, "unavailable": [
        {"member": "walsall", "from": str(day), "to": str(day)}]}).unavailable)  # fmt: skip
    with pytest.raises(CannotRepair, match="walsall is not on duty"):
        cover(away, drafts, day, "walsall")
    with pytest.raises(CannotRepair, match="nothing to decline"):
        options_after_decline(book, drafts, date(2030, 1, 1))
    assert "walsall" not in free_on(away, day)


@some
@given(brute.ledgers(most_members=4, most_to_plan=4), st.data())
def test_one_kind_asked_for_alone_is_the_one_that_was_offered(data, draw):
    book, drafts = standing(data)
    hosted = {day: host for day, host in hosts_now(book, drafts).items() if host}
    assume(hosted)
    day = draw.draw(st.sampled_from(sorted(hosted)))
    offered = options_after_decline(book, drafts, day)
    for kind in ("cover", "swap", "replan"):
        alone = options_after_decline(book, drafts, day, only=kind)
        assert alone == [option for option in offered if option.kind == kind]
