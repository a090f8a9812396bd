"""The pages as people meet them: what each may see, what each may do, what bad input says."""

import json
from datetime import timedelta

import pytest
import vobject
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from network.meetings import inviting
from network.meetings.check_rota import check
from network.meetings.invitees import token_for
from network.meetings.models import (
    Answer,
    CalendarAddress,
    Group,
    HostChange,
    Meeting,
    Minutes,
    Series,
    Status,
)
from tests.meetings.conftest import mails

PAGES = ("rota", "certificate", "turns_csv")


def test_strangers_are_asked_to_sign_in(client, announced):
    for address in ("/meetings/", announced[0].get_absolute_url(), "/meetings/series/1/"):
        assert client.get(address).status_code == 302


def test_members_see_the_year_and_only_the_chair_sees_drafts(client, alice, chair, year):
    inviting.announce(year[:2], by=chair)
    client.force_login(alice)
    assert client.get(year[0].get_absolute_url()).status_code == 200
    assert client.get(year[3].get_absolute_url()).status_code == 404
    client.force_login(chair)
    assert client.get(year[3].get_absolute_url()).status_code == 200


def test_all_pages_of_a_series_answer_for_members(client, alice, announced, series):
    client.force_login(alice)
    for name in PAGES:
        assert client.get(reverse(f"meetings:{name}", args=[series.pk])).status_code == 200
    turn = client.get(reverse("meetings:turn", args=[series.pk, "dudley"]))
    assert "When is it Dudley’s turn, and why" in turn.content.decode()
    assert client.get(reverse("meetings:turn", args=[series.pk, "kent"])).status_code == 404


def test_any_member_can_download_both_files_and_check_them(client, alice, announced, series):
    client.force_login(alice)
    ledger = client.get(reverse("meetings:ledger", args=[series.pk]))
    plan = client.get(reverse("meetings:plan", args=[series.pk]))
    assert check(json.loads(ledger.content), json.loads(plan.content)) is None


def test_a_member_may_see_but_not_run_the_rota(client, alice, announced, series):
    client.force_login(alice)
    for name in ("dates", "hosts", "send", "swap", "edit_series"):
        assert client.get(reverse(f"meetings:{name}", args=[series.pk])).status_code == 403
    for name in ("edit", "cancel", "invite"):
        page = reverse(f"meetings:{name}", args=[announced[0].pk])
        assert client.get(page).status_code == 403
    assert client.get(reverse("meetings:chair")).status_code == 403


def test_a_year_is_planned_in_four_steps(client, chair, alice, group):
    client.force_login(chair)
    form = {
        "group": group.pk, "name": "Network meeting", "rhythm": "two_months", "nth": 2,
        "weekday": 3, "starts_at": "10:00", "minutes": 150, "way": "hybrid",
        "hosted_in_turn": "on",
    }  # fmt: skip
    made = client.post(reverse("meetings:new_series"), form)
    series = Series.objects.get()
    assert made.url == reverse("meetings:dates", args=[series.pk])
    days = [one.date.isoformat() for one, _remarks in client.get(made.url).context["rows"]]
    assert len(days) >= 6
    answer = {"version": series.version, "day": days, "proposed": days, "reason": [""] * len(days)}
    assert client.post(made.url, answer).url == reverse("meetings:hosts", args=[series.pk])
    series.refresh_from_db()
    client.post(reverse("meetings:hosts", args=[series.pk]), {"version": series.version})
    drafts = Meeting.objects.filter(series=series)
    assert all(one.host for one in drafts)
    send = reverse("meetings:send", args=[series.pk])
    assert client.get(send).status_code == 200
    client.post(send, {"meeting": [one.pk for one in drafts]})
    assert set(drafts.values_list("status", flat=True)) == {Status.ANNOUNCED}
    assert len(mails(alice.email, "Invitation")) == len(days)


def test_wrong_dates_get_a_sentence_and_nothing_is_lost(client, chair, series):
    client.force_login(chair)
    page = reverse("meetings:dates", args=[series.pk])
    for day, words in (
        ("31.3.2027", "is not a date"),
        ("2020-01-01", "in the past"),
        ("", "least"),
    ):
        answer = {"version": series.version, "day": [day], "proposed": [""], "reason": [""]}
        shown = client.post(page, answer)
        assert shown.status_code == 200
        assert words in shown.content.decode()
    assert not Meeting.objects.exists()


def test_the_second_chair_is_shown_what_the_first_one_did(client, chair, year, series):
    client.force_login(chair)
    old = series.version
    page = reverse("meetings:host", args=[year[0].pk])
    first = {"version": old, "kind": "cover", "reason": "The hall is closed"}
    assert client.post(page, first).status_code == 302
    second = client.post(page, first)
    assert second.status_code == 409
    assert "The hall is closed" in second.content.decode()


def test_a_host_declines_and_another_agrees(client, alice, carol, announced, series):
    meeting = next(one for one in announced if one.host == alice.council)
    page = reverse("meetings:host", args=[meeting.pk])
    client.force_login(carol)
    assert client.get(page).status_code == 403
    client.force_login(alice)
    shown = client.get(page)
    assert [one["kind"] for one in shown.context["options"]] == ["cover", "swap", "replan"]
    assert client.post(page, {"version": series.version, "kind": "cover"}).status_code == 200
    wanted = {"version": series.version, "kind": "cover", "reason": "We are moving house"}
    assert client.post(page, wanted).status_code == 302
    change = HostChange.objects.filter(did="cover").get()
    assert change.agreed == HostChange.Agreed.ASKED and change.acting_for is None
    carol.council = change.after
    carol.save()
    client.force_login(carol)
    client.post(reverse("meetings:agree", args=[change.pk]), {"agreed": "yes"})
    change.refresh_from_db()
    assert change.agreed == HostChange.Agreed.YES
    again = client.post(reverse("meetings:agree", args=[change.pk]), {"agreed": "no"}, follow=True)
    assert "has answered already" in again.content.decode()
    change.refresh_from_db()
    assert change.agreed == HostChange.Agreed.YES, "the first word counts"


def test_the_joining_link_is_for_those_invited(client, alice, bob, announced):
    meeting = announced[0]
    for person, sees in ((alice, True), (bob, False)):
        client.force_login(person)
        page = client.get(meeting.get_absolute_url()).content.decode()
        assert ("https://teams.example/join/42" in page) is sees


def test_looking_at_an_answer_link_answers_nothing_and_the_button_does(client, announced):
    invitation = announced[0].invitations.get(email="alice@example.org")
    page = reverse("meetings:answer", args=[token_for(invitation)])
    assert client.get(page).status_code == 200
    invitation.refresh_from_db()
    assert invitation.answer == Answer.WAITING
    given = {"answer": "in_person", "guests": "2", "access_needs": "A quiet room"}
    assert "Thank you" in client.post(page, given).content.decode()
    invitation.refresh_from_db()
    assert (invitation.answer, invitation.guests) == (Answer.IN_PERSON, 2)


def test_forged_cut_and_expired_answer_links_say_why(client, announced):
    invitation = announced[0].invitations.first()
    token = token_for(invitation)
    for wrong in (token[:-2], token.replace(":", ":x"), f"{invitation.pk}", "9" * 40 + ":x"):
        assert client.get(reverse("meetings:answer", args=[wrong])).status_code == 410
    past = timezone.now() - timedelta(days=1)
    Meeting.objects.filter(pk=announced[0].pk).update(starts=past)
    shown = client.get(reverse("meetings:answer", args=[token]))
    assert shown.status_code == 410 and "is over" in shown.content.decode()


def test_a_full_room_is_full_with_guests_counted(client, announced):
    meeting = announced[0]
    meeting.room_capacity = 2
    meeting.save()
    invitation = meeting.invitations.first()
    page = reverse("meetings:answer", args=[token_for(invitation)])
    full = client.post(page, {"answer": "in_person", "guests": "2"})
    assert "not enough places" in full.content.decode()
    assert "Thank you" in client.post(page, {"answer": "in_person", "guests": "1"}).content.decode()


def test_access_needs_are_for_host_and_chair_alone(client, alice, carol, chair, announced):
    meeting = next(one for one in announced if one.host == alice.council)
    invitation = meeting.invitations.get(email="carol@example.org")
    inviting.answer(invitation, Answer.ONLINE, access_needs="Large print")
    page = reverse("meetings:answers", args=[meeting.pk])
    for person, sees in ((alice, True), (chair, True), (carol, False)):
        client.force_login(person)
        shown = client.get(page)
        assert shown.status_code == (200 if sees else 403)
        assert ("Large print" in shown.content.decode()) is sees
    client.force_login(alice)
    client.post(page, {"invitation": invitation.pk, "what": "met"})
    invitation.refresh_from_db()
    assert invitation.access_met
    client.post(page, {"invitation": invitation.pk, "what": "payment", "payment": "paid"})
    invitation.refresh_from_db()
    assert invitation.payment == "", "compensation is the chair's"


def test_a_member_accepts_or_declines_what_she_is_offered(client, carol, chair, announced):
    invitation = announced[0].invitations.get(email="carol@example.org")
    page = reverse("meetings:answer", args=[token_for(invitation)])
    assert "compensation" not in client.get(page).content.decode()
    client.post(page, {"answer": "no", "compensation": "yes"})
    invitation.refresh_from_db()
    assert invitation.payment == "", "nothing was offered"
    invitation.payment = "offered"
    invitation.save()
    assert "bank details" in client.get(page).content.decode()
    client.force_login(carol)
    for word, payment in (("yes", "accepted"), ("no", "declined"), ("", "declined")):
        client.post(page, {"answer": "online", "compensation": word})
        invitation.refresh_from_db()
        assert invitation.payment == payment
    client.logout()
    assert "compensation" not in client.get(page).content.decode(), "a bare link shows no answer"


def test_a_file_stands_beside_its_item_of_the_agenda(client, alice, chair, announced):
    meeting = announced[0]
    item = inviting.propose_item(meeting, "Surplus money", "", None, by=alice)
    item.accepted = True
    item.save()
    client.force_login(chair)
    for title, place in (("Figures", item.pk), ("Map of the car park", "")):
        file = SimpleUploadedFile(f"{title}.csv", b"a,b")
        page = reverse("meetings:attach", args=[meeting.pk])
        assert client.post(page, {"title": title, "file": file, "item": place}).status_code == 302
    client.force_login(alice)
    shown = client.get(meeting.get_absolute_url()).content.decode()
    agenda, _, below = shown.partition("Surplus money")[2].partition("</ol>")
    assert "Figures" in agenda and "Map of" not in agenda
    assert "Map of the car park" in below and ">Figures<" not in below


@pytest.fixture
def steering(network, carol):
    group = Group.objects.create(network=network, name="Steering", kind=Group.Kind.STEERING)
    group.members.create(person=carol)
    return group


def test_a_group_is_seen_by_its_members_and_the_chair(client, alice, carol, chair, steering):
    page = steering.get_absolute_url()
    for person, status in ((alice, 404), (carol, 200), (chair, 200)):
        client.force_login(person)
        assert client.get(page).status_code == status


def test_minutes_have_an_audience_of_their_own(client, alice, chair, steering, stranger):
    meeting = Meeting.objects.create(
        group=steering, title="Steering", status=Status.HELD,
        starts=timezone.now() - timedelta(days=3),
    )  # fmt: skip
    client.force_login(chair)
    page = reverse("meetings:edit_minutes", args=[meeting.pk])
    text = "# Agreed\n\n- Letters first\n- <script>alert(1)</script>"
    client.post(page, {"text": text, "audience": steering.audience_key})
    minutes = Minutes.objects.get()
    assert minutes.text.startswith("<h3>Agreed</h3><ul><li>Letters first</li>")
    assert "<script" not in minutes.text
    client.force_login(alice)
    assert client.get(minutes.get_absolute_url()).status_code == 404
    minutes.audience_key = "public"
    minutes.save()
    client.logout()
    assert client.get(minutes.get_absolute_url()).status_code == 200


def test_calendar_addresses_are_private_and_can_be_reset(client, alice, bob, announced):
    client.force_login(alice)
    client.get(reverse("meetings:calendar"))
    own = CalendarAddress.objects.get(person=alice)
    feed = reverse("meetings:feed", args=[own.secret, "all"])
    client.logout()
    calendar = vobject.readOne(client.get(feed).content.decode())
    assert [one.uid.value for one in calendar.vevent_list] == [one.uid for one in announced]
    assert "teams.example" in calendar.vevent_list[0].description.value
    for which, status in (("council", 200), ("group-x", 404), ("group-99", 404), ("none", 404)):
        address = reverse("meetings:feed", args=[own.secret, which])
        assert client.get(address).status_code == status
    colleague = CalendarAddress.objects.create(person=bob)
    other = client.get(reverse("meetings:feed", args=[colleague.secret, "all"])).content
    assert b"teams.example" not in other, "he is not invited"
    client.force_login(alice)
    client.post(reverse("meetings:calendar"))
    client.logout()
    dead = client.get(feed)
    assert dead.status_code == 410
    assert "This calendar address is not in use any more." in dead.content.decode()


def test_anyone_invited_proposes_and_the_chair_orders(client, alice, bob, chair, announced):
    page = reverse("meetings:agenda", args=[announced[0].pk])
    client.force_login(bob)
    assert client.get(page).status_code == 403
    client.force_login(alice)
    client.post(page, {"title": "Surplus money", "minutes": "150"})
    item = announced[0].agenda.get(title="Surplus money")
    assert not item.accepted
    client.force_login(chair)
    order = {"order": "1", f"accepted-{item.pk}": "on", f"place-{item.pk}": "1",
             f"minutes-{item.pk}": "150"}  # fmt: skip
    client.post(page, order)
    shown = client.get(announced[0].get_absolute_url()).content.decode()
    assert "Surplus money" in shown
    assert "150 minutes" in shown


def test_a_school_holiday_file_names_row_and_column(client, chair):
    client.force_login(chair)
    page = reverse("meetings:school_holidays")
    text = (
        "council,name,first,last\nDudley,Spring,2027-02-15,2027-02-19\n"
        "Atlantis,Spring,2027-02-15,2027-02-19\nWalsall,Spring,soon,2027-02-19\n"
        "walsall,Spring,2027-02-19,2027-02-15\n"
    )
    for made in (1, 0):
        file = SimpleUploadedFile("h.csv", text.encode())
        report = client.post(page, {"file": file}).context["report"]
        assert (report.created, len(report.errors)) == (made, 3)
    assert report.errors[0].startswith("Row 3, council")
    assert report.errors[1].startswith("Row 4, first")
    wrong = SimpleUploadedFile("h.csv", b"\xff\x00nonsense")
    assert client.post(page, {"file": wrong}).context["report"].errors


def test_the_chairs_page_names_what_to_do(client, chair, announced):
    Meeting.objects.filter(pk=announced[1].pk).update(host=None)
    client.force_login(chair)
    shown = client.get(reverse("meetings:chair"))
    titles = [one.title for one in shown.context["todo"]]
    assert any(title.startswith("Find a host for") for title in titles)
    assert shown.context["next"] == announced[0]


def test_a_series_without_dates_has_a_rota_page(client, alice, series):
    client.force_login(alice)
    page = client.get(reverse("meetings:rota", args=[series.pk]))
    assert page.status_code == 200


def test_links_are_there_for_those_who_may_follow_them(client, chair, bob, series):
    away = reverse("meetings:away", args=[series.pk])
    for person, follows in ((chair, True), (bob, False)):
        client.force_login(person)
        page = client.get(reverse("meetings:rota", args=[series.pk])).content.decode()
        assert (away in page) == follows
        assert (client.get(away).status_code == 200) == follows


def test_the_chair_reads_the_distance_in_turns_and_not_as_a_fraction(client, chair, year):
    client.force_login(chair)
    text = client.get(reverse("meetings:chair")).content.decode()
    [said] = [line for line in text.split("<span") if "from the fair share" in line]
    assert "/" not in said.split("</span>")[0].split(">")[1]


def test_a_series_without_a_group_says_what_to_choose(client, chair, group, network):
    Group.objects.create(network=network, name="Second group")
    client.force_login(chair)
    page = client.post(reverse("meetings:new_series"), {"name": "Circle"})
    assert "Choose the group that meets." in page.content.decode()
    assert "---------" not in page.content.decode().split("</select>")[0]
