"""Topic, source and tag pages: what each reader finds on them."""

from datetime import date

import pytest

from practices.models import Source


@pytest.fixture
def notes(make_note, dudley, walsall, alice, carol, fraud, care_act):
    fields = {"topics": [fraud], "cites": [care_act]}
    return [
        make_note(dudley, "Dudley in public", alice, audience="public", tags=["Card checks"],
                  position="By exception.", position_date=date(2026, 6, 3), **fields),
        make_note(walsall, "Walsall for the network", carol, tags=["card letters"],
                  position="By letter.", **fields),
        make_note(dudley, "Dudley for itself", alice, audience="council", tags=["card secrets"],
                  **fields),
    ]  # fmt: skip


def titles_on(client, url, user=None):
    client.logout()
    if user:
        client.force_login(user)
    page = client.get(url)
    assert page.status_code == 200
    words = page.content.decode()
    titles = ("Dudley in public", "Walsall for the network", "Dudley for itself")
    return {title for title in titles if title in words}


@pytest.mark.parametrize("url", ["/topics/fraud/", "/sources/care-act/"])
def test_a_topic_and_a_source_list_only_what_the_reader_may_see(
    client, notes, alice, carol, dana, url
):
    assert titles_on(client, url) == {"Dudley in public"}
    assert titles_on(client, url, dana) == {"Dudley in public"}
    assert titles_on(client, url, carol) == {"Dudley in public", "Walsall for the network"}
    assert len(titles_on(client, url, alice)) == 3


def test_positions_stand_side_by_side_with_their_dates(client, notes, carol):
    page = client.get("/topics/fraud/").content.decode()
    assert "By exception." in page and "June 2026" in page and "By letter." not in page
    client.force_login(carol)
    page = client.get("/topics/fraud/").content.decode()
    assert "By letter." in page and "Not dated" in page


def test_a_topic_can_be_read_one_council_at_a_time(client, notes, carol):
    assert titles_on(client, "/topics/fraud/?council=walsall", carol) == {"Walsall for the network"}


def test_a_council_with_nothing_to_see_is_not_named(client, notes):
    assert "council=walsall" not in client.get("/topics/fraud/").content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "/topics/", "/topics/fraud/?page=x", "/topics/fraud/?page=-1", "/topics/fraud/?council=%00'",
        "/sources/?topic=%22%00", "/sources/?page=999999", "/sources/care-act/?page=%F0",
        "/tags/suggest", "/tags/suggest?q=%00%25", "/tags/suggest?q=" + "a" * 5000,
    ],
)  # fmt: skip
def test_odd_addresses_are_answered(client, notes, url):
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("url", ["/topics/nothing/", "/sources/nothing/", "/tags/nothing/"])
def test_what_is_not_there_is_404(client, notes, url):
    assert client.get(url).status_code == 404


def test_a_tag_is_found_in_any_case_and_hides_what_the_reader_may_not_see(client, notes, alice):
    assert titles_on(client, "/tags/CARD-checks/") == {"Dudley in public"}
    assert client.get("/tags/card-secrets/").status_code == 404
    assert titles_on(client, "/tags/card-secrets/", alice) == {"Dudley for itself"}


def test_suggested_tags_are_those_on_notes_the_reader_may_see(client, notes, alice, carol):
    assert client.get("/tags/suggest?q=CARD+C").json() == {"tags": ["Card checks"]}
    client.force_login(carol)
    assert client.get("/tags/suggest?q=card").json() == {
        "tags": ["Card checks", "card letters", "card supplier"]
    }
    client.force_login(alice)
    assert client.get("/tags/suggest?q=secr").json() == {"tags": ["card secrets"]}


def test_one_tag_in_two_cases_is_one_tag(make_note, dudley, alice, client):
    first = make_note(dudley, "One", alice, tags=["Five Signs"])
    second = make_note(dudley, "Two", alice, tags=["five signs"])
    assert [tag.pk for tag in first.tags.all()] == [tag.pk for tag in second.tags.all()]


def test_an_old_source_says_that_it_is_historical(client, db):
    Source.objects.create(ref="old", title="Old", published=date(2004, 1, 5))
    assert "Historical" in client.get("/sources/old/").content.decode()


@pytest.mark.parametrize("url", ["/topics/", "/topics/fraud/", "/sources/", "/sources/care-act/"])
def test_questions_to_the_database_do_not_grow(
    client, notes, make_note, dudley, alice, fraud, care_act, url, django_assert_max_num_queries
):
    client.force_login(alice)
    client.get(url)
    for number in range(6):
        make_note(
            dudley, f"More {number}", alice, topics=[fraud], cites=[care_act], position="Yes."
        )
    with django_assert_max_num_queries(13):
        client.get(url)


def test_the_chair_changes_a_topic_on_the_editors_side(client, admin, fraud):
    client.force_login(admin)
    page = client.get(f"/admin/snippets/practices/topic/edit/{fraud.pk}/")
    assert page.status_code == 200
    assert "Change this topic" in client.get("/topics/fraud/").content.decode()


def test_an_older_address_of_a_topic_leads_on(client, fraud):
    fraud.old_slugs = "misuse\nfraud-and-misuse"
    fraud.save()
    answer = client.get("/topics/misuse/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/topics/fraud/")
    assert client.get("/topics/fraud-and/").status_code == 404
    assert client.get("/topics/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("easy", "Easy Read"), ("EQ", "EqIA"), ("2026", "rates 2026/27"), ("lesson", "LGSCO lesson")],
)
def test_tags_that_a_lead_expects_are_offered_before_anybody_used_them(client, db, typed, offered):
    assert offered in client.get("/tags/suggest", {"q": typed}).json()["tags"]


def test_an_expected_tag_that_is_used_is_offered_once_as_it_is_written(
    client, make_note, dudley, alice
):
    make_note(dudley, "One", alice, audience="public", tags=["easy read"])
    assert client.get("/tags/suggest?q=easy").json() == {"tags": ["easy read"]}
