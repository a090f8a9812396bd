"""A secret word of another council's note never shows: nowhere, to nobody, not as a count."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.utils import timezone

from hub.access.audience import keys_of
from hub.inspection.services import look_inside
from hub.mail.models import Message
from hub.models import HubDocument
from network.people.models import User
from practices.models import NoteAttachment, PracticeNotePage
from practices.notes.services import publish_note
from search.alerts import services
from search.analytics import counters
from search.models import Ledger, ReadOnDay, SavedSearch, SearchEntry
from search.query.parsing import read
from search.records import attachments
from search.records.writing import name_of
from search.service import alike, search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]
SECRET = "zanzibarish"  # noqa: S105
OUTSIDERS = ["carol", "dana", "resident", "stranger", "editor", "chair", "colleague_elsewhere"]


@pytest.fixture
def colleague_elsewhere(network):
    from tests.conftest import person

    return person("Nora", network, "colleague", network.councils.get(slug="wolverhampton"))


@pytest.fixture
def secret_note(make_note, dudley, alice):
    """Dudley's own note, the word in every part of it, and a file that says it too."""
    note = make_note(
        dudley,
        f"A {SECRET} plan for receipts",
        alice,
        tags=(f"{SECRET}tag", "money"),
        audience="council",
        status="trial",
        summary=f"The {SECRET} receipts nobody else may see, kept for six years.",
        what_we_did=f"<p>We keep {SECRET} receipts.</p>",
    )
    words = ContentFile(f"{SECRET} receipts".encode(), name="letter.txt")
    document = HubDocument.objects.create(
        title=f"{SECRET} letter", file=words, uploaded_by_user=alice
    )
    look_inside(document)
    note.attachments.add(NoteAttachment(document=document))
    publish_note(note, alice)
    attachments.read_new()
    assert SearchEntry.objects.here().filter(kind="file").count() == 1
    return note


@pytest.fixture
def planted(put, secret_note, make_note, walsall, carol):
    """The secret note among others with words like it, looked for and read before."""
    day = timezone.localdate()
    open_note = make_note(
        walsall,
        "Receipts kept for six years",
        carol,
        tags=("money",),
        audience="public",
        summary="How long we keep receipts nobody asks for.",
    )
    for note in (secret_note, open_note):
        ReadOnDay.objects.create(day=day, thing=name_of(note), times=5)
    put("Prices", "Nothing of this is like the rest", tags=("money",), topics=("surplus",))
    return open_note


def seen(client, reader, address):
    client.logout()
    if reader.is_authenticated:
        client.force_login(reader)
    answer = client.get(address)
    assert answer.status_code in (200, 403, 404), address
    return answer.content.decode()


ADDRESSES = [
    "/search/?q=receipts",
    "/search/?q=receipts&group=kind",
    "/search/?q=receipts&explain=1&all=tag",
    "/search/?q=receipts&sort=newest",
    "/search/?q=receipts&sort=adopted",
    "/search/?q=receipts&mine=1&page=2",
    '/search/?q="receipts nobody"',
    "/search/?q=",
    "/search/?q=&group=kind&all=council",
    "/search/?q=kind:file",
    "/search/?q=letter+-money",
    "/search/?council=dudley",
    "/search/?tag=zanzibaris",
    "/search/?q=zzzz",
    "/search/?q=zanzibarihs",
    "/search/?q=zanzibarihs+recepits",
    "/search/feed/?q=receipts",
    "/search/feed/?q=",
    "/search/health/",
    "/api/v1/search?q=receipts&page_size=100",
    "/api/v1/search?q=zanzibarihs",
    "/api/v1/search?q=",
    "/api/v1/suggest?q=zanzi",
    "/api/v1/suggest?q=a",
    "/api/v1/suggest?q=a+zan",
    "/api/v1/suggest?q=rec",
    "/api/v1/entries",
    "/api/v1/entries?after_revision=0&page_size=100",
    "/glossary/",
    "/topics/",
    "/councils/dudley/",
    "/feeds/all.atom",
    "/feeds/councils/dudley.atom",
    "/tags/money/",
]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_page_shows_the_secret(who, request, client, planted, put_in_engines):
    reader = request.getfixturevalue(who)
    put_in_engines()
    for address in [*ADDRESSES, planted.address]:
        assert SECRET not in seen(client, reader, address).lower(), address


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_mail_and_no_feed_of_a_saved_search_tells_it(
    who, request, client, planted, secret_note, alice, put_in_engines
):
    reader = request.getfixturevalue(who)
    if not reader.is_authenticated:
        return  # strangers save nothing
    for address in ("q=receipts", "q=zanzibarihs", "q=", "council=dudley"):
        SavedSearch.objects.create(user=reader, name="S", address=address, often="at_once")
    note = PracticeNotePage.objects.get(pk=secret_note.pk)
    note.summary = f"{SECRET} receipts, written anew"
    publish_note(note, alice)
    put_in_engines()
    Message.objects.all().delete()
    services.send_due()
    assert all(SECRET not in bytes(mail.raw).decode().lower() for mail in Message.objects.all())
    for saved in SavedSearch.objects.all():
        assert SECRET not in seen(client, reader, f"/search/saved/{saved.token}/feed/").lower()


def test_her_own_council_is_mailed(bob, secret_note, alice):
    mark = Ledger.now().revision - 20
    SavedSearch.objects.create(user=bob, name="S", address="q=receipts", mailed_to=mark,
        often="at_once")  # fmt: skip
    assert services.send_due() == 1
    assert SECRET in bytes(Message.objects.latest("pk").raw).decode()


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nothing_near_the_secret_note_is_told_to_those_who_cannot_see_it(
    who, request, planted, secret_note, put_in_engines
):
    reader = request.getfixturevalue(who)
    put_in_engines()
    assert alike(name_of(secret_note), reader, kind="note", most=5) == ()
    near = alike(name_of(planted), reader, kind="note", most=5)
    assert secret_note.title not in [entry.title for entry in near]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_secret_is_no_count_and_no_correction(
    who, request, planted, secret_note, put_in_engines
):
    reader = request.getfixturevalue(who)
    put_in_engines()
    assert secret_note.audience_key not in keys_of(reader)
    exact = search(read(SECRET), reader)
    assert exact.total == 0
    assert exact.understood.unknown == (SECRET,)
    assert search(read("council:dudley kind:note"), reader).total == 0
    facets = search(read("kind:note"), reader).facets
    assert dict(facets["tag"]) == {"money": 2}
    assert "dudley" not in dict(facets["council"])
    assert "trial" not in dict(facets["status"])
    assert secret_note.audience_key not in dict(facets["audience"])
    assert search(read("kind:file"), reader).total == 0
    mistyped = search(read("zanzibarihs"), reader)
    assert mistyped.understood.corrections == ()
    assert search(read("receipts kind:note"), reader).total == 1


def test_her_own_council_finds_note_and_file(bob, planted, put_in_engines):
    put_in_engines()
    found = search(read("zanzibarihs"), bob)
    assert sorted(one.entry.kind for one in found.results) == ["file", "note"]


def test_a_change_of_audience_holds_at_the_next_search(put, stranger, dudley):
    put("Plan", "bananas", key="t:1")
    assert search(read("bananas"), stranger).total == 1
    put("Plan", "bananas", key="t:1", audience_key=f"council:{dudley.pk}")
    assert search(read("bananas"), stranger).total == 0


def test_a_change_of_membership_holds_at_the_next_search(put, network, alice):
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


def test_a_note_made_narrower_takes_its_file_and_its_reads_along(
    client, make_note, dudley, alice, carol, put_in_engines
):
    note = make_note(dudley, "Bananas", alice, audience="network", summary="bananas")
    words = ContentFile(b"bananas", name="b.txt")
    document = HubDocument.objects.create(title="Banana file", file=words, uploaded_by_user=alice)
    look_inside(document)
    note.attachments.add(NoteAttachment(document=document))
    publish_note(note, alice)
    attachments.read_new()
    put_in_engines()
    client.force_login(carol)
    client.get(note.address)
    counters.write_all()
    assert search(read("bananas"), carol).total == 2
    assert "Bananas" in client.get("/search/?q=zzzz").content.decode()

    note = PracticeNotePage.objects.get(pk=note.pk)
    note.audience = "council"
    publish_note(note, alice)
    put_in_engines()
    assert search(read("bananas"), carol).total == 0
    assert search(read("bananas"), alice).total == 2
    assert "Bananas" not in client.get("/search/?q=zzzz").content.decode()


def test_who_changes_council_takes_nothing_along(secret_note, bob, walsall, put_in_engines):
    put_in_engines()
    assert search(read(SECRET), bob).total == 2
    User.objects.filter(pk=bob.pk).update(council=walsall)
    assert search(read(SECRET), User.objects.get(pk=bob.pk)).total == 0


def test_a_switched_off_account_finds_what_strangers_find(secret_note, bob, put_in_engines):
    put_in_engines()
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert search(read(SECRET), User.objects.get(pk=bob.pk)).total == 0
