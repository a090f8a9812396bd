"""The search page and the API, as readers meet them."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_page_shows_results_chips_and_facets(client, put):
    put("Checking cards", "prepaid card checks", council="dudley", council_name="Dudley")
    put("Cards", "prepaid card", council="walsall", council_name="Walsall")
    page = client.get("/search/", {"q": "prepaid card", "council": "dudley"}).content.decode()
    assert "1 from this network" in page
    assert "<mark>prepaid</mark> <mark>card</mark>" in page
    assert "Council: Dudley" in page
    assert "Walsall" in page  # its own facet still offers the other council


def test_a_search_that_finds_both_parts_puts_the_network_first(client, put):
    put("A leaflet on cards", "cards " * 20, kind="source")
    put("Our cards", "cards")
    page = client.get("/search/?q=cards").content.decode()
    assert page.index("Our ") < page.index("A leaflet on ")


def test_each_part_has_a_count_and_pages_of_its_own(client, put):
    for number in range(12):
        put(f"Cards {number}", "prepaid")
        put(f"A leaflet {number}", "prepaid", kind="source")
    page = client.get("/search/?q=prepaid").content.decode()
    assert "12 from this network" in page and "12 published elsewhere" in page
    assert page.count("A leaflet") == 5
    further = client.get("/search/?q=prepaid&published=3&page=2").content.decode()
    assert further.count('class="title"><a') == 2 + 2


def test_where_the_network_has_nothing_the_page_says_so_and_the_published_move_up(
    client, put, alice
):
    put("A leaflet", "prepaid", kind="source")
    client.force_login(alice)
    page = client.get("/search/?q=prepaid").content.decode()
    assert "Nothing from this network" in page
    assert page.index("Ask the network") < page.index("A leaflet")


def test_a_filter_order_and_grouping_stay_when_the_words_change(client, put):
    put("Cards", "prepaid", council="dudley", council_name="Dudley")
    page = client.get("/search/?q=prepaid&council=dudley&sort=newest&group=kind").content.decode()
    box = page[page.index('role="search"') : page.index('id="q"')]
    for field in ('name="council" value="dudley"', 'name="sort" value="newest"'):
        assert field in box
    assert 'name="group" value="kind"' in box


def test_groups_by_kind_begin_with_notes_and_end_with_sources(client, put):
    for kind in ("source", "person", "note", "question"):
        put(f"Cards of a {kind}", "prepaid", kind=kind)
    page = client.get("/search/?q=prepaid&group=kind").content.decode()
    places = [page.index(f"of a {kind}") for kind in ("note", "question", "person", "source")]
    assert places == sorted(places)


def test_what_one_reader_sees_of_a_person_is_not_kept_for_another(client, put, chair, alice, bob):
    """The page is kept as HTML: two readers with the same audiences may not see the same."""
    pages = set()
    for reader in (chair, alice):
        client.force_login(reader)
        pages.add(client.get("/search/?q=Bob").content.decode())
    assert len(pages) == 2


def test_nothing_found_is_never_an_empty_page(client, put):
    put("Cards", "prepaid", topics=("fraud",))
    page = client.get("/search/", {"q": "zzzqqq"}).content.decode()
    assert "Newest notes" in page and "Cards" in page and "/topics/fraud/" in page


@pytest.mark.parametrize("query", ["q=%22", "q=%00", "page=x", "page=99999999999", "q=a&page=-1",
    "council=%27%3B--", "sense=PA", "all=zzz", "group=kind&q=card", "explain=1", "sort=zzz", "q=a&tag=%00"])  # fmt: skip
def test_odd_addresses_are_answered(client, put, query):
    put("Cards", "prepaid card a")
    assert client.get(f"/search/?{query}").status_code == 200


def test_editors_may_ask_why(client, put, editor, alice):
    put("Cards", "prepaid card")
    client.force_login(editor)
    assert "words" in client.get("/search/?q=card&explain=1").content.decode()
    client.force_login(alice)
    assert "words 0" not in client.get("/search/?q=card&explain=1").content.decode()


def test_the_api_answers_in_the_promised_shape(client, put):
    put("Cards", "prepaid card", ref="c-1", source_url="https://example.org/c", topics=("fraud",))
    answer = client.get("/api/v1/search", {"q": "card", "page_size": 100}).json()
    assert answer["count"] == 1
    result = answer["results"][0]
    assert (result["part"], answer["totals"]) == ("network", {"network": 1, "published": 0})
    assert set(result) == {"part", "kind", "title", "url", "ref", "source_url", "council", "topics", "status",
        "tags", "date", "demonstration", "snippet", "score"}  # fmt: skip
    assert (result["ref"], result["source_url"]) == ("c-1", "https://example.org/c")
    assert answer["facets"]["topic"] == [{"value": "fraud", "count": 1}]


def test_the_api_shows_a_member_with_a_token_what_she_may_see(client, put, alice, dudley):
    from search.api.tokens import make_token

    put("Ours", "zebra", audience_key=f"council:{dudley.pk}")
    token = make_token(alice, "laptop")
    assert client.get("/api/v1/search?q=zebra").json()["count"] == 0
    members = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/search?q=zebra", headers=members).json()["count"] == 1
    wrong = {"Authorization": "Bearer nonsense"}
    assert client.get("/api/v1/search?q=zebra", headers=wrong).status_code == 401


def test_too_many_requests_are_told_to_wait(client, put, settings):
    settings.SEARCH_REQUESTS_PER_MINUTE = 2
    answers = [client.get("/api/v1/search?q=a", REMOTE_ADDR="10.9.8.7") for _ in range(4)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) >= 1


def test_the_mirror_tells_of_deletions_only_to_those_who_saw_the_thing(client, put, dudley):
    from search.records.writing import write_all

    put("Public", "a", key="t:1")
    put("Private", "b", key="t:2", audience_key=f"council:{dudley.pk}")
    write_all({"t:1": None, "t:2": None})
    answer = client.get("/api/v1/entries").json()
    told = [(entry["thing"], entry["gone"]) for entry in answer["entries"]]
    assert [pair for pair in told if pair[0].startswith("t:")] == [("t:1", True)]


def test_suggestions_complete_the_last_word(client, put):
    put("Prepaid cards in Dudley", council_name="Dudley")
    put("Payroll")
    answer = client.get("/api/v1/suggest?q=prep").json()
    assert [suggestion["title"] for suggestion in answer] == ["Prepaid cards in Dudley"]


def test_the_api_documents_itself(client):
    assert "/api/v1/search" in client.get(reverse("api-1.0.0:openapi-view")).content.decode()


def test_a_token_is_shown_once_and_can_be_ended(client, alice):
    client.force_login(alice)
    page = client.post("/search/tokens/", {"name": "laptop"}).content.decode()
    assert "hub_" in page
    assert "hub_" not in client.get("/search/tokens/").content.decode()
    client.post("/search/tokens/", {"end": alice.api_tokens.get().pk})
    assert not alice.api_tokens.exists()
