"""Two people at the same moment, with a connection to the database each."""

import pytest

from network.meetings import host_change_service, inviting
from network.meetings.models import Answer, HostChange, Invitation, Meeting
from network.meetings.planning import NotPossible, Stale
from tests.at_once import COMMITS, rivals
from tests.meetings.conftest import mails

pytestmark = COMMITS


@pytest.fixture
def meeting(announced):
    return announced[0]


def answers(pk, given, **words):
    """Somebody who has the page open and presses the button."""
    opened = Invitation.objects.get(pk=pk)
    return lambda: inviting.answer(opened, given, **words)


def test_one_place_is_given_once(tmp_path, meeting):
    meeting.room_capacity = 2
    meeting.save()
    asked = list(meeting.invitations.all())
    with rivals(tmp_path) as run:
        outcomes = run(*(answers(one.pk, Answer.IN_PERSON, guests=1) for one in asked))
        [left] = run(lambda: inviting.places_left(meeting, Answer.IN_PERSON))
    assert [type(one) for one in outcomes].count(type(None)) == 1
    assert sum(isinstance(one, inviting.NoPlaceLeft) for one in outcomes) == len(asked) - 1
    assert left == 0


def test_two_answers_to_one_invitation_leave_one_of_them_whole(tmp_path, meeting):
    pk = meeting.invitations.first().pk
    ways = {Answer.ONLINE: (3, "Large print"), Answer.NO: (0, "Nothing")}
    with rivals(tmp_path) as run:
        run(*(answers(pk, way, guests=g, access_needs=n) for way, (g, n) in ways.items()))
        [kept] = run(lambda: Invitation.objects.get(pk=pk))
    assert (kept.guests, kept.access_needs) == ways[kept.answer]


def test_an_answer_and_a_cancellation_never_cross(tmp_path, meeting, chair):
    pk = meeting.invitations.first().pk
    fresh = Meeting.objects.get(pk=meeting.pk)
    with rivals(tmp_path) as run:
        said, cancelled = run(
            answers(pk, Answer.ONLINE), lambda: inviting.cancel(fresh, by=chair, because="Snow")
        )
    assert cancelled is None
    assert said is None or isinstance(said, inviting.LinkNotGood)


def test_two_chairs_swap_and_the_second_is_told(tmp_path, announced, series, chair):
    days = [one.day for one in announced]
    version = series.version

    def swap(first, second):
        mine = series.__class__.objects.get(pk=series.pk)
        return lambda: host_change_service.exchange(
            mine, days[first], days[second], by=chair, reason="Wish", version=version
        )

    with rivals(tmp_path) as run:
        outcomes = run(swap(0, 1), swap(1, 2))
        [changes] = run(lambda: HostChange.objects.filter(did="swap").count())
    assert sum(isinstance(one, Stale) for one in outcomes) == 1
    assert changes == 2


def test_a_council_says_yes_and_no_at_once_and_one_word_counts(
    tmp_path, announced, series, chair, alice, carol
):
    meeting = next(one for one in announced if one.host != carol.council)
    host_change_service.hand_to(
        meeting, carol.council, by=chair, reason="Wish", version=series.version
    )
    pages = [HostChange.objects.get(did="cover") for _ in range(2)]
    with rivals(tmp_path) as run:
        said = run(
            lambda: host_change_service.answer_for_council(pages[0], True, by=carol),
            lambda: host_change_service.answer_for_council(pages[1], False, by=carol),
        )
        [kept] = run(lambda: HostChange.objects.get(did="cover").agreed)
        [told] = run(lambda: len(mails(chair.email, "cannot host")))
    assert sum(isinstance(one, NotPossible) for one in said) == 1
    assert said[0 if kept == "yes" else 1] is None
    assert told == (kept == "no")
