"""A secret word of another council's note never shows: nowhere, to nobody, not as a count."""

import pytest
from django.contrib.auth.models import AnonymousUser

from search.door import search
from search.query import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]
SECRET = "zanzibarish"  # noqa: S105
OUTSIDERS = ["carol", "dana", "resident", "stranger", "editor_of_nobody"]


@pytest.fixture
def editor_of_nobody(network):
    from tests.conftest import person

    return person("Nora", network, "colleague", network.councils.get(slug="wolverhampton"))


@pytest.fixture
def planted(put, dudley):
    """One secret note of Dudley's among public ones with words like the secret."""
    put(
        f"A {SECRET} plan",
        f"The {SECRET} receipts nobody else may see",
        audience_key=f"council:{dudley.pk}",
        council="dudley",
        council_name="Dudley",
        tags=(f"{SECRET}tag",),
        topics=("fraud",),
        status="trial",
    )
    put("Receipts", "How long we keep receipts", tags=("money",), topics=("surplus",))


def seen(client, reader, address):
    client.logout()
    if reader.is_authenticated:
        client.force_login(reader)
    return client.get(address).content.decode()


ADDRESSES = [
    "/search/?q=receipts",
    "/search/?q=receipts&group=kind",
    "/search/?q=receipts&explain=1&all=tag",
    "/search/?q=",
    "/search/?council=dudley",
    "/search/?q=zzzz",
    "/api/v1/search?q=receipts&page_size=100",
    "/api/v1/search?q=",
    "/api/v1/suggest?q=zan",
    "/api/v1/suggest?q=a",
    "/api/v1/entries",
]  # fmt: skip


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_page_shows_the_secret(who, request, client, planted):
    reader = request.getfixturevalue(who)
    for address in ADDRESSES:
        assert "zanzibar" not in seen(client, reader, address).lower(), address


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_secret_is_no_count_and_no_correction(who, request, planted):
    reader = request.getfixturevalue(who)
    exact = search(read(SECRET), reader)
    assert exact.total == 0
    assert exact.understood.unknown == (SECRET,)
    assert search(read("council:dudley kind:note"), reader).total == 0
    assert dict(search(read("kind:note"), reader).facets["tag"]) == {"money": 1}
    mistyped = search(read("zanzibarihs"), reader)
    assert mistyped.understood.corrections == ()
    assert search(read("receipts kind:note"), reader).total == 1


def test_her_own_council_finds_it(bob, planted):
    assert search(read("zanzibarihs"), bob).total == 1


def test_a_change_of_audience_holds_at_the_next_search(put, stranger, dudley):
    put("Plan", "bananas", key="t:1")
    assert search(read("bananas"), stranger).total == 1
    put("Plan", "bananas", key="t:1", audience_key=f"council:{dudley.pk}")
    assert search(read("bananas"), stranger).total == 0


def test_a_change_of_membership_holds_at_the_next_search(put, network, alice):
    from django.utils import timezone

    from network.people.models import User

    put("Plan", "bananas", audience_key=f"network:{network.pk}")
    assert search(read("bananas"), alice).total == 1
    alice.memberships.update(ended=timezone.localdate())
    next_request = User.objects.get(pk=alice.pk)
    assert search(read("bananas"), next_request).total == 0


def test_feedback_takes_no_terms_from_notes_that_the_reader_cannot_see(put, dudley, planted):
    for number in range(6):
        put(f"Receipts {number}", "receipts and statements")
    results = search(read("receipts"), AnonymousUser(), explain=True)
    assert all("zanzibar" not in term for term in results.fed_back)
