"""From a draft to told back, and the rules on the way."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hub.mail.models import Message
from network.escalations import trail
from network.escalations.issue_page import buttons
from network.escalations.jobs import publish_answers
from network.escalations.models import Issue, NetworkEscalationSettings, TellBack
from network.escalations.permissions import MovedOn, Refused
from network.escalations.services import answering, checking, managing, raising, telling, triage
from network.escalations.states import Part, State
from network.people.models import ContactWay
from tests.escalations.conftest import ANSWER


def verbs(issue):
    return list(issue.trail.values_list("verb", flat=True))


def fresh(issue):
    return Issue.objects.get(pk=issue.pk)


def letters_to(user):
    return [m for m in Message.objects.order_by("pk") if m.recipients == [user.email]]


def test_sending_signs_for_the_raising_council(gathering, dudley):
    assert gathering.state == State.GATHERING
    assert [s.council for s in gathering.signatures.all()] == [dudley]
    assert verbs(gathering) == ["raised", "signed"]


def test_a_draft_that_lacks_words_says_which(alice, network):
    draft = raising.save_draft(alice, network, {"title": "Half done"})
    with pytest.raises(Refused, match="what we ask for"):
        raising.send(draft, alice)


def test_the_third_council_moves_it_to_the_chair_who_is_told(with_chair, chair):
    assert with_chair.state == State.CHAIR
    assert "enough" in verbs(with_chair)
    assert letters_to(chair)[0].subject.startswith("Issue")


def test_a_council_signs_once(gathering, carol):
    raising.sign(gathering, carol)
    with pytest.raises(PermissionDenied):
        raising.sign(gathering, carol)


def test_a_colleague_cannot_sign_for_the_council(gathering, bob):
    with pytest.raises(PermissionDenied, match="Only the lead"):
        raising.sign(gathering, bob)


def test_a_signature_may_be_withdrawn_until_it_goes_up(with_chair, chair, dana, carol):
    raising.unsign(with_chair, carol, "Our director asked.")
    assert fresh(with_chair).signatures.standing().count() == 2
    triage.send_up(with_chair, chair)
    raising_again = fresh(with_chair)
    with pytest.raises(PermissionDenied):
        raising.unsign(raising_again, carol)


def test_a_lower_threshold_moves_what_was_waiting(gathering, chair, network):
    NetworkEscalationSettings.objects.create(network=network, threshold=1)
    assert raising.threshold_changed(network) == 1
    assert fresh(gathering).state == State.CHAIR


def test_a_higher_threshold_takes_nothing_back(with_chair, network):
    NetworkEscalationSettings.objects.create(network=network, threshold=9)
    raising.threshold_changed(network)
    assert fresh(with_chair).state == State.CHAIR


def test_a_council_that_left_no_longer_counts(gathering, carol, walsall, network):
    raising.sign(gathering, carol)
    walsall.memberships.update(
        joined=timezone.localdate() - timedelta(days=9), left=timezone.localdate()
    )
    assert raising.signatures_that_count(gathering) == 1


def test_the_chair_waives_the_threshold_with_a_reason(gathering, chair):
    triage.waive(gathering, chair, "The county elections are near.")
    assert fresh(gathering).state == State.CHAIR
    assert gathering.trail.get(verb="waived").reason == "The county elections are near."


def test_the_chair_asks_for_more_and_gets_it_back(with_chair, chair, carol):
    triage.ask_more(with_chair, chair, "How many people?")
    assert fresh(with_chair).state == State.WAITING
    managing.reply(with_chair, carol, "Forty.")
    assert fresh(with_chair).state == State.CHAIR


def test_the_chair_declines_and_all_who_asked_are_told(with_chair, chair, alice, carol):
    triage.decline(with_chair, chair, "It was settled in May.")
    assert fresh(with_chair).outcome == "declined"
    assert "settled in May" in letters_to(carol)[-1].text()


def test_merging_joins_signatures_and_trail(gathering, raised, carol, chair):
    other = raised(carol, title="Funds wait for tenders")
    target = triage.merge(other, gathering, chair, "The same.")
    assert target.signatures.standing().count() == 2
    assert fresh(other).merged_into == gathering
    assert verbs(gathering)[-1] == "joined_by"


def test_confidential_issues_are_not_merged(raised, alice, carol, chair, gathering):
    secret = raised(carol, level="council")
    with pytest.raises(Refused, match="not merged"):
        triage.merge(secret, gathering, chair)


def test_only_the_council_and_chair_means_adass_never_gets_it(raised, alice, chair, dana):
    secret = raised(alice, level="council")
    assert secret.state == State.CHAIR
    with pytest.raises(Refused, match="let ADASS see it"):
        triage.send_up(secret, chair)
    raising.widen(secret, alice, "adass")
    assert triage.send_up(secret, chair).state == State.ADASS


def test_a_question_pauses_the_clock_and_a_reply_starts_it(with_adass, dana, alice):
    managing.ask_question(with_adass, dana, "What did legal say?")
    waiting = fresh(with_adass)
    assert waiting.state == State.WAITING
    assert waiting.reading().is_paused and waiting.reading().due is None
    managing.reply(waiting, alice, "That no tender is needed.")
    assert fresh(with_adass).state == State.ADASS
    assert not fresh(with_adass).reading().is_paused
    assert "no tender" in letters_to(dana)[-1].text()


def test_hand_over_goes_to_managers_only(with_adass, dana, dina, chair):
    managing.take(with_adass, dana)
    with pytest.raises(Refused):
        managing.hand_over(with_adass, dana, chair)
    managing.hand_over(with_adass, dana, dina, "On leave.")
    assert fresh(with_adass).holder == dina


def test_the_second_manager_sees_the_first_answer_and_loses_nothing(with_adass, dana, dina):
    answering.save_answer(with_adass, dana, 0, ANSWER)
    with pytest.raises(answering.Stale) as stale:
        answering.save_answer(with_adass, dina, 0, ANSWER | {"reasons": "Other."})
    assert stale.value.newer.reasons == "The wait is real."


def test_nobody_publishes_words_they_have_not_read(with_adass, dana, dina):
    first = answering.save_answer(with_adass, dana, 0, ANSWER)
    answering.save_answer(with_adass, dina, first.version, ANSWER | {"reasons": "Other."})
    with pytest.raises(answering.Stale):
        answering.publish(with_adass, dana, first.version)


def test_an_answer_stays_private_until_its_moment(with_adass, dana, alice):
    answer = answering.save_answer(with_adass, dana, 0, ANSWER)
    later = timezone.now() + timedelta(days=2)
    answering.publish(with_adass, dana, answer.version, at=later)
    assert fresh(with_adass).state == State.ADASS
    assert not answering.publish_when_due(answer)
    answer.refresh_from_db()
    answer.publish_at = timezone.now() - timedelta(minutes=1)
    answer.save()
    assert answering.publish_when_due(answer)
    assert not answering.publish_when_due(answer)
    assert fresh(with_adass).answered_at is not None


def test_all_who_asked_hear_in_plain_words(answered, alice, carol):
    assert answered.state == State.TOLD_BACK
    for user in (alice, carol):
        assert "one shared check list" in letters_to(user)[-1].text()


def test_who_chose_the_phone_is_listed_until_someone_ticks(with_adass, dana, chair, carol):
    carol.preferred_contact = ContactWay.PHONE
    carol.save()
    answer = answering.save_answer(with_adass, dana, 0, ANSWER)
    answering.publish(with_adass, dana, answer.version)
    assert fresh(with_adass).state == State.ANSWERED
    told = TellBack.objects.get(user=carol)
    assert told.status == TellBack.Status.WAITING
    telling.tick_told(told, chair, "Rang her")
    telling.tick_told(told, chair, "Rang her")
    assert fresh(with_adass).state == State.TOLD_BACK
    assert verbs(with_adass).count("told") == 1


def test_telling_all_members_reaches_those_who_did_not_sign(with_adass, dana, editor):
    answer = answering.save_answer(with_adass, dana, 0, ANSWER)
    answering.publish(with_adass, dana, answer.version, tell_all=True)
    assert "your network asked" in letters_to(editor)[-1].text().lower()


def test_a_letter_that_comes_back_puts_the_person_on_the_list(answered, carol):
    told = TellBack.objects.get(user=carol)
    told.message.state = "failed"
    told.message.save()
    assert publish_answers() == "0 published, 1 letters came back"
    assert fresh(answered).state == State.ANSWERED
    assert not telling.letters_that_came_back().exists()


def test_a_signatory_whose_council_left_is_not_waited_for(with_adass, dana, carol, walsall):
    walsall.memberships.update(
        joined=timezone.localdate() - timedelta(days=9), left=timezone.localdate()
    )
    answer = answering.save_answer(with_adass, dana, 0, ANSWER)
    answering.publish(with_adass, dana, answer.version)
    assert TellBack.objects.get(user=carol).status == TellBack.Status.GONE
    assert fresh(with_adass).state == State.TOLD_BACK


def test_three_months_later_each_is_asked_once(answered, alice, carol):
    assert (answered.check_on - answered.answered_at.date()).days in range(89, 93)
    assert checking.ask_if_it_worked(answered) == 3
    assert checking.ask_if_it_worked(answered) == 0
    assert "/raised/check/" in letters_to(carol)[-1].text()


def test_nobody_is_asked_and_nobody_can_say_before_it_is_due(answered, alice):
    day = answered.check_on
    with pytest.raises(Refused, match="too early"):
        say(answered, alice, "no")
    assert "check" not in dict(buttons(answered, {Part.RAISER}))
    with time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=UTC)):
        assert "check" in dict(buttons(answered, {Part.RAISER}))
        assert say(answered, alice, "no").answer == "no"


def test_it_is_not_due_while_somebody_waits_to_be_told(answered, alice):
    Issue.objects.filter(pk=answered.pk).update(check_on=None, state=State.ANSWERED)
    with pytest.raises(Refused, match="everybody has been told"):
        say(answered, alice, "no")


def say(issue, user, answer):
    return checking.record_check(
        checking.follow_up_of(issue, user, user.council), answer, "One line."
    )


def test_two_noes_let_those_who_asked_open_it_again(due, alice, carol):
    say(due, alice, "no")
    with pytest.raises(PermissionDenied, match="The chair can"):
        checking.reopen(due, alice, "Nothing changed.")
    say(due, carol, "no")
    checking.reopen(due, alice, "Nothing changed.")
    again = fresh(due)
    assert (again.state, again.run) == (State.ADASS, 2)
    assert again.reading().working_days == 0
    assert "answered" in verbs(again) and verbs(again)[-1] == "reopened"


def test_the_chair_may_open_it_again_after_one_no(due, alice, chair):
    say(due, alice, "no")
    assert checking.reopen(due, chair, "One says it did not work.").state == State.ADASS


def test_when_everyone_has_said_it_is_checked_and_can_be_closed(
    due, alice, carol, erin_of_solihull, chair
):
    for user in (alice, carol, erin_of_solihull):
        say(due, user, "yes")
    assert fresh(due).state == State.CHECKED
    assert triage.close(fresh(due), chair).state == State.CLOSED


def test_a_check_of_an_earlier_run_is_refused(answered, alice, chair):
    check = checking.follow_up_of(answered, alice, alice.council)
    checking.reopen(answered, chair, "Again.")
    with pytest.raises(Refused):
        checking.record_check(check, "yes")


def test_a_second_answer_stands_beside_the_first(answered, chair, dana):
    again = checking.reopen(answered, chair, "Again.")
    answer = answering.save_answer(again, dana, 0, ANSWER | {"outcome": "agreed"})
    answering.publish(again, dana, answer.version)
    assert again.answers.count() == 2


def test_two_chairs_at_once(with_chair, chair, deputy):
    triage.send_up(with_chair, chair)
    with pytest.raises(MovedOn):
        triage.decline(with_chair, deputy, "No.")


def test_the_trail_of_all_this_is_whole(answered):
    assert list(trail.breaks()) == []
