"""A year planned on the hub: dates taken, hosts planned, two chairs at once, repairs logged."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.councils.models import Council, CouncilMembership
from network.meetings import host_change_service, planning
from network.meetings.check_rota import check
from network.meetings.ledger_builder import ledger_json
from network.meetings.models import HostAway, HostChange, Meeting, Status
from network.meetings.planning import NotPossible, Stale, Wanted
from tests.meetings.conftest import mails, plan_a_year


def test_a_year_is_planned_and_its_certificate_holds(series, year):
    assert all(meeting.host for meeting in year)
    assert len({meeting.host for meeting in year}) == len(year)
    assert check(series.planned_ledger, series.certificate) is None
    assert year[0].host_reason.startswith("Birmingham: has not hosted yet")
    assert [item.title for item in year[0].agenda.all()] == ["Welcome", "News from ADASS"]


def test_announced_meetings_are_fixed_and_drafts_are_planned_again(series, announced, chair):
    hosts = [meeting.host for meeting in announced]
    later = announced[-1].day + timedelta(days=42)
    planning.take_dates(series, [Wanted(later)], version=series.version)
    planning.plan_series(series, by=chair, version=series.version)
    again = list(Meeting.objects.filter(series=series).order_by("starts"))
    assert [meeting.host for meeting in again[:6]] == hosts
    assert again[6].host not in hosts


def test_dates_in_the_past_or_taken_are_refused_and_nothing_is_kept(series, year):
    before = Meeting.objects.count()
    tomorrow = timezone.localdate() + timedelta(days=1)
    for day, words in ((year[0].day, "already"), (tomorrow - timedelta(days=2), "past")):
        with pytest.raises(NotPossible, match=words):
            planning.take_dates(series, [Wanted(tomorrow), Wanted(day)], version=series.version)
        series.refresh_from_db()
    assert Meeting.objects.count() == before


def test_the_second_of_two_chairs_is_shown_what_changed(series, year, chair):
    old = series.version
    host_change_service.choose(year[0], "cover", by=chair, reason="Flood", version=old)
    with pytest.raises(Stale) as told:
        planning.plan_series(series, by=chair, version=old)
    assert told.value.changes[0].did == HostChange.Did.COVER


def test_a_decline_is_repaired_logged_and_can_be_taken_back(series, announced, alice, chair):
    meeting = next(one for one in announced if one.host.slug == "dudley")
    batch = host_change_service.choose(
        meeting, "swap", by=chair, reason="The hall is closed", version=series.version
    )
    changes = HostChange.objects.filter(batch=batch)
    assert changes.count() == 2
    assert {one.acting_for for one in changes} == {alice.council}, "the chair acted for Dudley"
    meeting.refresh_from_db()
    assert meeting.host != alice.council
    assert mails(alice.email, "Hosting on")
    series.refresh_from_db()
    host_change_service.take_back(series, batch, by=chair, version=series.version)
    meeting.refresh_from_db()
    assert meeting.host == alice.council
    assert not HostAway.objects.exists()


def test_planning_again_after_a_decline_has_a_certificate_of_its_own(series, announced, chair):
    later = [Wanted(announced[-1].day + timedelta(days=42 * n)) for n in (1, 2, 3)]
    planning.take_dates(series, later, version=series.version)
    planning.plan_series(series, by=chair, version=series.version)
    declined = announced[2]
    host_change_service.choose(declined, "replan", by=chair, reason="Flood", version=series.version)
    series.refresh_from_db()
    assert check(series.planned_ledger, series.certificate) is None
    hosts = {one["date"]: one["host"] for one in series.certificate["assignments"]}
    for meeting in Meeting.objects.filter(series=series, status=Status.DRAFT):
        assert meeting.host.slug == hosts[meeting.day.isoformat()]
    declined.refresh_from_db()
    assert declined.host.slug == hosts[declined.day.isoformat()]


def test_a_change_that_was_changed_again_is_not_taken_back_blindly(series, announced, chair):
    first = host_change_service.choose(
        announced[0], "cover", by=chair, reason="A", version=series.version
    )
    meeting = Meeting.objects.get(pk=announced[0].pk)
    series.refresh_from_db()
    host_change_service.choose(meeting, "cover", by=chair, reason="B", version=series.version)
    series.refresh_from_db()
    with pytest.raises(NotPossible, match="changed again"):
        host_change_service.take_back(series, first, by=chair, version=series.version)


def test_the_ledger_knows_time_away_as_a_pause_and_successors_by_name(series, network):
    council = network.councils.first()
    membership = CouncilMembership.objects.get(council=council)
    membership.left = membership.joined + timedelta(days=100)
    membership.save()
    back = membership.left + timedelta(days=50)
    CouncilMembership.objects.create(network=network, council=council, joined=back)
    half = Council.objects.create(slug="east", name="East", short_name="East", network=network)
    other = network.councils.get(slug="dudley")
    CouncilMembership.objects.filter(council=other).update(left=back)
    CouncilMembership.objects.create(network=network, council=half, joined=back)
    other.successors.add(half)
    ledger = ledger_json(series)
    assert ledger["pauses"] == [
        {
            "member": council.slug,
            "from": membership.left.isoformat(),
            "to": (back - timedelta(days=1)).isoformat(),
        }
    ]
    assert next(m for m in ledger["members"] if m["id"] == "east")["follows"] == ["dudley"]
    assert len([m for m in ledger["members"] if m["id"] == council.slug]) == 1


def test_an_informal_period_has_no_hosts(series, chair):
    series.informal_from = timezone.localdate()
    series.informal_to = timezone.localdate() + timedelta(days=80)
    series.save()
    year = plan_a_year(series, chair, meetings=3)
    assert [meeting.informal for meeting in year] == [True, True, False]
    assert [bool(meeting.host) for meeting in year] == [False, False, True]
    assert check(series.planned_ledger, series.certificate) is None
