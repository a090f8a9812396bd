"""The clock against examples from the field and against a plain day-by-day count."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.escalations.clock import (
    Event,
    Tick,
    add_working_days,
    england_bank_holidays,
    is_working_day,
    read,
    runs_of,
)

RECEIVED = date(2026, 7, 20)


def received(day=RECEIVED, due_days=20):
    return Event(Tick.RECEIVED, day, due_days)


def test_day_zero_is_the_day_received():
    assert read([received()], RECEIVED).working_days == 0
    assert read([received()], RECEIVED + timedelta(days=1)).working_days == 1


def test_a_clock_that_has_not_started_says_nothing():
    assert read([], RECEIVED) is None
    assert read([received()], RECEIVED - timedelta(days=1)) is None


def test_the_issue_of_the_pictures_was_answered_on_day_19_of_20():
    events = [
        received(),
        Event(Tick.PAUSED, date(2026, 8, 10), reason="waiting for legal advice"),
        Event(Tick.RESUMED, date(2026, 8, 24)),
        Event(Tick.STOPPED, date(2026, 8, 28)),
    ]
    reading = read(events, date(2026, 9, 30))
    assert reading.working_days == 19
    assert reading.due == date(2026, 9, 1)  # 31 August is a bank holiday in England
    assert reading.is_stopped and not reading.is_late


def test_the_due_day_is_unknown_while_paused_and_the_reason_is_told():
    events = [received(), Event(Tick.PAUSED, date(2026, 8, 10), reason="a question")]
    reading = read(events, date(2026, 8, 14))
    assert (reading.due, reading.is_paused, reading.pause_reason) == (None, True, "a question")
    assert reading.working_days == 14


def test_an_issue_is_late_the_day_after_it_was_due_even_on_a_saturday():
    events = [received(due_days=4)]
    assert read(events, date(2026, 7, 24)).is_late is False
    assert read(events, date(2026, 7, 25)).is_late is True


def test_what_was_late_stays_late_when_paused():
    events = [received(due_days=2), Event(Tick.PAUSED, date(2026, 7, 27))]
    assert read(events, date(2026, 7, 28)).is_late
    assert read(events, date(2026, 7, 28)).due == date(2026, 7, 22)


def test_more_urgent_counts_from_day_zero():
    events = [received(), Event(Tick.URGENCY, date(2026, 7, 29), 5)]
    assert read(events, date(2026, 7, 28)).due == date(2026, 8, 17)
    assert read(events, date(2026, 7, 29)).due == date(2026, 7, 27)
    assert read(events, date(2026, 7, 29)).is_late


def test_opening_again_starts_a_new_run_and_keeps_the_old_one():
    events = [
        received(due_days=5),
        Event(Tick.STOPPED, date(2026, 7, 22)),
        Event(Tick.REOPENED, date(2026, 11, 2), 10),
    ]
    assert [run.received for run in runs_of(events)] == [RECEIVED, date(2026, 11, 2)]
    assert read(events, date(2026, 11, 3)).working_days == 1
    assert read(events, date(2026, 8, 1)).working_days == 2


@pytest.mark.parametrize(
    "day", [date(2026, 4, 6), date(2026, 8, 31), date(2026, 12, 28), date(2022, 9, 19)]
)
def test_bank_holidays_in_england_do_not_count(day):
    assert not is_working_day(day)


def test_scottish_holidays_do_count():
    assert is_working_day(date(2026, 1, 2))


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
STEPS = st.tuples(
    st.sampled_from([t for t in Tick if t is not Tick.RECEIVED]),
    st.integers(0, 40),
    st.integers(0, 40),
)


def day_by_day(events, at, closed):
    """The slow and obvious clock: walk every day, remember what is going on."""
    counted, due_days, state = 0, None, "none"
    by_day = {}
    for event in events:
        by_day.setdefault(event.day, []).append(event)
    day = min(by_day)
    while day <= at:
        start = state
        zero = False
        for event in by_day.get(day, []):
            if (event.tick is Tick.RECEIVED and state == "none") or (
                event.tick is Tick.REOPENED and state == "stopped"
            ):
                counted, due_days, state, zero = 0, event.due_days, "running", True
                start = "running"
            elif state in ("running", "paused"):
                if event.tick is Tick.PAUSED:
                    state = "paused"
                elif event.tick is Tick.RESUMED:
                    state = "running"
                elif event.tick is Tick.URGENCY:
                    due_days = event.due_days
                elif event.tick is Tick.STOPPED:
                    state = "stopped"
        counts = not zero and (state == "running" or (state == "stopped" and start != "stopped"))
        if counts and day.weekday() < 5 and day not in closed:
            counted += 1
        day += timedelta(days=1)
    return None if state == "none" else (counted, due_days, state)


@settings(max_examples=400, deadline=None)
@given(
    first=DAYS,
    due_days=st.integers(0, 30),
    steps=st.lists(STEPS, max_size=12),
    look=st.integers(0, 500),
    extra=st.sets(DAYS, max_size=30),
)
def test_the_clock_equals_a_day_by_day_count_over_random_histories(
    first, due_days, steps, look, extra
):
    events, day = [Event(Tick.RECEIVED, first, due_days)], first
    for tick, gap, days in steps:
        day += timedelta(days=gap)
        events.append(Event(tick, day, days))
    at = first + timedelta(days=look)
    for closed in (extra, england_bank_holidays()):
        reading = read(events, at, closed)
        counted, allowed, state = day_by_day(events, at, closed)
        assert (reading.working_days, reading.due_days) == (counted, allowed)
        assert reading.is_paused == (state == "paused")
        assert reading.is_stopped == (state == "stopped")


@settings(max_examples=200, deadline=None)
@given(
    first=DAYS,
    due_days=st.integers(0, 30),
    steps=st.lists(STEPS, max_size=8),
    look=st.integers(0, 300),
)
def test_the_due_day_is_the_day_the_last_allowed_day_runs(first, due_days, steps, look):
    events, day = [Event(Tick.RECEIVED, first, due_days)], first
    for tick, gap, days in steps:
        day += timedelta(days=gap)
        events.append(Event(tick, day, days))
    at = first + timedelta(days=look)
    past = [event for event in events if event.day <= at]
    reading = read(past, at)
    if reading.due is None:
        assert reading.is_paused and reading.days_left > 0
        return
    if reading.is_stopped:
        return
    run = runs_of(past)[-1]
    if reading.is_paused and reading.days_left <= 0:
        assert reading.due <= at
        return
    assert read(past, reading.due).due_days >= 0
    if reading.due > at:
        assert read(past, reading.due).working_days == reading.due_days
        assert read(past, reading.due - timedelta(days=1)).working_days < reading.due_days
    else:
        assert reading.working_days >= reading.due_days
        assert reading.is_late == (at > reading.due)
    assert run.received <= reading.due


def test_add_working_days_skips_a_weekend():
    assert add_working_days(date(2026, 7, 24), 1) == date(2026, 7, 27)
