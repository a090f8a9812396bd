"""Meetings and minutes in search: with the right audience, and nothing private."""

from datetime import timedelta

from django.utils import timezone

from hub.access.audience import keys_of
from network.councils.models import Council, CouncilMembership
from network.meetings import inviting
from network.meetings.models import Answer, Group, Meeting, Minutes, Status
from network.meetings.search_records import describe_meeting, describe_minutes
from network.meetings.turns import first_timers


def test_a_draft_is_not_found_and_an_announced_meeting_is(year, chair):
    assert describe_meeting(year[0]) is None
    inviting.announce(year[:1], by=chair)
    meeting = Meeting.objects.get(pk=year[0].pk)
    finding = describe_meeting(meeting)
    assert finding.audience_key == meeting.group.audience_key
    assert "News from ADASS" in finding.body


def test_nothing_private_is_in_the_index(announced):
    meeting = announced[0]
    meeting.came = "Mrs Secret came"
    meeting.save()
    inviting.answer(meeting.invitations.first(), Answer.ONLINE, access_needs="Secret need")
    found = str(describe_meeting(meeting))
    assert "ecret" not in found and "teams.example" not in found


def test_minutes_are_found_by_those_who_may_read_them(announced, alice, dana, stranger):
    network = announced[0].group.network
    for one in (alice, dana):
        one.forget_parts()
    written = Minutes(meeting=announced[0], text="<p>We agreed</p><p>on letters.</p>")
    for key, readers in (
        (f"network:{network.pk}", [True, False, False]),
        (f"adass:{network.pk}", [True, True, False]),
        ("public", [True, True, True]),
    ):
        written.audience_key = key
        finding = describe_minutes(written)
        assert [finding.audience_key in keys_of(one) for one in (alice, dana, stranger)] == readers
    assert finding.body == "We agreed on letters."


def test_a_council_at_its_first_meeting_is_welcomed(announced, network):
    new = Council.objects.create(slug="new", name="New", short_name="New", network=network)
    CouncilMembership.objects.create(
        network=network, council=new, joined=announced[0].day + timedelta(days=1)
    )
    assert first_timers(announced[0]) == []
    assert first_timers(announced[1]) == [new]
    assert first_timers(announced[2]) == []


def test_a_member_who_left_the_network_loses_her_groups(network, alice):
    group = Group.objects.create(network=network, name="Board", kind=Group.Kind.BOARD)
    group.members.create(council=alice.council)
    alice.forget_parts()
    assert group.audience_key in keys_of(alice)
    alice.memberships.update(ended=timezone.localdate() - timedelta(days=1))
    alice.forget_parts()
    assert group.audience_key not in keys_of(alice)


def test_a_cancelled_meeting_stays_found_and_says_so(announced, chair):
    inviting.cancel(announced[0], by=chair, because="Snow")
    assert describe_meeting(announced[0]).status == Status.CANCELLED
