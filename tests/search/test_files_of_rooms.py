"""Files of meetings and issues are found by those who may open them; a withheld name never shows."""

import io
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.inspection.services import acknowledge, look_inside
from hub.models import HubDocument
from network.escalations.models import Issue
from network.escalations.services import raising
from network.meetings import papers
from network.meetings.models import Group, Meeting, Status
from practices.importing.draft import Refused
from search.models import AttachedFile, SearchEntry
from search.query.parsing import read
from search.records import attachments, file_texts
from search.service import search
from tests.escalations.conftest import draft, gathering, legal, raised
from tests.meetings.conftest import at
from tests.search.test_attachments import pdf

__all__ = ["draft", "gathering", "legal", "raised"]  # pytest finds the fixtures here
pytestmark = pytest.mark.django_db
WORDS = b"The quarterly zanzibarish statement"


def found(reader, text="zanzibarish"):
    return [one.entry.title for one in search(read(text), reader).results]


@pytest.fixture
def meeting(network, chair, alice):
    """A meeting of a group of two, with a paper."""
    from datetime import date

    from network.meetings.models import GroupMember

    group = Group.objects.create(network=network, name="Steering", kind="other")
    GroupMember.objects.create(group=group, person=alice)
    meeting = Meeting.objects.create(
        group=group, title="Steering group", starts=at(date(2027, 3, 2)), status=Status.ANNOUNCED
    )
    paper = SimpleUploadedFile("paper.txt", WORDS)
    look_inside(papers.attach(meeting, "The paper", paper, by=chair).document)
    attachments.read_new()
    return meeting


def test_a_paper_that_search_read_first_is_found_once_it_was_looked_into(meeting, chair, alice):
    paper = SimpleUploadedFile("late.txt", b"quokkarish words")
    late = papers.attach(meeting, "The late paper", paper, by=chair)
    attachments.read_new()
    assert found(alice, "quokkarish") == []
    look_inside(late.document)
    assert found(alice, "quokkarish") == ["The late paper"]


def test_a_paper_that_is_kept_with_a_reason_is_found(meeting, chair, alice):
    paper = SimpleUploadedFile("late.txt", b"Mr Hollis and quokkarish words")
    late = papers.attach(meeting, "The late paper", paper, by=chair)
    attachments.read_new()
    check = look_inside(late.document)
    assert found(alice, "quokkarish") == []
    acknowledge(check, meeting.audience_key, chair, "It is a made-up name")
    assert found(alice, "quokkarish") == ["The late paper"]


def test_a_paper_of_a_meeting_is_found_by_its_group_alone(
    client, meeting, alice, bob, chair, dana, stranger
):
    assert found(alice) == found(chair) == ["The paper"]
    assert found(bob) == found(dana) == found(stranger) == []
    entry = SearchEntry.objects.here().get(kind="file")
    assert entry.summary.startswith("A file of the meeting “Steering group")
    client.force_login(alice)
    assert client.get(entry.url).status_code == 200
    client.force_login(bob)
    assert client.get(entry.url).status_code == 404


def test_a_paper_follows_its_meeting(meeting, alice):
    Meeting.objects.get(pk=meeting.pk).delete()
    assert found(alice) == []
    assert not AttachedFile.objects.exists()


def test_a_draft_meetings_paper_is_not_found(meeting, alice, chair):
    meeting.status = Status.DRAFT
    meeting.save()
    assert found(alice) == found(chair) == []


def test_a_paper_with_another_key_than_its_meeting_is_left_out(meeting, alice):
    document = HubDocument.objects.get()
    document.audience_key = "public"
    document.save()
    assert found(alice) == []


@pytest.fixture
def shown(draft, alice):
    """Alice's issue with a file that shows it, sent."""
    document = HubDocument(
        title="bill.txt", file=ContentFile(WORDS, name="bill.txt"), uploaded_by_user=alice
    )
    raising.add_evidence(draft, alice, document=document)
    look_inside(document)
    attachments.read_new()
    assert not AttachedFile.objects.exists()  # a draft's file is not even read
    issue = raising.send(draft, alice)
    attachments.read_new()
    return issue


def test_what_shows_an_issue_is_found_by_its_readers(client, shown, carol, dana, stranger):
    assert found(carol) == found(dana) == ["bill.txt"]
    assert found(stranger) == []
    client.force_login(carol)
    entry = SearchEntry.objects.here().get(kind="file")
    assert client.get(entry.url).status_code == 200


def test_no_file_is_found_once_a_council_signs_without_its_name(shown, carol, dana):
    raising.sign(shown, carol, withheld=True)
    assert found(dana) == found(carol) == []
    raising.unsign(shown, carol)
    attachments.read_new()
    assert found(dana) == []


def test_no_file_of_a_confidential_issue_is_read(raised, alice, chair):
    issue = raised(alice, send=False, level="adass")
    document = HubDocument(title="b", file=ContentFile(WORDS, name="b.txt"), uploaded_by_user=alice)
    raising.add_evidence(issue, alice, document=document)
    look_inside(document)
    raising.send(Issue.objects.get(pk=issue.pk), alice)
    attachments.read_new()
    assert not AttachedFile.objects.exists()


# --- a file that never ends ---


def endless_pdf():
    """One page whose drawing takes minutes to read."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DecodedStreamObject, NameObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf (a) Tj ET\n" * 800_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_one_evil_page_is_stopped(monkeypatch):
    monkeypatch.setattr(file_texts, "MOST_SECONDS", 2)
    began = time.monotonic()
    with pytest.raises(Refused, match="takes too long"):
        file_texts.text_of_stranger(endless_pdf(), "evil.pdf")
    assert time.monotonic() - began < 15


def test_a_file_read_apart_says_the_same():
    assert WORDS.decode() in file_texts.text_of_stranger(pdf(), "letter.pdf")
    with pytest.raises(Refused, match="not what its name says"):
        file_texts.text_of_stranger(b"hello", "letter.pdf")
