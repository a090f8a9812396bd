"""A council that asked not to be named is "a council" everywhere, even when it is the only one."""

import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from hub.mail.models import Message
from hub.models import HubDocument
from network.escalations import search_records
from network.escalations.anonymise import Veil
from network.escalations.models import Issue
from network.escalations.report import report_for
from network.escalations.services import answering, managing, raising, triage
from network.escalations.services.checking import follow_up_of, record_check
from tests.escalations.conftest import ANSWER, make_due

HIDDEN = ("dudley", "alice example")


@pytest.fixture
def unnamed(raised, alice):
    """Dudley raises it without its name, and writes its name into the text all the same."""
    return raised(
        alice,
        title="Dudley waits for tenders",
        what_happens="Alice Example of Dudley Metropolitan Borough Council waited.",
        name_withheld=True,
        may_be_public=True,
    )


@pytest.fixture
def lived(unnamed, carol, chair, dana, erin_of_solihull):
    """The same after everything that can happen to it, with the name in every text."""
    raising.sign(unnamed, carol)
    raising.sign(unnamed, erin_of_solihull, withheld=True)
    issue = triage.send_up(Issue.objects.get(pk=unnamed.pk), chair, "Dudley has a point.")
    managing.ask_question(issue, dana, "What does Dudley say?")
    managing.reply(issue, issue.raised_by, "We in Dudley say yes.")
    words = ANSWER | {"in_plain_words": "Dudley is right.", "reasons": "Dudley showed it."}
    answer = answering.save_answer(
        issue, dana, 0, words, [{"text": "Dudley drafts", "owner": "Dudley", "due": "2027-01-31"}]
    )
    answering.publish(issue, dana, answer.version, tell_all=True)
    issue = make_due(issue)
    check = follow_up_of(issue, issue.raised_by, issue.council)
    record_check(check, "no", "Nothing changed in Dudley.")
    return Issue.objects.get(pk=unnamed.pk)


def seen_by(client, user, name, *args):
    client.force_login(user)
    page = client.get(reverse(f"escalations:{name}", args=args)).content.decode()
    return page.partition('<main id="main"')[2].partition("<footer")[0].lower()


def names_in(text, *names):
    return [name for name in (names or HIDDEN) if name in text.lower()]


def test_a_peer_sees_a_council_on_the_page_and_in_the_list(client, lived, carol):
    for name, args in (("issue", [lived.pk]), ("index", [])):
        assert names_in(seen_by(client, carol, name, *args)) == []
    assert "a council" in seen_by(client, carol, "issue", lived.pk)


def test_a_peer_does_not_see_an_unnamed_signature_either(client, lived, carol):
    assert names_in(seen_by(client, carol, "issue", lived.pk), "solihull", "sally") == []


def test_the_seat_beside_the_name_does_not_give_it_away(client, lived, carol):
    assert Veil(lived, carol).slug(lived.council) == ""


@pytest.mark.parametrize("who", ["alice", "bob", "chair", "dana"])
def test_its_own_people_the_chair_and_adass_see_the_name(client, lived, who, request):
    assert "dudley" in seen_by(client, request.getfixturevalue(who), "issue", lived.pk)


def test_search_never_names_it(lived):
    finding = search_records.describe(lived)
    said = " ".join(str(value) for value in vars(finding).values())
    assert names_in(said, *HIDDEN, "solihull", "sally") == []
    assert finding.council_name == "a council"


def test_no_letter_to_a_peer_names_it(lived, carol, editor, resident):
    for user in (carol, editor, resident):
        letters = [m for m in Message.objects.all() if m.recipients == [user.email]]
        for letter in letters:
            assert names_in(letter.subject + letter.parsed().as_string()) == []


def test_no_file_names_it_whoever_takes_it(client, lived, chair):
    client.force_login(chair)
    files = {
        ending: client.get(reverse("escalations:download", args=[ending])).content
        for ending in ("csv", "xlsx", "docx")
    }
    assert names_in(files["csv"].decode("utf-8-sig")) == []
    book = load_workbook(io.BytesIO(files["xlsx"]))
    cells = [str(c) for sheet in book for row in sheet.iter_rows(values_only=True) for c in row]
    assert names_in(" ".join(cells)) == []
    assert "a council" in cells
    paper = Document(io.BytesIO(files["docx"]))
    words = [p.text for p in paper.paragraphs]
    words += [c.text for table in paper.tables for row in table.rows for c in row.cells]
    assert names_in(" ".join(words)) == []


def test_what_it_said_afterwards_is_hidden_while_it_may_be_the_only_one(lived, network):
    [worked] = [one for one in report_for(network).sections if one.key == "worked"]
    assert worked.rows and all(shown is None for _name, shown in worked.rows)


@pytest.mark.parametrize(
    ("who", "marked"), [("chair", True), ("dana", True), ("alice", True), ("carol", False)]
)
def test_whoever_may_know_the_name_reads_that_it_asked_not_to_be_named(
    client, lived, who, marked, request
):
    page = seen_by(client, request.getfixturevalue(who), "issue", lived.pk)
    assert ("dudley (asked not to be named)" in page) is marked


@pytest.mark.parametrize(
    "name", ["dudley_2026.txt", "DUDLEY2.txt", "dmbc cards.txt", "Dudley-cards.txt"]
)
def test_no_file_name_gives_it_away(client, unnamed, alice, carol, chair, name):
    document = HubDocument(title=name, uploaded_by_user=alice)
    document.file.save(name, ContentFile(b"Cards"), save=True)
    piece = raising.add_evidence(unnamed, alice, document=document)
    address = reverse("escalations:file", args=[unnamed.pk, piece.pk])
    client.force_login(carol)
    assert client.get(f"/documents/{document.pk}/{document.filename}").status_code == 404
    assert client.get(f"/to/document/{document.pk}/").url == address
    given = client.get(address).headers["Content-Disposition"]
    assert f"issue-{unnamed.pk}-file-{piece.pk}.txt" in given
    page = seen_by(client, carol, "issue", unnamed.pk)
    assert names_in(page, "dudley", "dmbc") == []
    client.force_login(chair)
    assert document.filename in client.get(address).headers["Content-Disposition"]


def test_the_public_page_names_no_council_at_all(client, lived):
    page = client.get(reverse("escalations:heard")).content.decode().lower()
    assert "a council is right" in page
    assert names_in(page, *HIDDEN, "walsall", "carol") == []


def test_evidence_of_its_own_is_not_shown_to_peers(raised, alice, carol, dudley, monkeypatch):
    from hub.search_registry import SearchRecord
    from network.escalations import evidence_display

    issue = raised(alice, send=False, name_withheld=True)
    raising.add_evidence(issue, alice, thing=dudley.page)
    raising.send(issue, alice)
    found = SearchRecord("council", "Dudley", "/councils/dudley/", "public", council="dudley")
    monkeypatch.setattr(evidence_display, "finding_of", lambda thing: found)
    (shown,) = evidence_display.evidence_for(issue, Veil(Issue.objects.get(pk=issue.pk), carol))
    assert (shown.url, names_in(shown.title)) == ("", [])
