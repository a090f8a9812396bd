"""Every address by every role by every level: 200, 403 with a sentence, or 404."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hub.inspection.services import look_inside
from hub.models import HubDocument
from network.escalations.actions import DOINGS
from network.escalations.models import Issue
from network.escalations.services import raising
from network.escalations.states import MOVES, Part
from network.people.models import Role
from tests.conftest import person

CHAIRS = {"chair", "deputy"}
OURS = {"alice", "bob"}
MEMBERS = OURS | CHAIRS | {"carol", "editor", "resident", "dana", "admin"}
EVERYONE = MEMBERS | {"stranger", "leaver"}
SEES = {
    "network": MEMBERS,
    "adass": OURS | CHAIRS | {"dana"},
    "council": OURS | CHAIRS,
    "draft": {"alice"},
}
PLAYS = {  # who plays which part, where they see the issue at all
    Part.RAISER: {"alice"},
    Part.SIGNATORY: {"alice"},
    Part.CAN_SIGN: {"carol"},
    Part.CHAIR: CHAIRS,
    Part.MANAGER: {"dana"},
    Part.HUB: set(),
}
PAGES = {
    "index": MEMBERS,
    "new": {"alice", "carol", "resident"} | CHAIRS,
    "triage": CHAIRS | {"dana"},
    "queue": CHAIRS | {"dana"},
    "to_tell": CHAIRS | {"dana"},
    "report": CHAIRS | {"dana"},
    "patterns": CHAIRS,
    "settings": CHAIRS,
    "together": {"alice", "carol"},
}


@pytest.fixture
def cast(
    alice, bob, carol, chair, deputy, editor, resident, dana, admin, stranger, network, dudley
):
    leaver = person("Lee", network, Role.DP_LEAD, dudley)
    leaver.memberships.update(
        started=timezone.localdate() - timezone.timedelta(days=9), ended=timezone.localdate()
    )
    return {
        "alice": alice, "bob": bob, "carol": carol, "chair": chair, "deputy": deputy,
        "editor": editor, "resident": resident, "dana": dana, "admin": admin,
        "stranger": stranger, "leaver": leaver,
    }  # fmt: skip


@pytest.fixture
def as_(client, cast):
    """The client, signed in as one of the cast."""

    def sign_in(name):
        client.logout()
        if name != "stranger":
            client.force_login(cast[name])
        return client

    return sign_in


def with_file(issue, by):
    file = SimpleUploadedFile("shows.txt", b"what we saw")
    document = HubDocument(title="shows.txt", file=file, uploaded_by_user=by)
    piece = raising.add_evidence(issue, by, document=document)
    look_inside(document)
    return piece


@pytest.fixture
def at_level(raised, alice):
    """An issue at one level (or a draft), with a file."""

    def make(level):
        issue = raised(alice, send=False, level="network" if level == "draft" else level)
        piece = with_file(issue, alice)
        if level != "draft":
            raising.send(issue, alice)
        return Issue.objects.get(pk=issue.pk), piece

    return make


def expected(verb, level, role):
    if role not in SEES[level]:
        return 404
    players = set().union(*(PLAYS[part] for part in MOVES[verb].by))
    if level != "network":
        players -= PLAYS[Part.CAN_SIGN]
    return 200 if role in players else 403


@pytest.mark.parametrize("level", ["network", "adass", "council"])
def test_every_address_of_an_issue(level, at_level, as_):
    issue, piece = at_level(level)
    wrong = []
    for role in sorted(EVERYONE):
        client = as_(role)
        seen = 200 if role in SEES[level] else 404
        wanted = {
            issue.get_absolute_url(): seen,
            reverse("escalations:file", args=[issue.pk, piece.pk]): seen,
            reverse("escalations:edit", args=[issue.pk]): 404,
            reverse("escalations:ready", args=[issue.pk]): 404,
            reverse("escalations:answer", args=[issue.pk]): (
                seen if seen == 404 or role == "dana" else 403
            ),
        }
        for verb in DOINGS:
            wanted[reverse("escalations:do", args=[issue.pk, verb])] = expected(verb, level, role)
        for address, status in wanted.items():
            got = client.get(address).status_code
            if got != status:
                wrong.append((role, address, status, got))
    assert wrong == []


def test_a_draft_is_its_writers_alone(at_level, as_):
    draft, piece = at_level("draft")
    addresses = [
        draft.get_absolute_url(),
        reverse("escalations:edit", args=[draft.pk]),
        reverse("escalations:ready", args=[draft.pk]),
        reverse("escalations:file", args=[draft.pk, piece.pk]),
    ]
    for role in EVERYONE:
        wanted = {200, 302} if role == "alice" else {404}
        for address in addresses:
            assert as_(role).get(address).status_code in wanted, (role, address)
    for role in EVERYONE - {"alice"}:
        for name, args in (("delete", [draft.pk]), ("drop_evidence", [draft.pk, piece.pk])):
            address = reverse(f"escalations:{name}", args=args)
            assert as_(role).post(address).status_code == 404
    assert Issue.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_every_page_by_every_role(role, as_, at_level):
    at_level("network")
    client = as_(role)
    for name, allowed in PAGES.items():
        wanted = 404 if role in ("stranger", "leaver") else 200 if role in allowed else 403
        assert client.get(reverse(f"escalations:{name}")).status_code == wanted, name
    for ending in ("csv", "xlsx", "docx"):
        got = client.get(reverse("escalations:download", args=[ending])).status_code
        assert got == (
            404 if role in ("stranger", "leaver") else 200 if role in CHAIRS | {"dana"} else 403
        )
    assert client.get(reverse("escalations:heard")).status_code == 200


@pytest.mark.parametrize("level", ["network", "adass", "council", "draft"])
def test_lists_and_search_keys_show_an_issue_to_its_readers_only(level, at_level, cast, as_):
    issue, _piece = at_level(level)
    for role in EVERYONE - {"stranger", "leaver"}:
        sees = role in SEES[level]
        assert Issue.objects.visible_to(cast[role]).filter(pk=issue.pk).exists() == sees, role
        if level != "draft":
            page = as_(role).get(reverse("escalations:index")).content.decode()
            assert (issue.get_absolute_url() in page) == sees, role


def test_the_wrong_person_reads_a_sentence(as_, at_level):
    issue, _piece = at_level("network")
    answer = as_("bob").post(reverse("escalations:do", args=[issue.pk, "send_up"]), {"reason": ""})
    assert answer.status_code == 403
    assert "Only the chair of the network can do this." in answer.content.decode()


def test_posting_without_the_right_changes_nothing(as_, at_level):
    issue, _piece = at_level("network")
    words = {"reason": "x", "text": "x", "level": "network", "withheld": ""}
    for role in ("stranger", "leaver", "bob", "editor", "resident"):
        for verb in DOINGS:
            as_(role).post(reverse("escalations:do", args=[issue.pk, verb]), words)
    assert list(issue.trail.values_list("verb", flat=True)) == ["raised", "signed"]
