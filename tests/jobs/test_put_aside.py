"""One bad item is put aside, named and kept; the rest goes on."""

import pytest
import time_machine
from django.db import OperationalError

from hub.jobs.items import one_by_one
from hub.jobs.models import PutAside
from tests.conftest import person

pytestmark = pytest.mark.django_db


def work_on(items, bad=(), seen=None):
    def work(item):
        if seen is not None:
            seen.append(item)
        if item in bad:
            raise ValueError(f"{item} is bad")
        return 1

    return one_by_one("count", items, work)


def test_the_rest_goes_on_and_the_bad_one_is_named():
    assert work_on(["a", "b", "c"], bad=["b"]) == 2
    [aside] = PutAside.objects.all()
    assert (aside.job, aside.key, aside.tries) == ("count", "b", 1)
    assert "b is bad" in aside.error


def test_it_is_tried_again_later_and_forgotten_when_it_works():
    with time_machine.travel("2026-03-02 09:00Z", tick=False) as clock:
        work_on(["b"], bad=["b"])
        seen = []
        work_on(["b"], seen=seen)
        assert seen == [], "not at each run"
        clock.shift(301)
        work_on(["b"], bad=["b"])
        assert PutAside.objects.get().tries == 2
        clock.shift(301)
        assert work_on(["b"]) == 0, "the second wait is longer"
        clock.shift(301)
        assert work_on(["b"]) == 1
    assert not PutAside.objects.exists()


def test_a_bad_item_leaves_nothing_half_written(network, dudley):
    def work(name):
        person(name, network, "colleague", dudley)
        if name == "Bad":
            raise ValueError("after writing")
        return 1

    from network.people.models import User

    assert one_by_one("people", ["Good", "Bad", "Kind"], work) == 2
    assert set(User.objects.values_list("email", flat=True)) >= {
        "good@example.org",
        "kind@example.org",
    }
    assert not User.objects.filter(email="bad@example.org").exists()


def test_a_database_that_is_away_is_nobodys_fault():
    def work(item):
        raise OperationalError("database is locked")

    with pytest.raises(OperationalError):
        one_by_one("count", ["a"], work)
    assert not PutAside.objects.exists()


def test_an_item_that_cannot_even_be_named_is_put_aside():
    def name(item):
        raise ValueError("no name")

    def work(item):
        raise ValueError("bad")

    one_by_one("count", ["a"], work, what=name)
    assert PutAside.objects.get().what == "a"


def test_an_administrator_sees_it_and_has_it_tried_again_or_left_alone(client, admin, alice):
    work_on(["b"], bad=["b"])
    aside = PutAside.objects.get()
    address = f"/jobs/aside/{aside.pk}/"
    client.force_login(alice)
    assert client.post(address).status_code == 404
    client.force_login(admin)
    assert client.get(address).status_code == 405
    page = client.get("/jobs/").content.decode()
    assert "b is bad" in page and "Put aside" in page
    client.post(address, {"leave": ""})
    seen = []
    work_on(["b"], seen=seen)
    assert seen == []
    client.post(address)
    assert work_on(["b"]) == 1


def test_settling_what_is_gone_or_absurd_harms_nothing(client, admin):
    client.force_login(admin)
    assert client.post("/jobs/aside/999999/").status_code == 302
    assert client.post("/jobs/aside/x/").status_code == 404
