import threading
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from hub.jobs import registry, runner
from hub.jobs.models import JobState
from hub.jobs.registry import LONDON, Rhythm, next_run
from hub.jobs.runner import Lease, claim, renew, run, run_due


@pytest.fixture
def job(monkeypatch, db):
    """A job of the test's own, alone in the registry."""
    ran = []
    monkeypatch.setattr(registry, "_jobs", {})

    @registry.job("count", every_seconds=60)
    def count():
        """Count."""
        ran.append(1)
        if len(ran) == 2:
            raise ValueError("two is too many")
        return f"{len(ran)} counted"

    return ran


def test_a_job_runs_when_due_and_not_before(job):
    with time_machine.travel("2026-03-02 09:00Z", tick=False) as clock:
        assert (run_due(), run_due()) == (1, 0)
        clock.shift(60)
        assert run_due() == 1
    assert len(job) == 2


def test_a_failure_is_kept_and_shown_and_the_next_run_still_comes(job, client, admin):
    with time_machine.travel("2026-03-02 09:00Z", tick=False) as clock:
        for _ in range(3):
            run_due()
            clock.shift(61)
    state = JobState.objects.get()
    assert state.last_result == "3 counted"
    assert "two is too many" in state.last_failure_text
    client.force_login(admin)
    assert "two is too many" in client.get("/jobs/").content.decode()


def test_two_processes_never_run_a_job_twice(job):
    run_due()
    JobState.objects.update(next_run=datetime(2026, 1, 1, tzinfo=UTC))
    [declared] = registry.all_jobs()
    seen_by_both = JobState.objects.get()
    assert claim(declared, seen_by_both)
    assert not claim(declared, seen_by_both)


def test_a_job_whose_process_died_is_taken_up_after_its_lease(job):
    with time_machine.travel("2026-03-02 09:00Z", tick=False) as clock:
        run_due()
        [declared] = registry.all_jobs()
        clock.shift(60)
        assert claim(declared, JobState.objects.get())
        clock.shift(59)
        assert run_due() == 0
        clock.shift(2)
        assert run_due() == 1


def test_a_daily_job_whose_process_died_is_not_lost_for_the_day(job, monkeypatch):
    ran = []
    monkeypatch.setattr(registry, "_jobs", {})
    registry.job("daily", daily_at=time(7))(lambda: ran.append(1))
    [declared] = registry.all_jobs()
    with time_machine.travel("2026-03-02 09:00Z", tick=False) as clock:
        assert claim(declared, JobState.objects.create(name="daily"))
        clock.shift(61)
        assert run_due() == 1
        assert run_due() == 0
    assert ran == [1]


def test_a_slow_run_that_lost_its_lease_does_not_end_the_other_one(job):
    with time_machine.travel("2026-03-02 09:00Z", tick=False) as clock:
        [declared] = registry.all_jobs()
        slow = claim(declared, JobState.objects.create(name="count"))
        clock.shift(61)
        other = claim(declared, JobState.objects.get())
        assert slow and other and slow != other
        assert not renew("count", slow)
        assert renew("count", other)
        run(declared, slow)
        assert JobState.objects.get().holder == other


def test_a_lease_is_renewed_while_the_work_goes_on(monkeypatch):
    """Its thread has a database connection of its own, which a test's transaction cannot share."""
    renewed = threading.Semaphore(0)
    monkeypatch.setattr(runner, "renew", lambda name, holder: renewed.release())
    with Lease("long", "me", 60, renew_seconds=0.01):
        assert renewed.acquire(timeout=10) and renewed.acquire(timeout=10)


def test_a_job_that_hangs_is_ended():
    ended = threading.Event()
    with Lease("hung", "me", 0, renew_seconds=0.01, overdue=lambda *_: ended.set()):
        assert ended.wait(10)


def test_a_lane_runs_its_own_jobs_alone(job, monkeypatch):
    registry.job("letters", every_seconds=60, lane=registry.MAIL)(lambda: "sent")
    assert run_due(registry.MAIL) == 1
    assert job == []
    with pytest.raises(ValueError, match="no lane"):
        registry.job("lost", every_seconds=1, lane="motorway")


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.times())
def test_a_daily_job_is_due_once_a_day_at_its_london_time(moment, at):
    now = moment.replace(tzinfo=UTC)
    due = next_run(Rhythm(daily_at=at.replace(second=0, microsecond=0)), now)
    assert timedelta(0) < due - now <= timedelta(hours=25)
    assert due.astimezone(LONDON).replace(tzinfo=None).time().minute == at.minute


def test_a_daily_job_keeps_its_hour_when_the_clocks_change():
    due = next_run(Rhythm(daily_at=time(7)), datetime(2026, 3, 28, 8, tzinfo=UTC))
    assert due == datetime(2026, 3, 29, 6, tzinfo=UTC)


def test_members_do_not_see_the_jobs_page(client, alice):
    client.force_login(alice)
    assert client.get("/jobs/").status_code == 404
