"""A group has one ledger for life, and nothing that happens to its councils locks it."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from network.councils.models import CouncilMembership
from network.meetings import host_change_service, planning
from network.meetings.check_rota import check
from network.meetings.free_days import councils_of
from network.meetings.ledger_builder import book_of, ledger_json
from network.meetings.models import HostChange, Meeting, Series, Status
from network.meetings.planning import NotPossible, Wanted, at_local
from tests.meetings.conftest import plan_a_year

TODAY_WORDS = "has not hosted yet"


def hold(series, council, days_ago):
    day = timezone.localdate() - timedelta(days=days_ago)
    return Meeting.objects.create(
        group=series.group, series=series, title=series.name, host=council, status=Status.HELD,
        starts=at_local(day, time(10)),
    )  # fmt: skip


def hosted(series, turn=1):
    """Every council but the last has hosted."""
    councils = sorted(councils_of(series), key=lambda one: one.short_name)
    for number, council in enumerate(councils[:-1], 1):
        hold(series, council, 42 * number)
    return councils[-1]


@pytest.fixture
def as_chair(client, chair):
    client.force_login(chair)
    return client


class TestOneLedger:
    def test_a_second_series_knows_who_has_hosted_in_the_first(self, series, chair):
        only = hosted(series)
        new = Series.objects.create(group=series.group, name="Network meeting 2027")
        [first] = plan_a_year(new, chair, meetings=1)
        assert first.host == only
        assert TODAY_WORDS in first.host_reason
        new.refresh_from_db()
        assert check(new.planned_ledger, new.certificate) is None
        assert len(new.planned_ledger["held"]) == 13

    def test_a_series_that_was_deleted_leaves_its_turns_in_the_ledger(self, series):
        hold(series, series.group.network.councils.get(slug="dudley"), 42)
        new = Series.objects.create(group=series.group, name="New")
        series.delete()
        assert [one["host"] for one in ledger_json(new)["held"]] == ["dudley"]

    def test_a_series_told_apart_on_purpose_starts_empty_and_counts_nowhere(self, series, chair):
        only = hosted(series)
        training = Series.objects.create(group=series.group, name="Training", own_turns=True)
        [first] = plan_a_year(training, chair, meetings=1)
        assert first.host.slug == "birmingham" != only.slug
        assert first.day.isoformat() not in ledger_json(series)["to_plan"]
        assert ledger_json(training)["held"] == []

    def test_an_old_page_of_one_series_is_stale_when_the_other_changed(self, series, chair):
        other = Series.objects.create(group=series.group, name="Other")
        plan_a_year(series, chair, meetings=1)
        with pytest.raises(planning.Stale):
            planning.take_dates(other, [Wanted(timezone.localdate())], version=1)

    def test_two_series_do_not_meet_on_one_date(self, series, year):
        other = Series.objects.create(group=series.group, name="Other", version=9)
        with pytest.raises(NotPossible, match="already"):
            planning.take_dates(other, [Wanted(year[0].day)], version=9)

    def test_plan_a_year_goes_on_with_the_series_there_is(self, as_chair, series, year):
        page = as_chair.get(reverse("meetings:new_series"))
        assert reverse("meetings:dates", args=[series.pk]) in page.content.decode()
        assert (
            "Which group meets?"
            in as_chair.get(page.request["PATH_INFO"] + "?another=1").content.decode()
        )

    def test_the_rota_says_with_which_series_it_is_counted(self, as_chair, series, year):
        Series.objects.create(group=series.group, name="Summer school")
        page = as_chair.get(series.get_absolute_url()).content.decode()
        assert "counted together with" in page and "Summer school" in page


def leaves(meeting):
    CouncilMembership.objects.filter(council=meeting.host).update(left=meeting.day)
    return meeting.host


class TestNeverLocked:
    def test_a_host_that_no_longer_belongs_is_an_open_date(self, series, announced, chair):
        leaver = leaves(announced[3])
        planning.plan_series(series, by=chair, version=series.version)
        meeting = Meeting.objects.get(pk=announced[3].pk)
        assert meeting.host not in (None, leaver)
        series.refresh_from_db()
        assert check(series.planned_ledger, series.certificate) is None

    @pytest.mark.parametrize("kind", ["cover", "replan"])
    def test_every_date_can_be_repaired_after_a_council_left(self, series, announced, chair, kind):
        leaver = leaves(announced[3])
        for number in (3, 0):
            meeting = Meeting.objects.get(pk=announced[number].pk)
            series.refresh_from_db()
            host_change_service.choose(
                meeting, kind, by=chair, reason="It left", version=series.version
            )
            meeting.refresh_from_db()
            assert meeting.host is not None
        assert Meeting.objects.get(pk=announced[3].pk).host != leaver

    def test_swapping_other_dates_goes_on_and_the_left_one_is_refused_in_words(
        self, as_chair, series, announced
    ):
        leaves(announced[3])
        page = reverse("meetings:swap", args=[series.pk])

        def swap(*meetings):
            series.refresh_from_db()
            words = {"meeting": [one.pk for one in meetings], "reason": "x"}
            return as_chair.post(page, words | {"version": series.version})

        assert swap(announced[0], announced[1]).status_code == 302
        refused = swap(announced[4], announced[3])
        assert refused.status_code == 200 and "not on duty" in refused.content.decode()

    def test_a_draft_left_before_a_meeting_held_later_counts_for_nobody(
        self, series, year, chair, as_chair
    ):
        old, later = year[0], year[1]
        day = timezone.localdate() - timedelta(days=20)
        Meeting.objects.filter(pk=old.pk).update(starts=at_local(day, time(10)))
        hold(series, later.host, 10)
        planning.plan_series(series, by=chair, version=series.version)
        page = as_chair.get(series.get_absolute_url()).content.decode()
        assert "was never announced, so it counts for nobody" in page
        assert reverse("meetings:cancel", args=[old.pk]) in page
        assert as_chair.get(reverse("meetings:host", args=[later.pk])).status_code == 200
        send = as_chair.get(reverse("meetings:send", args=[series.pk]))
        assert old.pk not in [one.pk for one in send.context["drafts"]]

    def test_a_meeting_that_is_over_and_not_noted_yet_counts_as_held(self, series, announced):
        first = announced[0]
        Meeting.objects.filter(pk=first.pk).update(starts=timezone.now() - timedelta(days=1))
        leaves(announced[1])
        assert len(ledger_json(series)["held"]) == 1

    def test_two_meetings_on_one_date_are_named_and_the_rest_is_planned(
        self, series, announced, chair, as_chair
    ):
        Meeting.objects.filter(pk=announced[1].pk).update(starts=announced[0].starts)
        planning.plan_series(series, by=chair, version=series.version)
        [remark] = book_of(series).remarks
        assert "on the same date" in remark.words
        page = as_chair.get(series.get_absolute_url())
        assert page.status_code == 200 and "on the same date" in page.content.decode()
        todo = as_chair.get(reverse("meetings:chair")).context["todo"]
        assert sum("on the same date" in one.title for one in todo) == 1


class TestVolunteers:
    def ask(self, client, meeting, series, **more):
        series.refresh_from_db()
        form = {"kind": "volunteer", "reason": "They offered", "version": series.version}
        return client.post(reverse("meetings:host", args=[meeting.pk]), form | more)

    def test_a_chair_names_a_council_that_offers_and_it_is_logged(
        self, as_chair, series, announced, walsall
    ):
        meeting = next(one for one in announced if one.host != walsall)
        assert self.ask(as_chair, meeting, series, volunteer=walsall.pk).status_code == 302
        meeting.refresh_from_db()
        assert meeting.host == walsall
        logged = HostChange.objects.filter(meeting=meeting, did="cover").get()
        assert (logged.reason, logged.after) == ("They offered", walsall)

    def test_an_open_announced_date_offers_ways_on(self, as_chair, series, announced, walsall):
        Meeting.objects.filter(pk=announced[0].pk).update(host=None)
        page = as_chair.get(reverse("meetings:host", args=[announced[0].pk])).content.decode()
        assert "Nobody hosts this date yet" in page and "A council offers to host" in page
        assert self.ask(as_chair, announced[0], series, volunteer=walsall.pk).status_code == 302

    @pytest.mark.parametrize("volunteer", ["", "x", "999999", "-1"])
    def test_a_volunteer_that_is_none_changes_nothing(self, as_chair, series, announced, volunteer):
        page = self.ask(as_chair, announced[0], series, volunteer=volunteer)
        assert page.status_code == 200
        assert not HostChange.objects.exclude(did="planned").exists()

    def test_a_lead_cannot_name_another_council(self, client, alice, series, announced, walsall):
        meeting = next(one for one in announced if one.host == alice.council)
        client.force_login(alice)
        assert self.ask(client, meeting, series, volunteer=walsall.pk).status_code == 200
        meeting.refresh_from_db()
        assert meeting.host == alice.council
