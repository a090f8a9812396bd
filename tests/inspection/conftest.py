"""A note, an issue and a meeting, each with a form that takes a file."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from network.escalations.models import Barrier
from network.escalations.services import raising
from network.meetings.models import Group, GroupMember, Meeting, Status
from network.people.cms_access import set_up_admin_access
from practices.models import PracticeNotePage, Topic
from tests.escalations.conftest import WORDS


@pytest.fixture
def note(client, alice, network):
    """Alice's note; her network lets leads publish at once."""
    set_up_admin_access(network)
    network.leads_publish_at_once = True
    network.save()
    client.force_login(alice)
    client.post("/post/")
    return PracticeNotePage.objects.get()


@pytest.fixture
def write(client, note):
    """Save the note's form with a file: write(LETTER, "letter.docx", audience="public")."""
    fraud = Topic.objects.create(slug="fraud", name="Fraud")

    def write(data=None, name="letter.docx", **changes):
        version = client.get(f"/post/{note.pk}/").context["version"]
        words = {
            "version": version, "title": "Closer card checks", "summary": "We look closer.",
            "topics": [fraud.pk], "status": "trial", "what_we_did": "We look.",
            "audience": "public", "check": "",
        }  # fmt: skip
        files = {"files": SimpleUploadedFile(name, data)} if data else {}
        return client.post(f"/post/{note.pk}/", words | files | changes)

    return write


@pytest.fixture
def send(client, note):
    def send():
        version = client.get(f"/post/{note.pk}/check/").context["version"]
        return client.post(f"/post/{note.pk}/send/", {"version": version}, follow=True)

    return send


@pytest.fixture
def draft(alice, network):
    barrier = Barrier.objects.get(slug="legal")
    return raising.save_draft(alice, network, WORDS | {"barrier": barrier})


@pytest.fixture
def shown(client, draft, alice):
    """Alice adds a file to her issue and looks it over."""
    client.force_login(alice)

    def show(data, name="letter.docx", level="network"):
        words = {name: getattr(draft, name) for name in WORDS if name != "topic"}
        more = {"barrier": draft.barrier_id, "urgency": "normal", "level": level}
        file = {"file": SimpleUploadedFile(name, data)}
        return client.post(f"/raised/{draft.pk}/edit/", words | more | file, follow=True)

    return show


@pytest.fixture
def meeting(client, network, alice, chair):
    client.force_login(chair)
    group = Group.objects.create(network=network, name="Steering", kind="other")
    GroupMember.objects.create(group=group, person=alice)
    return Meeting.objects.create(
        group=group, title="Steering", starts=timezone.now() + timedelta(days=9),
        status=Status.ANNOUNCED,
    )  # fmt: skip


@pytest.fixture
def attach(client, meeting):
    def attach(data, name="paper.docx"):
        form = {"title": "The paper", "file": SimpleUploadedFile(name, data)}
        return client.post(f"/meetings/{meeting.pk}/attach/", form, follow=True)

    return attach
