"""Files that somebody waits for: in which order, how often, and by which runner."""

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone

from hub.jobs import file_tasks, health, registry
from hub.jobs.file_tasks import LOOK_JOB, Said, ask, work_off
from hub.jobs.models import FileTask, JobState
from hub.jobs.runner import claim, is_overdue, run, run_due, wake

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_waits(settings):
    settings.READING_WAIT_SECONDS = 0


@pytest.fixture
def done(monkeypatch):
    """The job of this test: it notes down what it was given."""
    done = []
    monkeypatch.setattr(registry, "_jobs", {})

    @registry.job(LOOK_JOB, every_seconds=60, lane=registry.LOOKING)
    def look():
        """Look."""
        return work_off({"look": lambda task: done.append(task.name)})

    return done


def send(by, *names):
    return ask("look", [(name, name) for name in names], by=by, leads_to="/next/")


def test_a_file_is_dealt_with_at_once_whatever_the_jobs_rhythm(alice, done):
    run_due()
    send(alice, "a")
    run_due()
    assert done == ["a"]


def test_a_file_that_comes_while_the_job_runs_is_dealt_with_right_after(alice, done):
    run_due()
    [declared] = registry.all_jobs()
    JobState.objects.update(next_run=timezone.now())
    holder = claim(declared, JobState.objects.get())
    wake(LOOK_JOB)
    assert run_due() == 0, "it runs"
    run(declared, holder)
    assert run_due() == 1


def test_waking_a_job_that_never_ran_or_is_unknown_harms_nothing(done):
    wake(LOOK_JOB)
    wake("nothing")
    assert not JobState.objects.exists()


def test_a_heap_of_files_holds_up_its_own_sender_alone(alice, carol, done):
    send(alice, *"abcd")
    send(carol, "x", "y")
    run_due()
    assert done == ["a", "x", "b", "y", "c", "d"]


def test_a_run_ends_after_a_minute_and_the_rest_follows_at_once(alice, done, monkeypatch):
    send(alice, "a", "b")
    monkeypatch.setattr(file_tasks, "WORK_SECONDS", -1)
    run_due()
    assert done == [] and JobState.objects.get().next_run <= timezone.now()
    monkeypatch.setattr(file_tasks, "WORK_SECONDS", 60)
    run_due()
    assert done == ["a", "b"]


def test_one_fault_does_not_hold_up_the_others(alice, carol, monkeypatch):
    send(alice, "bad")
    send(carol, "good")
    dealt = []

    def work(task):
        if task.name == "bad":
            raise ValueError("bad")
        dealt.append(task.name)

    with pytest.raises(ValueError, match="bad"):
        work_off({"look": work})
    work_off({"look": work})
    assert dealt == ["good"]
    assert "The fault is ours" in FileTask.objects.get(name="bad").said


def test_a_database_that_is_away_is_nobodys_fault(alice):
    send(alice, "a")

    def work(task):
        raise OperationalError("database is locked")

    with pytest.raises(OperationalError):
        work_off({"look": work})
    task = FileTask.objects.get()
    assert task.ended_at is None and task.said == ""


def test_a_job_deals_with_its_own_kinds_alone(alice):
    ask("read", [("w/0", "a")], by=alice, leads_to="/")
    assert work_off({"look": lambda task: Said("no")}) == ""
    assert FileTask.objects.unfinished().exists()


def test_the_same_person_is_not_given_two_pages_for_the_same_files(alice, carol):
    word = send(alice, "a", "b")
    assert send(alice, "a", "b") == send(alice, "b") == word
    assert send(alice, "b", "c") != word
    assert send(carol, "a", "b") != word
    assert ask("clean", [("a", "a")], by=alice, leads_to="/next/") != word
    assert ask("look", [("a", "a")], by=alice, leads_to="/other/") != word


def test_a_very_long_name_is_cut(alice):
    send(alice, "n" * 80)
    ask("look", [("1", "n" * 1000)], by=alice, leads_to="/x" * 1000)
    task = FileTask.objects.latest("pk")
    assert (len(task.name), len(task.leads_to)) == (255, 500)


def test_a_job_is_overdue_when_no_runner_is_there(alice, done):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        asked = timezone.now()
        assert not is_overdue(LOOK_JOB, since=asked)
        clock.shift(16)
        assert is_overdue(LOOK_JOB, since=asked), "no runner has ever run"
        run_due()
        assert not is_overdue(LOOK_JOB, since=asked)
        wake(LOOK_JOB)
        clock.shift(16)
        assert is_overdue(LOOK_JOB, since=asked)


def test_a_late_look_makes_the_hub_unready_sooner_than_other_jobs(done):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        run_due()
        clock.shift(60 + 119)
        assert health.job_troubles() == []
        clock.shift(2)
        assert health.job_troubles() == [f"Late: {LOOK_JOB}."]
