"""People are found by what they know, wrote and tried, and no private note shows through them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from network.councils.models import Council, Network
from network.people.models import ContactWay, Membership, Role
from network.people.roles import leave
from practices.adoptions.services import say, take_back
from practices.models import Adoption, Topic
from practices.notes.services import publish_note
from search.models import SearchEntry
from search.query.parsing import read
from search.records.writing import name_of
from search.service import search
from search.whom_to_ask import whom_to_ask
from tests.conftest import person

pytestmark = pytest.mark.django_db


def people(text, reader):
    return [
        one.entry.title for one in search(read(text), reader).results if one.entry.kind == "person"
    ]


def record_of(user):
    return SearchEntry.objects.get(thing=name_of(user))


def says(user):
    entry = record_of(user)
    return f"{entry.title} {entry.summary} {entry.body} {entry.topics} {entry.tags} {entry.extra}"


# --- what they know ---


def test_a_short_form_finds_who_knows_the_whole_name(alice, carol, thesaurus):
    carol.ask_me_about = "individual service funds"
    carol.save()
    assert people("ISF", alice) == ["Carol Example"]
    assert people("who can I ring about ISFs?", alice) == ["Carol Example"]


@pytest.mark.parametrize("audience", ["public", "adass"])
def test_people_are_found_by_what_they_wrote(make_note, dudley, alice, carol, dana, audience):
    topic = Topic.objects.create(slug="fraud", name="Fraud and misuse", what_it_is="Deceit.")
    make_note(dudley, "Zebra checks", alice, topics=[topic], tags=["giraffe"], audience=audience)
    for text in ("zebra", "misuse", "giraffe"):
        for reader in (carol, dana):
            assert people(text, reader) == ["Alice Example"], text


def test_people_are_found_by_what_they_tried(make_note, dudley, alice, carol, bob):
    note = make_note(dudley, "Zebra checks", alice, audience="adass")
    say(note, carol, Adoption.How.STOPPED, "Too many okapis.")
    assert people("who has tried zebra checks", bob) == ["Alice Example", "Carol Example"]
    assert people("okapis", bob) == ["Carol Example"]
    take_back(note, carol)
    assert people("okapis", bob) == []


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        (Role.DP_LEAD, "DP lead"),
        (Role.DP_LEAD, "direct payments lead"),
        (Role.CHAIR, "chair"),
        (Role.CHAIR, "chairperson"),
        (Role.DEPUTY, "deputy chair"),
        (Role.DEPUTY, "vice chair"),
        (Role.EDITOR, "network editor"),
        (Role.ADASS_MANAGER, "ADASS manager"),
        (Role.RESIDENT, "lived experience"),
        (Role.ADMINISTRATOR, "administrator"),
    ],
)
def test_people_are_found_by_their_role_in_words(network, alice, role, asked):
    person("Zelda", network, role)
    assert "Zelda Example" in people(asked, alice)


def test_people_are_found_by_their_council(walsall, alice, carol):
    assert people("walsall", alice) == ["Carol Example"]
    walsall.name = walsall.short_name = "Zebraham"
    walsall.save()
    assert people("zebraham", alice) == ["Carol Example"]


# --- what stays unseen ---


@pytest.mark.parametrize("audience", ["council", "network"])
def test_a_note_that_some_reader_of_the_person_may_not_read_is_not_told_of(
    make_note, dudley, alice, carol, audience
):
    """An ADASS manager may look Alice up, and may not read the network's frank notes."""
    topic = Topic.objects.create(slug="secret", name="Okapi topic", what_it_is="x")
    note = make_note(
        dudley, "Zebra plan", alice, topics=[topic], tags=["giraffe"], audience=audience
    )
    say(note, carol, Adoption.How.DOING, "Like gnus.")
    for user in (alice, carol):
        for word in ("Zebra", "Okapi", "giraffe", "gnus", "secret"):
            assert word not in says(user)


def test_a_note_that_becomes_private_leaves_the_record(make_note, dudley, alice):
    note = make_note(dudley, "Zebra checks", alice, audience="public")
    assert "Zebra" in says(alice)
    note.audience = "council"
    publish_note(note, alice)
    assert "Zebra" not in says(alice)


def test_drafts_and_withdrawn_notes_are_not_told_of(make_note, dudley, alice):
    note = make_note(dudley, "Zebra checks", alice, audience="public")
    note.title = "Okapi checks"
    note.save_revision(user=alice)
    make_note(dudley, "Gnu checks", alice, audience="public", status="withdrawn")
    assert "Zebra" in says(alice)
    assert "Okapi" not in says(alice) and "Gnu" not in says(alice)


def test_what_is_for_another_network_and_its_adass_is_not_told_of(
    make_note, network, alice, dudley
):
    """Alice moves to a council of another network; her old note stays with the old one."""
    make_note(dudley, "Zebra checks", alice, audience="adass")
    other = Network.objects.create(name="Elsewhere", slug="elsewhere")
    council = Council.objects.create(slug="else", name="Else", short_name="Else", network=other)
    Membership.objects.create(user=alice, network=other, role=Role.DP_LEAD)
    alice.council = council
    alice.save()
    assert record_of(alice).audience_key == f"adass:{other.pk}"
    assert "Zebra" not in says(alice)


def test_a_record_holds_no_address_and_no_phone(alice):
    alice.phone, alice.contact_note = "01632 960 001", "after 2 pm"
    alice.save()
    for secret in (alice.email, "960", "after 2"):
        assert secret not in says(alice)


@pytest.mark.parametrize("text", ["who is the dp lead", "Alice", "Dudley dp lead", "chair"])
def test_strangers_and_people_who_left_find_nobody(network, alice, carol, chair, text):
    assert people(text, alice)
    leave(carol, network, by=chair, reason="New job")
    for reader in (AnonymousUser(), carol):
        assert people(text, reader) == []
        assert "person" not in dict(search(read(text), reader).facets["kind"])


def test_who_left_is_not_found(network, alice, carol, chair):
    leave(carol, network, by=chair, reason="New job")
    assert people("carol", alice) == []


# --- why, and how to reach them ---


def test_a_result_shows_the_whole_line_that_fits(make_note, dudley, alice, carol):
    make_note(dudley, "Twelve ways to look at a long list of zebra receipts", alice, tags=["okapi"],
              audience="public")  # fmt: skip
    result = next(
        one for one in search(read("who knows about okapi"), carol).results
        if one.entry.kind == "person"
    )  # fmt: skip
    assert result.snippet == (
        "Wrote “Twelve ways to look at a long list of zebra receipts” (<mark>okapi</mark>)."
    )


def reach(user, reader):
    entry = record_of(user)
    return whom_to_ask([entry], reader).get(entry.pk)


def test_members_are_told_how_to_reach_an_officer(alice, carol):
    carol.phone, carol.preferred_contact = "01632 960 001", ContactWay.PHONE
    carol.contact_note = "after 2 pm"
    carol.save()
    told = reach(carol, alice)
    assert (told.best_by, told.phone, told.email) == ("Phone", "01632 960 001", carol.email)
    assert (told.please_note, told.told) == ("after 2 pm", "")


def test_a_residents_own_details_are_for_those_who_run_the_network(resident, alice, chair):
    told = reach(resident, alice)
    assert (told.email, told.phone, told.best_by) == ("", "", "")
    assert told.told == "The network chair passes messages on."
    assert reach(resident, chair).email == resident.email


def test_strangers_and_other_networks_are_told_of_nobody(alice, carol, network):
    other = Network.objects.create(name="Elsewhere", slug="elsewhere")
    for reader in (AnonymousUser(), None, person("Zelda", other, Role.CHAIR)):
        assert reach(carol, reader) is None


def test_a_note_tells_whom_to_ask_where_a_person_is_asked_for(
    make_note, dudley, alice, carol, client
):
    make_note(dudley, "Okapi receipts", alice, audience="network")
    client.force_login(carol)
    page = client.get(reverse("search"), {"q": "who can I ring about okapi receipts"})
    assert f'href="mailto:{alice.email}"' in page.text and "Okapi receipts" in page.text.replace(
        "<mark>", ""
    ).replace("</mark>", "")
    assert alice.email not in client.get(reverse("search"), {"q": "okapi receipts"}).text
    client.logout()
    assert alice.email not in client.get(reverse("search"), {"q": "who knows okapi receipts"}).text


def test_an_owner_who_left_is_not_offered(make_note, dudley, network, alice, carol, chair, client):
    make_note(dudley, "Okapi receipts", alice, audience="network")
    leave(alice, network, by=chair, reason="New job")
    client.force_login(carol)
    page = client.get(reverse("search"), {"q": "who can I ring about okapi receipts"})
    assert alice.email not in page.text and "Alice" not in page.text


def test_what_people_write_of_themselves_is_escaped_on_the_page(alice, carol, client):
    carol.name = "<b>Zebra</b>"
    carol.ask_me_about = "<script>zebra</script>"
    carol.contact_note = '"><i>zebra'
    carol.save()
    client.force_login(alice)
    page = client.get(reverse("search"), {"q": "who knows about zebra"}).text
    for raw in ("<b>Zebra", "<script>zebra", "<script><mark>", "<i>zebra", "<b><mark>"):
        assert raw not in page


def test_ten_people_cost_no_more_queries_than_one(
    network, alice, django_assert_max_num_queries, resident
):
    team = [person(f"P{n}", network, Role.RESIDENT) for n in range(10)]
    entries = [record_of(one) for one in (*team, resident)]
    alice.parts()
    with django_assert_max_num_queries(2):
        assert len(whom_to_ask(entries[:1], alice)) == 1
    with django_assert_max_num_queries(2):
        assert len(whom_to_ask(entries, alice)) == 11


@pytest.mark.parametrize("by", ["user:None", "user:", "user:0", "nobody", "user:1e9", None, 7])
def test_an_entry_that_names_nobody_is_no_matter(put, alice, by):
    put("A note", extra={"by": by})
    entry = SearchEntry.objects.get(title="A note")
    assert whom_to_ask([entry], alice, owners=True) == {}


def test_the_page_says_which_words_were_taken_as_asking_and_offers_all_of_them(
    client, alice, carol
):
    carol.ask_me_about = "prepaid cards"
    carol.save()
    client.force_login(alice)
    page = client.get("/search/", {"q": "who can I ring about prepaid cards"}).content.decode()
    assert "We read “who can i ring about” as asking for a person" in page
    assert "Look for all my words" in page
    page = client.get("/search/", {"q": "prepaid cards"}).content.decode()
    assert "asking for a person" not in page
