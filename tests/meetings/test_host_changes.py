"""Swaps, taking back and refusing a date, over HTTP as chair and leads do it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from network.meetings import host_change_service, inviting
from network.meetings.models import Group, HostAway, HostChange, Meeting, Part
from network.meetings.planning import NotPossible
from network.people.models import Role
from tests.conftest import person
from tests.meetings.conftest import mails

Agreed = HostChange.Agreed


def hosts(series):
    meetings = Meeting.objects.filter(series=series).order_by("starts")
    return [one.host.slug if one.host else None for one in meetings]


def version(series):
    series.refresh_from_db()
    return series.version


def swap_page(series):
    return reverse("meetings:swap", args=[series.pk])


def swapped(client, series, first, second, **changes):
    words = {"meeting": [first.pk, second.pk], "reason": "Both leads agreed"}
    return client.post(swap_page(series), words | {"version": version(series)} | changes)


def undo(client, series, batch, **words):
    page = reverse("meetings:undo", args=[series.pk, batch])
    return client.post(page, {"version": version(series)} | words, follow=True)


@pytest.fixture
def as_chair(client, chair):
    client.force_login(chair)
    return client


class TestSwap:
    def test_two_meetings_change_hosts_and_the_record_says_why(self, as_chair, announced, series):
        before = hosts(series)
        assert swapped(as_chair, series, announced[0], announced[1]).status_code == 302
        assert hosts(series) == [before[1], before[0], *before[2:]]
        changes = HostChange.objects.filter(did="swap")
        assert {one.batch for one in changes} == {changes[0].batch}
        assert {one.reason for one in changes} == {"Both leads agreed"}
        shown = as_chair.get(series.get_absolute_url()).content.decode()
        assert "Both leads agreed" in shown and "Take this back" in shown

    def test_the_leads_on_both_dates_are_told(self, as_chair, alice, carol, announced, series):
        for lead, meeting in ((alice, announced[0]), (carol, announced[1])):
            lead.council = meeting.host
            lead.save()
        swapped(as_chair, series, *announced[:2])
        for lead in (alice, carol):
            assert len(mails(lead.email, "Hosting on")) == 2

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"meeting": []}, "Choose two meetings"),
            ({"meeting": ["x", "-1", "99999999999999999999"]}, "Choose two meetings"),
            ({"reason": "  "}, "say why they change places"),
        ],
    )
    def test_half_a_swap_gets_a_sentence(self, as_chair, announced, series, changes, words):
        before = hosts(series)
        shown = swapped(as_chair, series, announced[0], announced[1], **changes)
        assert shown.status_code == 200 and words in shown.content.decode()
        assert hosts(series) == before

    def test_what_was_ticked_and_typed_stays_on_the_page(self, as_chair, announced, series):
        shown = swapped(as_chair, series, announced[0], announced[1], reason="")
        assert shown.content.decode().count(" checked") == 2
        alone = swapped(as_chair, series, announced[0], announced[0], reason="Town <hall>")
        assert 'value="Town &lt;hall&gt;"' in alone.content.decode()

    def test_a_council_that_is_away_cannot_take_the_other_date(self, as_chair, announced, series):
        first, second = announced[:2]
        HostAway.objects.create(
            series=series, council=second.host, first=first.day, last=first.day, reason="Elections"
        )
        before = hosts(series)
        shown = swapped(as_chair, series, first, second)
        assert "not available" in shown.content.decode()
        assert hosts(series) == before

    @pytest.mark.parametrize("stale", ["0", "", "x", "-3", "9" * 40])
    def test_an_old_page_changes_nothing(self, as_chair, announced, series, stale):
        before = hosts(series)
        shown = swapped(as_chair, series, announced[0], announced[1], version=stale)
        assert shown.status_code == 409
        assert hosts(series) == before

    def test_meetings_of_another_series_are_not_on_offer(self, as_chair, announced, series, group):
        other = series.__class__.objects.create(group=group, name="Training")
        shown = swapped(as_chair, other, announced[0], announced[1])
        assert "Choose two meetings" in shown.content.decode()

    def test_members_may_not_and_others_see_nothing(self, client, carol, announced, series):
        client.force_login(carol)
        assert swapped(client, series, announced[0], announced[1]).status_code == 403
        outsider = person("Olga", series.group.network, Role.DP_LEAD)
        outsider.memberships.all().delete()
        client.force_login(outsider)
        assert swapped(client, series, announced[0], announced[1]).status_code == 404
        client.logout()
        assert "/accounts/" in swapped(client, series, announced[0], announced[1]).url


class TestTakingBack:
    def test_a_swap_taken_back_is_as_it_was(self, as_chair, announced, series):
        before = hosts(series)
        swapped(as_chair, series, announced[0], announced[1])
        shown = undo(as_chair, series, HostChange.objects.filter(did="swap")[0].batch)
        assert "have their old hosts again" in shown.content.decode()
        assert hosts(series) == before

    @pytest.mark.parametrize("kind", ["cover", "swap", "replan"])
    def test_every_way_out_can_be_taken_back(self, as_chair, announced, series, kind):
        before, meeting = hosts(series), announced[0]
        form = {"version": version(series), "kind": kind, "reason": "Building works"}
        as_chair.post(reverse("meetings:host", args=[meeting.pk]), form)
        assert hosts(series) != before
        assert HostAway.objects.filter(series=series).exists()
        undo(as_chair, series, HostChange.objects.filter(did=kind)[0].batch)
        assert hosts(series) == before
        assert not HostAway.objects.filter(series=series).exists(), "the host can host again"

    def test_nothing_is_taken_back_from_under_a_later_change(self, as_chair, announced, series):
        swapped(as_chair, series, announced[0], announced[1])
        first = HostChange.objects.filter(did="swap")[0].batch
        swapped(as_chair, series, announced[1], announced[2])
        later = hosts(series)
        shown = undo(as_chair, series, first)
        assert "has changed again since" in shown.content.decode()
        assert hosts(series) == later

    def test_once_is_enough(self, as_chair, announced, series):
        swapped(as_chair, series, announced[0], announced[1])
        batch, before = HostChange.objects.filter(did="swap")[0].batch, version(series)
        undo(as_chair, series, batch, version=before)
        again = undo(as_chair, series, batch, version=before)
        assert again.status_code == 409

    def test_only_repairs_can_be_taken_back(self, as_chair, chair, announced, series):
        """A plan, a cancellation or a moved date is in the record as well, and no button is there."""
        inviting.cancel(announced[0], by=chair, because="Snow")
        batches = set(HostChange.objects.values_list("did", "batch"))
        assert {did for did, _ in batches} == {"planned", "cancelled"}
        before = hosts(series)
        for batch in [*(batch for _did, batch in batches), uuid4()]:
            assert "no such change" in undo(as_chair, series, batch).content.decode()
        assert hosts(series) == before

    def test_a_cancelled_date_is_not_given_back(self, as_chair, chair, announced, series):
        swapped(as_chair, series, announced[0], announced[1])
        batch = HostChange.objects.filter(did="swap")[0].batch
        inviting.cancel(Meeting.objects.get(pk=announced[0].pk), by=chair, because="Snow")
        assert "has changed again since" in undo(as_chair, series, batch).content.decode()
        assert "Take this back" not in as_chair.get(series.get_absolute_url()).content.decode()

    def test_another_series_change_is_not_reached(self, as_chair, announced, series, group):
        swapped(as_chair, series, announced[0], announced[1])
        other = series.__class__.objects.create(group=group, name="Training")
        batch = HostChange.objects.filter(did="swap")[0].batch
        assert "no such change" in undo(as_chair, other, batch).content.decode()

    def test_only_the_chair_and_only_by_the_button(self, client, chair, carol, announced, series):
        client.force_login(chair)
        swapped(client, series, announced[0], announced[1])
        batch = HostChange.objects.filter(did="swap")[0].batch
        assert client.get(reverse("meetings:undo", args=[series.pk, batch])).status_code == 405
        client.force_login(carol)
        assert undo(client, series, batch).status_code == 403


def give_date(series, chair, meeting, council):
    """The chair hands a date to a council, which is asked to agree. Returns the change."""
    host_change_service.hand_to(
        meeting, council, by=chair, reason="Illness", version=version(series)
    )
    return HostChange.objects.filter(meeting=meeting, did="cover")[0]


def say(client, change, agreed="no"):
    page = reverse("meetings:agree", args=[change.pk])
    return client.post(page, {"agreed": agreed} if agreed else {}, follow=True)


@pytest.fixture
def asked(series, chair, alice, carol, announced):
    """Walsall is asked to take a date that it did not have."""
    meeting = next(one for one in announced if one.host != carol.council)
    return give_date(series, chair, meeting, carol.council)


class TestRefusing:
    def test_the_chair_is_told_that_a_council_cannot(self, client, chair, carol, asked):
        client.force_login(carol)
        assert "The chair sees your answer" in say(client, asked).content.decode()
        [letter] = mails(chair.email, "Walsall cannot host on")
        assert "Carol Example said so" in letter.text()
        assert reverse("meetings:host", args=[asked.meeting_id]) in letter.text()

    def test_the_chairs_page_and_the_record_say_so_too(self, client, chair, carol, asked, series):
        client.force_login(carol)
        say(client, asked)
        client.force_login(chair)
        todo = client.get(reverse("meetings:chair")).context["todo"]
        assert any("cannot take" in one.title for one in todo)
        assert "did not agree" in client.get(series.get_absolute_url()).content.decode()

    def test_a_yes_bothers_nobody(self, client, chair, carol, asked):
        client.force_login(carol)
        say(client, asked, "yes")
        assert not mails(chair.email, "cannot host")
        asked.refresh_from_db()
        assert asked.agreed == Agreed.YES

    def test_co_chairs_of_the_group_are_told_and_who_has_left_is_not(
        self, client, chair, carol, resident, asked, series
    ):
        left = person("Lena", series.group.network, Role.DEPUTY)
        left.memberships.update(ended=left.memberships.get().started)
        series.group.members.create(person=resident, part=Part.RESIDENT_CHAIR)
        client.force_login(carol)
        say(client, asked)
        assert mails(resident.email, "cannot host")
        assert not mails(left.email, "cannot host")

    def test_a_chair_who_says_it_for_the_council_is_not_told_what_they_said(
        self, client, chair, asked
    ):
        client.force_login(chair)
        say(client, asked)
        assert not mails(chair.email, "cannot host")
        asked.refresh_from_db()
        assert asked.agreed == Agreed.NO

    @pytest.mark.parametrize("word", ["", "perhaps", "YES"])
    def test_a_word_that_is_neither_yes_nor_no_answers_nothing(self, client, carol, asked, word):
        client.force_login(carol)
        shown = say(client, asked, word).content.decode()
        assert "“We agree” or “We cannot”" in shown
        asked.refresh_from_db()
        assert asked.agreed == Agreed.ASKED

    def test_the_first_word_of_a_council_counts(self, carol, chair, asked):
        """Two of its leads have the page open and say different things."""
        other = HostChange.objects.get(pk=asked.pk)
        host_change_service.answer_for_council(asked, False, by=carol)
        with pytest.raises(NotPossible, match="answered already"):
            host_change_service.answer_for_council(other, True, by=carol)
        assert len(mails(chair.email, "cannot host")) == 1

    def test_nobody_is_asked_any_more_once_the_date_has_another_host(
        self, client, chair, carol, asked, series, dudley
    ):
        client.force_login(carol)
        assert "We cannot" in client.get(asked.meeting.get_absolute_url()).content.decode()
        give_date(series, chair, Meeting.objects.get(pk=asked.meeting_id), dudley)
        assert "We cannot" not in client.get(asked.meeting.get_absolute_url()).content.decode()
        with pytest.raises(NotPossible):
            host_change_service.answer_for_council(asked, False, by=carol)

    def test_a_cancelled_meeting_asks_nobody(self, carol, chair, asked):
        inviting.cancel(Meeting.objects.get(pk=asked.meeting_id), by=chair, because="Snow")
        with pytest.raises(NotPossible, match="nothing to agree to"):
            host_change_service.answer_for_council(asked, True, by=carol)

    def test_other_councils_may_not_answer_and_strangers_see_nothing(
        self, client, alice, bob, asked, network
    ):
        for somebody in (alice, bob):
            client.force_login(somebody)
            assert say(client, asked).status_code == 403
        steering = Group.objects.create(network=network, name="Board", kind=Group.Kind.BOARD)
        asked.series.group = steering
        asked.series.save()
        client.force_login(bob)
        assert say(client, asked).status_code == 404
