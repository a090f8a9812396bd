"""A year's dates: the cadence, what moves a date, and why."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from network.meetings.dates import (
    Cadence,
    Closed,
    bank_holiday,
    keep_clear,
    propose,
    why_closed,
    wished_dates,
)

SIX_WEEKLY = Cadence(weeks=6)
SECOND_THURSDAY = Cadence(months=2, nth=2, weekday=3)


def test_six_weekly_is_42_days_exactly_over_clock_changes_and_leap_days():
    days = wished_dates(SIX_WEEKLY, date(2027, 9, 1), date(2029, 9, 1))
    assert {later - earlier for earlier, later in zip(days, days[1:], strict=False)} == {
        timedelta(days=42)
    }


def test_two_monthly_on_the_second_thursday():
    assert wished_dates(SECOND_THURSDAY, date(2026, 11, 1), date(2027, 6, 1)) == [
        date(2026, 11, 12), date(2027, 1, 14), date(2027, 3, 11), date(2027, 5, 13),
    ]  # fmt: skip


def test_a_month_whose_date_has_gone_by_is_left_out():
    days = wished_dates(SECOND_THURSDAY, date(2026, 11, 13), date(2027, 3, 1))
    assert days == [date(2026, 12, 10), date(2027, 2, 11)]


def test_the_last_friday_of_each_month():
    days = wished_dates(Cadence(months=1, nth=-1, weekday=4), date(2027, 1, 1), date(2027, 3, 31))
    assert days == [date(2027, 1, 29), date(2027, 2, 26), date(2027, 3, 26)]


def test_without_a_rule_nothing_is_proposed():
    assert wished_dates(Cadence(), date(2027, 1, 1), date(2028, 1, 1)) == []


def test_england_keeps_easter_monday_and_the_late_august_holiday():
    assert bank_holiday(date(2027, 3, 29)) == "Easter Monday"
    assert bank_holiday(date(2027, 8, 30))
    assert not bank_holiday(date(2027, 11, 30)), "St Andrew's Day is Scotland's"


def test_a_bank_holiday_moves_a_date_and_says_so():
    found = keep_clear(date(2027, 3, 29), [], after=date(2027, 1, 1))
    assert found.date == date(2027, 4, 5)
    assert found.reason == "Moved from 29 March 2027: Easter Monday (bank holiday)."


def test_school_holidays_and_the_chairs_own_days_move_a_date():
    closed = [
        Closed(date(2027, 7, 21), date(2027, 8, 31), "Dudley’s school holidays"),
        Closed(date(2027, 9, 1), date(2027, 9, 1), "a day the chair blocked"),
    ]
    found = keep_clear(date(2027, 7, 28), closed, after=date(2027, 1, 1))
    assert found.date == date(2027, 7, 14)
    assert "Dudley’s school holidays" in found.reason
    assert "chair blocked" in why_closed(date(2027, 9, 1), closed)


def test_where_no_free_date_is_near_the_date_stays_and_says_so():
    closed = [Closed(date(2027, 1, 1), date(2028, 1, 1), "a closed year")]
    found = keep_clear(date(2027, 6, 2), closed, after=date(2027, 1, 1))
    assert found.date == date(2027, 6, 2) and found.reason.startswith("Not moved")


@given(
    st.dates(date(2025, 1, 1), date(2030, 1, 1)),
    st.sampled_from([SIX_WEEKLY, SECOND_THURSDAY, Cadence(weeks=2), Cadence(months=1, weekday=0)]),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 20)), max_size=4),
)
def test_dates_rise_keep_their_weekday_and_avoid_closed_days(first, cadence, spans):
    closed = [
        Closed(first + timedelta(days=a), first + timedelta(days=a + b), "closed") for a, b in spans
    ]
    proposed = propose(cadence, first, first + timedelta(days=365), closed)
    days = [one.date for one in proposed]
    assert all(one.date.weekday() == one.wished.weekday() for one in proposed)
    assert all(not why_closed(one.date, closed) or one.reason for one in proposed)
    assert all((one.date == one.wished) or one.reason for one in proposed)
    moved = [one for one in proposed if not one.reason.startswith("Not moved")]
    assert len(moved) < len(proposed) or days == sorted(set(days))
