"""Two people at one issue at the same moment, with a connection to the database each."""

from django.core.exceptions import PermissionDenied

from network.escalations.models import Issue
from network.escalations.permissions import MovedOn, Refused
from network.escalations.services import answering, managing, raising, triage
from network.escalations.states import State
from tests.at_once import COMMITS, rivals
from tests.escalations.conftest import ANSWER

pytestmark = COMMITS


def opened(issue):
    """The issue as a page in somebody's browser has it."""
    return Issue.objects.get(pk=issue.pk)


def test_of_two_answers_one_is_kept_and_the_other_writer_sees_it(tmp_path, with_adass, dana, dina):
    def write(manager, reasons):
        mine = opened(with_adass)
        return lambda: answering.save_answer(mine, manager, 0, ANSWER | {"reasons": reasons})

    with rivals(tmp_path) as run:
        outcomes = run(write(dana, "By Dana"), write(dina, "By Dina"))
        [kept] = run(lambda: list(opened(with_adass).answers.values_list("reasons", "version")))
    [refused] = [one for one in outcomes if isinstance(one, answering.Stale)]
    assert kept == [(refused.newer.reasons, 1)]


def test_an_answer_is_published_once(tmp_path, with_adass, dana, dina):
    answer = answering.save_answer(with_adass, dana, 0, ANSWER)
    pages = [opened(with_adass), opened(with_adass)]
    with rivals(tmp_path) as run:
        outcomes = run(
            lambda: answering.publish(pages[0], dana, answer.version),
            lambda: answering.publish(pages[1], dina, answer.version),
        )
        [verbs] = run(lambda: list(with_adass.trail.values_list("verb", flat=True)))
    assert sum(isinstance(one, MovedOn) for one in outcomes) == 1
    assert verbs.count("answered") == 1


def test_an_issue_is_taken_by_one_manager(tmp_path, with_adass, dana, dina):
    pages = [opened(with_adass), opened(with_adass)]
    with rivals(tmp_path) as run:
        outcomes = run(lambda: managing.take(pages[0], dana), lambda: managing.take(pages[1], dina))
        [holder] = run(lambda: opened(with_adass).holder)
    [first] = [one for one in outcomes if isinstance(one, Issue)]
    assert [type(one) for one in outcomes if one is not first] == [Refused]
    assert first.holder == holder


def test_two_chairs_decide_once(tmp_path, with_chair, chair, deputy):
    pages = [opened(with_chair), opened(with_chair)]
    with rivals(tmp_path) as run:
        outcomes = run(
            lambda: triage.send_up(pages[0], chair),
            lambda: triage.decline(pages[1], deputy, "It was settled."),
        )
        [state] = run(lambda: opened(with_chair).state)
    assert sum(isinstance(one, MovedOn) for one in outcomes) == 1
    assert state in (State.ADASS, State.CLOSED)


def test_a_council_signs_once_and_the_last_signature_sends_it_on_once(
    tmp_path, gathering, carol, erin_of_solihull
):
    pages = [opened(gathering) for _ in range(3)]
    with rivals(tmp_path) as run:
        outcomes = run(
            lambda: raising.sign(pages[0], carol),
            lambda: raising.sign(pages[1], carol),
            lambda: raising.sign(pages[2], erin_of_solihull),
        )
        [signed] = run(lambda: opened(gathering).signatures.standing().count())
        [verbs] = run(lambda: list(gathering.trail.values_list("verb", flat=True)))
    assert sum(isinstance(one, (PermissionDenied, MovedOn)) for one in outcomes) == 1
    assert signed == 3
    assert verbs.count("enough") == 1
