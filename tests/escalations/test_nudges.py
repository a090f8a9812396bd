from datetime import date, timedelta

from network.escalations.clock import Event, Tick, read
from network.escalations.reminder_rules import step_to_send, steps_reached

RECEIVED = date(2026, 9, 7)


def reached_after(days, *more):
    events = [Event(Tick.RECEIVED, RECEIVED, 10), *more]
    reading = read(events, RECEIVED + timedelta(days=days))
    return steps_reached(reading, before=3, after=1, deputy_after=3)


def test_nothing_goes_early():
    assert reached_after(7) == []


def test_before_at_after_then_the_deputy():
    assert reached_after(9) == ["before"]
    assert reached_after(14) == ["before", "due"]
    assert reached_after(15) == ["before", "due", "after"]
    assert reached_after(17) == ["before", "due", "after", "deputy"]


def test_each_goes_once():
    assert step_to_send(["before"], []) == "before"
    assert step_to_send(["before"], ["before"]) == ""


def test_after_a_sleep_only_the_newest_goes():
    assert step_to_send(["before", "due", "after"], ["before"]) == "after"
    assert step_to_send(["before", "due", "after"], ["after"]) == ""


def test_a_paused_or_answered_issue_nudges_nobody():
    assert reached_after(30, Event(Tick.PAUSED, RECEIVED + timedelta(days=1))) == []
    assert reached_after(30, Event(Tick.STOPPED, RECEIVED + timedelta(days=1))) == []
