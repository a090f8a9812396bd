"""The page of a note: who sees it, and what it says."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from practices.models import PracticeNotePage, Source
from tests.unpublishing import unpublish_note

TODAY = timezone.localdate()
MEMBERS = {"alice", "bob", "carol", "chair", "editor", "resident", "admin"}
WHO_SEES = {
    "public": MEMBERS | {"dana", "stranger"},
    "adass": MEMBERS | {"dana"},
    "network": MEMBERS,
    "council": {"alice", "bob"},
}


@pytest.fixture
def cast(alice, bob, carol, chair, editor, dana, resident, admin, stranger):
    return {
        "alice": alice, "bob": bob, "carol": carol, "chair": chair, "editor": editor,
        "dana": dana, "resident": resident, "admin": admin, "stranger": stranger,
    }  # fmt: skip


def seen_by(client, user, url):
    """The status of a page for somebody."""
    client.logout()
    if not isinstance(user, AnonymousUser):
        client.force_login(user)
    return client.get(url).status_code


@pytest.mark.parametrize("audience", WHO_SEES)
def test_each_of_the_cast_sees_what_the_audience_says(client, make_note, dudley, cast, audience):
    note = make_note(dudley, "Card checks", cast["alice"], audience=audience)
    answers = {name: seen_by(client, user, note.address) for name, user in cast.items()}
    assert {name for name, status in answers.items() if status == 200} == WHO_SEES[audience]
    assert set(answers.values()) <= {200, 404}
    for name, user in cast.items():
        listed = note in PracticeNotePage.objects.visible_to(user)
        assert listed is (name in WHO_SEES[audience]), name


def test_an_unpublished_note_is_gone_even_for_its_owner(client, make_note, dudley, alice):
    note = make_note(dudley, "Card checks", alice)
    unpublish_note(note, alice)
    client.force_login(alice)
    assert client.get(note.address).status_code == 404


def test_the_published_version_stays_while_an_edit_is_in_review(client, make_note, dudley, alice):
    note = make_note(dudley, "Card checks", alice, summary="As published", audience="public")
    note.summary = "Not yet agreed"
    note.save_revision(user=alice)
    page = client.get(note.address).content.decode()
    assert "As published" in page and "Not yet agreed" not in page


def test_the_page_shows_the_whole_template(client, make_note, dudley, walsall, alice, fraud):
    old = Source.objects.create(ref="old", title="Old guidance", published=date(2004, 1, 5))
    note = make_note(
        dudley, "Card checks", alice, topics=[fraud], tags=["Five signs"], cites=[old],
        summary="By exception.", what_we_did="<p>We ring first [1], not [7].</p>",
        why="<p>Receipts took days.</p>", what_came_of_it="<p>Fewer checks.</p>",
        position="Papers only when something stands out.", position_date=date(2026, 6, 3),
        body=[("threshold", {"label": "Before we ask", "number": 8, "unit": "weeks"}),
              ("table", {"data": [["Checks", "96"]]}),
              ("quote", {"text": "Now I pick up.", "attribution": "Card holder"})],
        contact_role="Direct payments lead", audience="public", status="trial",
    )  # fmt: skip
    note.co_authors.set([walsall])
    note.save()
    page = client.get(note.address).content.decode()
    for words in (
        "By exception.", "We ring first", "Receipts took days.", "Fewer checks.",
        "Dudley: our position", "As of 3 June 2026", "not for the network",
        'href="#source-1"', "not [7]", "Old guidance", "Historical", "Five signs",
        "Fraud and misuse", "Written together with", "Walsall", "Direct payments lead, Dudley",
        "Before we ask", "8 weeks", "Now I pick up.", "96", "Trial", "Everyone, in public",
    ):  # fmt: skip
        assert words in page, words
    assert "Alice Example" not in page  # strangers learn a role, not a name


def test_banners_for_past_review_stopped_and_withdrawn(client, make_note, dudley, alice):
    due = make_note(dudley, "Due", alice, audience="public", review_by=TODAY)
    assert "Due for review since" in client.get(due.address).content.decode()
    client.force_login(alice)
    assert "You own this note." in client.get(due.address).content.decode()
    later = make_note(dudley, "Fresh", alice, review_by=TODAY + timedelta(days=1))
    assert "Due for review since" not in client.get(later.address).content.decode()
    for status, words in (("stopped", "has stopped doing this"), ("withdrawn", "no longer stands")):
        note = make_note(dudley, f"A note that is {status}", alice, status=status)
        assert words in client.get(note.address).content.decode()


def test_the_version_to_print_has_no_menu_and_says_where_it_is_from(
    client, make_note, dudley, alice
):
    note = make_note(dudley, "Card checks", alice, audience="public", why="<p>Because.</p>")
    page = client.get(note.address + "?print=1").content.decode()
    assert "Because." in page and "testserver/councils/dudley/card-checks/" in page
    assert "<nav" not in page


@pytest.mark.parametrize("query", ["?print=", "?page=x", "?q=%00%22'", "?print=1&print=2"])
def test_hostile_queries_do_no_harm(client, make_note, dudley, alice, query):
    note = make_note(dudley, "Card checks", alice, audience="public")
    assert client.get(note.address + query).status_code == 200


def test_a_note_with_its_council_page_elsewhere_is_still_served(client, make_note, dudley, alice):
    note = make_note(dudley, "Card checks", alice, audience="public")
    dudley.slug = "dudley-metropolitan"
    dudley.save()
    assert client.get(note.address).status_code == 200
    assert client.get("/councils/dudley/no-such-note/").status_code == 404


def test_the_questions_to_the_database_do_not_grow_with_the_note(
    client, make_note, dudley, alice, fraud, django_assert_max_num_queries
):
    sources = [Source.objects.create(ref=f"s{i}", title=f"Source {i}") for i in range(12)]
    small = make_note(dudley, "Small", alice, topics=[fraud], cites=sources[:1], tags=["a"])
    large = make_note(dudley, "Large", alice, topics=[fraud], cites=sources, tags="abcdefgh")
    client.force_login(alice)
    client.get(small.address)
    for note in (small, large):
        with django_assert_max_num_queries(16):
            client.get(note.address)
        with django_assert_max_num_queries(
            8
        ):  # session, user, council, parts, groups, note, who else does it, ledger
            client.get(note.address)


def test_only_who_may_raise_an_issue_is_led_there(client, make_note, dudley, alice, editor):
    note = make_note(dudley, "Card checks", alice, audience="network")
    for person, led in ((alice, True), (editor, False), (alice, True)):
        client.force_login(person)
        text = client.get(note.address).content.decode()
        assert (f"/raised/new/?from_page={note.pk}" in text) == led
