from datetime import date

from hub.access.audience import Level
from practices.models import PracticeNotePage


def post(council, title, audience):
    note = PracticeNotePage(title=title, slug=title.lower().replace(" ", "-"), audience=audience)
    council.page.add_child(instance=note)
    note.save_revision().publish()
    return note


def test_a_council_s_page_shows_its_facts_and_the_notes_its_reader_may_see(client, carol, dudley):
    post(dudley, "Open to all", Level.PUBLIC)
    post(dudley, "For the network", Level.NETWORK)
    post(dudley, "For Dudley", Level.COUNCIL)
    page = client.get("/councils/dudley/").content.decode()
    assert "West Midlands" in page
    assert "Open to all" in page
    assert "For the network" not in page
    client.force_login(carol)
    page = client.get("/councils/dudley/").content.decode()
    assert "For the network" in page
    assert "For Dudley" not in page


def test_a_council_that_ends_names_its_successors(client, dudley, walsall):
    dudley.valid_to = date(2028, 4, 1)
    dudley.save()
    dudley.successors.add(walsall)
    page = client.get("/councils/dudley/").content.decode()
    assert "Dudley ends on 1 April 2028. Its work goes to Walsall." in page
    assert 'href="/councils/walsall/"' in page


def test_the_list_of_councils_counts_only_what_its_reader_may_see(client, alice, dudley):
    post(dudley, "Open to all", Level.PUBLIC)
    post(dudley, "For Dudley", Level.COUNCIL)
    assert "1 note you can read" in client.get("/councils/").content.decode()
    client.force_login(alice)
    assert "2 notes you can read" in client.get("/councils/").content.decode()


def test_council_pages_ask_no_more_when_notes_grow(
    client, alice, dudley, django_assert_max_num_queries
):
    client.force_login(alice)
    for number in range(8):
        post(dudley, f"Note {number}", Level.NETWORK)
    client.get("/councils/dudley/")
    with django_assert_max_num_queries(24):
        client.get("/councils/dudley/")
    with django_assert_max_num_queries(24):
        client.get("/councils/")
