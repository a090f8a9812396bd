"""Bad input and a broken index: always an answer, a plain sentence where it helps, nothing lost."""

from urllib.parse import urlencode

import pytest

from search.alerts.services import send_due
from search.analytics import counters
from search.engines import router
from search.models import SavedSearch

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"', "''", "\0", "a\0b", "x" * 10_000, "שלום כרטיס", "😀", "👩‍👩‍👧", "\u202e\u0000card", "the of and", "-word",
    '-"a phrase"', "'; DROP TABLE search_searchentry; --", "1' OR '1'='1", "title:^2 AND (b OR c) NOT *~5",
    "{!lucene}*:*", '{"query": {"match_all": {}}}', "NEAR(a b, 2)", 'card*"', "council:", "council:nowhere",
    "year:abc", "year:99999999999999999999", "kind:\"", "by:nobody", "tag:\"a", "*", "%", "\\", "﷽", "\ud800",
    "card " * 500, "\n\r\t", "<script>alert(1)</script>", "../../etc/passwd", "$(reboot)", "\u200b\u200f",
]  # fmt: skip
ODD = [
    "page=0", "page=-1", "page=x", "page=99999999999999999999", "page=%D9%A3", "council=%27%3B--", "tag=%00",
    "unknown=1", "kind=none&kind=none2", "sort=zzz", "sense=", "sense=PA:nothing", "sense=%3A", "all=zzz",
    "group=kind", "group=kind&page=3", "explain=1", "year=x", "audience=council:1", "audience=x%00", "mine=1&exactly=1",
    "&".join(f"topic=t{number}" for number in range(300)), "q=a&q=b", "%FF=%FF", "q=%FF%FE", "q[]=1",
]  # fmt: skip
PAGES = ["/search/", "/search/feed/", "/search/saved/", "/api/v1/search", "/api/v1/suggest"]


@pytest.fixture
def member(client, put, alice, thesaurus):
    put("Cards", "prepaid card word", tags=("money",), council="dudley", council_name="Dudley")
    client.force_login(alice)
    return client


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_every_text_is_answered(member, text):
    address = urlencode({"q": text}, errors="surrogatepass")
    answers = {page: member.get(f"{page}?{address}").status_code for page in PAGES}
    assert set(answers.values()) == {200}, answers


@pytest.mark.parametrize("query", ODD, ids=lambda query: query[:30])
def test_every_address_is_answered(member, query):
    answers = {page: member.get(f"{page}?{query}").status_code for page in PAGES[:3]}
    assert set(answers.values()) == {200}, answers


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_every_text_can_be_saved_mailed_and_counted(member, alice, put, text):
    address = urlencode({"q": text}, errors="surrogatepass")
    given = {"name": text, "address": address, "often": "at_once"}
    answer = member.post("/search/saved/", urlencode(given, errors="surrogatepass"),
        content_type="application/x-www-form-urlencoded")  # fmt: skip
    assert answer.status_code == 302
    saved = SavedSearch.objects.get()
    put("New", "prepaid card")
    assert send_due() in (0, 1)
    assert member.get(f"/search/saved/{saved.token}/feed/").status_code == 200
    click = urlencode({"q": text, "place": "1"}, errors="surrogatepass")
    form = "application/x-www-form-urlencoded"
    assert member.post("/search/clicked/", click, content_type=form).status_code == 204
    counters.write_all()


def test_what_could_not_be_read_is_told(member):
    page = member.get("/search/", {"q": "card council: -kind:note"}).content.decode()
    assert "Left out, because it could not be read" in page


# --- the index ---


def test_without_any_index_there_is_a_page_and_a_sentence(member, settings, tmp_path):
    (tmp_path / "in-the-way").write_text("a file where the folder should be")
    settings.SEARCH_INDEX_FOLDER = tmp_path / "in-the-way"
    router._answers.clear()
    answer = member.get("/search/?q=prepaid")
    assert answer.status_code == 503
    assert "Search cannot answer at the moment" in answer.content.decode()
    api = member.get("/api/v1/search?q=prepaid")
    assert (api.status_code, api.json()) == (503, {"detail": "Search cannot answer at the moment."})
    assert member.get("/api/v1/suggest?q=pre").json() == []
    assert member.get("/search/feed/?q=prepaid").status_code == 200
    assert member.get("/search/saved/").status_code == 200
    assert send_due() == 0
