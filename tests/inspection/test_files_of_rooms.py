"""Files of issues and of meetings: told and stopped as those of notes are."""

import pytest
from django.urls import reverse

from hub.models import HubDocument
from network.escalations.models import Issue
from network.escalations.permissions import Refused
from network.escalations.services import raising
from network.meetings.models import Attachment
from tests.inspection import build

pytestmark = pytest.mark.django_db
LETTER = build.word(build.commented)
CLEAR = build.word()


def text(answer):
    return " ".join(answer.content.decode().split())


# --- issues ---


def inside(issue):
    return reverse("escalations:inside", args=[issue.pk, issue.evidence.get().pk])


def test_the_page_before_sending_tells_what_is_inside(shown):
    assert "Comment by J. Smith, paragraph 1: “Mrs Hollis rang about this”." in text(shown(LETTER))


def test_an_issue_is_not_sent_with_a_file_nobody_looked_at(client, shown, draft):
    shown(LETTER)
    page = client.post(f"/raised/{draft.pk}/ready/", follow=True)
    assert "holds 1 thing that its readers may not be meant to have" in text(page)
    assert Issue.objects.get().is_draft
    client.post(inside(draft), {"clean": ""})
    client.post(f"/raised/{draft.pk}/ready/")
    assert not Issue.objects.get().is_draft


def test_what_was_said_for_adass_does_not_hold_for_the_network(
    client,
    shown,
    draft,
    alice,
):
    shown(LETTER, level="adass")
    client.post(inside(draft), {"keep": "", "reason": "ADASS knows them"})
    issue = raising.send(Issue.objects.get(), alice)
    with pytest.raises(Refused, match="holds 1 thing"):
        raising.widen(issue, alice, "network")
    page = client.get(inside(draft) + "?level=network")
    assert "If the network and ADASS may have it as it is, say why" in text(page)
    client.post(inside(draft) + "?level=network", {"keep": "", "reason": "It is made up"})
    assert raising.widen(issue, alice, "network").level == "network"


def test_a_picture_of_a_bill_tells_where_it_was_taken(shown):
    page = text(shown(build.picture(place=True), "bill.jpg"))
    assert "Place where a picture was taken: “52.5119 N, 2.0839 W”." in page


def test_a_file_of_a_sent_issue_is_not_taken_off(client, shown, draft, alice):
    shown(CLEAR)
    raising.send(Issue.objects.get(), alice)
    assert client.post(inside(draft), {"remove": ""}).status_code == 403
    assert HubDocument.objects.exists()


@pytest.mark.parametrize("who", ["carol", "chair", "dana", "resident"])
def test_only_those_who_raised_it_see_what_is_inside(
    client,
    shown,
    draft,
    alice,
    who,
    request,
):
    shown(CLEAR)
    client.force_login(request.getfixturevalue(who))
    assert client.get(inside(draft)).status_code == 404
    raising.send(Issue.objects.get(), alice)
    assert client.get(inside(draft)).status_code == 403


# --- meetings ---


def seen_by(client, person, meeting):
    client.force_login(person)
    url = HubDocument.objects.get().url
    return url in text(client.get(f"/meetings/{meeting.pk}/")), client.get(url).status_code


def test_an_honest_paper_is_shown_at_once(client, attach, meeting, alice):
    attach(CLEAR)
    assert seen_by(client, alice, meeting) == (True, 200)


def test_a_paper_with_a_comment_waits_until_it_is_cleaned(client, attach, meeting, alice, chair):
    page = text(attach(LETTER))
    assert "Nobody else has the file yet." in page and "Comment by J. Smith" in page
    assert seen_by(client, alice, meeting) == (False, 404)
    client.force_login(chair)
    assert "Not shown to others yet" in text(client.get(f"/meetings/{meeting.pk}/"))
    paper = Attachment.objects.get()
    client.post(f"/meetings/{meeting.pk}/files/{paper.pk}/", {"clean": ""})
    assert seen_by(client, alice, meeting) == (True, 200)


def test_a_paper_is_kept_with_a_reason_or_taken_off(client, attach, meeting, alice, chair):
    attach(LETTER)
    at = f"/meetings/{meeting.pk}/files/{Attachment.objects.get().pk}/"
    client.post(at, {"keep": "", "reason": "It is her own paper"})
    assert "Charlie Example said on" in text(client.get(at))
    assert seen_by(client, alice, meeting) == (True, 200)
    client.force_login(chair)
    client.post(at, {"remove": ""})
    assert not HubDocument.objects.exists() and not Attachment.objects.exists()


def test_a_locked_paper_reaches_nobody(client, attach, meeting, alice):
    locked = build.pdf(
        build.line("x"), change=lambda writer: writer.encrypt("s", algorithm="RC4-40")
    )
    assert "protected by a password" in text(attach(locked, "plan.pdf"))
    at = f"/meetings/{meeting.pk}/files/{Attachment.objects.get().pk}/"
    client.post(at, {"keep": "", "reason": "I have read it"})
    assert seen_by(client, alice, meeting) == (False, 404)


def test_only_the_chair_looks_inside(client, attach, meeting, alice, carol):
    attach(LETTER)
    at = f"/meetings/{meeting.pk}/files/{Attachment.objects.get().pk}/"
    for person, status in ((alice, 403), (carol, 404)):
        client.force_login(person)
        assert client.get(at).status_code == client.post(at, {"clean": ""}).status_code == status
