import shutil
import time
from collections import namedtuple
from datetime import timedelta

import pytest
from django.utils import timezone

from hub import __version__
from hub.jobs import health
from hub.jobs.items import put_aside
from hub.jobs.models import JobState

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def just_started(monkeypatch):
    """The tests before this one took minutes, after which a job should have run."""
    monkeypatch.setattr(health, "STARTED", time.monotonic())


def ask(client):
    response = client.get("/health/ready")
    assert response.status_code == (200 if response.json()["ready"] else 503)
    answer = response.json()
    assert answer.pop("version") == __version__
    return answer


def test_the_hub_is_ready_when_its_database_is_migrated(client):
    assert client.get("/health/ready").json() == {"ready": True, "version": __version__}
    assert client.get("/health/live").content == b"ok"


@pytest.mark.parametrize(("name", "minutes"), [("send mail", 3), ("remind of meetings", 6)])
def test_it_names_a_job_that_is_late(client, name, minutes):
    JobState.objects.create(name=name, next_run=timezone.now() - timedelta(minutes=minutes))
    assert ask(client) == {"ready": False, "wrong": [f"Late: {name}."]}


def test_a_job_that_runs_or_will_run_is_not_late(client):
    now = timezone.now()
    long_ago, soon = now - timedelta(hours=2), now + timedelta(seconds=30)
    JobState.objects.create(name="send mail", next_run=long_ago, running_until=soon)
    JobState.objects.create(name="remind of meetings", next_run=soon)
    JobState.objects.create(name="a job that is no more", next_run=long_ago)
    assert ask(client)["ready"]


def test_a_job_whose_runner_died_is_late_though_its_next_run_is_tomorrow(client):
    now = timezone.now()
    died, tomorrow = now - timedelta(minutes=10), now + timedelta(days=1)
    JobState.objects.create(name="remind of meetings", next_run=tomorrow, running_until=died)
    assert ask(client)["wrong"] == ["Late: remind of meetings."]


def test_it_says_when_no_job_ever_ran(client, monkeypatch):
    monkeypatch.setattr(health, "STARTED", health.STARTED - 3600)
    assert ask(client)["wrong"] == ["No job has ever run: is the job runner up?"]


def test_it_says_when_the_disk_is_nearly_full(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9, 5 * 1024**2))
    assert ask(client)["wrong"] == ["The disk is nearly full: 5 MB are free."]


def test_it_says_when_the_mail_folder_cannot_be_written(client, settings, tmp_path):
    settings.HUB_DATA = tmp_path
    (tmp_path / "mail").write_text("in the way")
    assert "The mail folder cannot be written" in ask(client)["wrong"][0]
    settings.MAIL_URL = "smtp://localhost:25"
    assert ask(client)["ready"], "with a mail server the folder does not matter"


def test_it_counts_what_was_put_aside_and_stays_ready(client):
    put_aside("read calendar replies", "1", "a mail", "ValueError")
    answer = ask(client)
    assert answer == {"ready": True, "put_aside": 1}
