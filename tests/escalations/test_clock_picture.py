from datetime import date

from network.escalations.clock import Event, Pause, Run, Tick, runs_of
from network.escalations.clock_display import draw


def kinds(week):
    return [day.kind for day in week]


def answered_run():
    return runs_of(
        [
            Event(Tick.RECEIVED, date(2026, 7, 20), 20),
            Event(Tick.PAUSED, date(2026, 8, 10), reason="legal advice"),
            Event(Tick.RESUMED, date(2026, 8, 24)),
            Event(Tick.STOPPED, date(2026, 8, 28)),
        ]
    )[-1]


def test_the_picture_has_a_row_for_each_working_week():
    picture = draw(answered_run(), today=date(2026, 9, 30))
    assert len(picture.weeks) == 7
    assert kinds(picture.weeks[0]) == ["zero", "used", "used", "used", "used"]
    assert kinds(picture.weeks[3]) == ["paused"] * 5
    assert [day.number for day in picture.weeks[5]] == [15, 16, 17, 18, 19]
    assert kinds(picture.weeks[5])[-1] == "answered"


def test_the_bank_holiday_and_the_due_day_are_marked():
    last = draw(answered_run(), today=date(2026, 9, 30)).weeks[-1]
    assert kinds(last) == ["holiday", "due", "blank", "blank", "blank"]
    assert last[1].number == 20


def test_days_still_to_come_are_left_open():
    run = Run(date(2026, 7, 20), 7)
    first, second = draw(run, today=date(2026, 7, 22)).weeks
    assert kinds(first) == ["zero", "used", "used", "left", "left"]
    assert kinds(second)[:2] == ["left", "left"] or kinds(second)[:3] == ["left", "left", "due"]


def test_a_very_long_clock_says_how_many_weeks_it_leaves_out():
    run = Run(date(2025, 1, 6), 20, (Pause(date(2025, 1, 8), date(2025, 12, 1), "long"),))
    picture = draw(run, today=date(2026, 3, 2))
    assert len(picture.weeks) == 14
    assert picture.weeks_left_out > 30


def test_received_on_a_saturday_draws_no_empty_first_week():
    picture = draw(Run(date(2026, 7, 25), 3), today=date(2026, 7, 28))
    assert kinds(picture.weeks[0])[:3] == ["used", "used", "due"]
