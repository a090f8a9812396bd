"""What is worked out from the database is forgotten when the data changes, whoever changes it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from hub import cache
from hub.cache import ROOM_OF, ROOMS, cached, versions
from hub.models import DataChange
from network.councils.models import Council
from network.people.models import Membership, User
from practices.models import Topic
from tests.at_once import COMMITS, rivals

pytestmark = pytest.mark.django_db


class Counted:
    """Works out the name of Dudley, and counts how often it had to."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return Council.objects.get(slug="dudley").short_name

    def ask(self, rooms=("councils",)):
        return cached("name of dudley", 1, rooms, self)


class Undone(Exception):
    pass


@pytest.fixture
def named(dudley):
    return Counted()


def test_a_second_question_is_not_worked_out_again(named):
    assert [named.ask(), named.ask()] == ["Dudley", "Dudley"]
    assert named.times == 1


def by_save(council):
    council.short_name = "Renamed"
    council.save()


def by_update(council):
    Council.objects.filter(pk=council.pk).update(short_name="Renamed")


def by_bulk(council):
    council.short_name = "Renamed"
    Council.objects.bulk_update([council], ["short_name"])


def by_sql(council):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE \"councils_council\" SET short_name = 'Renamed' WHERE id = %s", [council.pk]
        )


@pytest.mark.parametrize("write", [by_save, by_update, by_bulk, by_sql])
def test_however_it_is_written_the_next_question_is_worked_out_anew(named, dudley, write):
    named.ask()
    write(dudley)
    assert named.ask() == "Renamed"


@pytest.mark.parametrize(
    "write",
    [
        lambda council: Topic.objects.create(slug="a", name="A"),
        lambda council: council.successors.add(council),
        lambda council: council.page.delete(),
    ],
    ids=["created", "linked", "deleted"],
)
def test_each_kind_of_write_leaves_a_row(named, dudley, write):
    before = dict(versions())
    write(dudley)
    assert dict(versions()) != before


def test_another_room_may_change_without_it(named):
    named.ask()
    Topic.objects.create(slug="a", name="A")
    named.ask()
    assert named.times == 1
    named.ask(rooms=("councils", "practices"))
    assert named.times == 2


def test_a_change_that_was_rolled_back_is_never_shown(named, dudley):
    named.ask()
    with pytest.raises(Undone), transaction.atomic():
        by_update(dudley)
        assert named.ask() == "Renamed"  # in the transaction itself
        raise Undone
    assert named.ask() == "Dudley"
    by_save(dudley)
    assert named.ask() == "Renamed"


def test_a_write_after_a_rolled_back_savepoint_counts(named, dudley):
    named.ask()
    with transaction.atomic():
        with pytest.raises(Undone), transaction.atomic():
            by_update(dudley)
            raise Undone
        by_update(dudley)
    assert named.ask() == "Renamed"


def test_one_transaction_leaves_one_row_a_room(dudley, walsall):
    count = DataChange.objects.filter(room="councils").count()
    with transaction.atomic():
        by_update(dudley)
        by_update(walsall)
    assert DataChange.objects.filter(room="councils").count() in (count, count + 1)


@given(some.lists(some.sampled_from(["write", "undone", "compact"]), max_size=12))
def test_no_two_states_have_one_version(steps):
    """Whatever happens in whatever order, a version that was seen does not come again after a write."""
    with transaction.atomic():
        seen = [versions().get("councils")]
        for step in steps:
            if step == "undone":
                with pytest.raises(Undone), transaction.atomic():
                    cache.changed("councils")
                    raise Undone
                continue
            if step == "write":
                with connection.cursor() as cursor:
                    cursor.execute(cache.ADD, ["councils", 7])
            else:
                cache.put_together("councils", "default")
            now = versions().get("councils")
            assert now not in seen
            seen.append(now)
        transaction.set_rollback(True)


def test_many_rows_of_a_room_are_put_together(dudley):
    for _n in range(5):
        with connection.cursor() as cursor:
            cursor.execute(cache.ADD, ["councils", 7])
    before = versions()["councils"]
    cache.put_together("councils", "default")
    assert DataChange.objects.filter(room="councils").count() == 1
    assert versions()["councils"] != before


def test_none_is_an_answer_too(network):
    times = []
    for _n in range(2):
        assert cached("nothing", 1, ROOMS, lambda: times.append(1)) is None
    assert len(times) == 1


def test_nobody_can_change_what_others_get(network):
    first = cached("list", 1, ROOMS, lambda: [1])
    first.append(2)
    second = cached("list", 1, ROOMS, lambda: [1])
    second.append(3)
    assert cached("list", 1, ROOMS, lambda: [1]) == [1]


def test_another_day_and_another_language_are_worked_out_apart(named):
    named.ask()
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        named.ask()
    assert named.times == 2


def test_every_room_with_tables_is_watched():
    assert set(cache.room_of_table().values()) == set(ROOMS) == set(ROOM_OF.values())
    assert "hub_datachange" not in cache.room_of_table()
    assert {"councils_council", "people_membership", "practices_practicenotepage_topics"} <= set(
        cache.room_of_table()
    )


@COMMITS
def test_what_another_connection_commits_is_seen_at_the_next_question(named, dudley, tmp_path):
    with rivals(tmp_path) as run:
        assert run(named.ask) == ["Dudley"]
        run(lambda: by_update(dudley))
        assert run(named.ask) == ["Renamed"]


def test_whoever_is_switched_off_is_out_at_once(client, alice):
    client.force_login(alice)
    assert client.get("/my-notes/").status_code == 200
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert client.get("/my-notes/").status_code == 302


def test_whose_membership_ends_loses_what_it_gave_at_once(client, alice):
    client.force_login(alice)
    assert client.get("/people/").status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=alice).update(ended=yesterday)
    assert alice.email not in client.get("/people/").content.decode()
    assert client.get("/my-notes/").status_code == 404


def test_signing_out_ends_the_session_though_the_account_is_kept(client, alice):
    client.force_login(alice)
    client.get("/my-notes/")
    client.logout()
    assert client.get("/my-notes/").status_code == 302


def test_one_question_brings_the_account_its_memberships_and_its_keys(
    client, alice, django_assert_num_queries
):
    client.force_login(alice)
    client.get("/about/")
    with django_assert_num_queries(2):  # the session, and how far each room has come
        client.get("/about/")


def test_the_words_of_a_preview_are_not_kept_for_readers(client, make_a_note, alice, dudley):
    note = make_a_note("First words", by=alice)
    assert "First words" in client.get(note.address).content.decode()
    note.what_we_did = "<p>Words of a draft</p>"
    note.make_preview_request()
    assert "Words of a draft" not in client.get(note.address).content.decode()


@pytest.fixture
def make_a_note(dudley):
    from practices.models import PracticeNotePage
    from practices.notes.services import publish_note

    def make(words, by):
        note = PracticeNotePage(
            title="Card checks", owner=by, what_we_did=f"<p>{words}</p>", audience="public"
        )
        dudley.page.add_child(instance=note)
        return publish_note(note, by)

    return make


def test_a_cache_that_holds_nothing_makes_nothing_wrong(named, dudley):
    named.ask()
    caches["memory"].clear()
    assert named.ask() == "Dudley"
    assert named.times == 2


def test_rows_are_put_together_while_a_query_is_still_read(network, monkeypatch):
    """SQLite commits no transaction then; a chance of one in a hundred must not break a command."""
    monkeypatch.setattr(cache, "ROWS_BETWEEN", 1)
    for council in Council.objects.iterator(chunk_size=2):
        council.save()
    assert DataChange.objects.filter(room="councils").count() >= 1
