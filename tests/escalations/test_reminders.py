"""Nothing waits unseen: each reminder goes once, to the right person."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from hub.mail.models import Message
from network.escalations import clock, jobs
from network.escalations.models import Issue
from network.escalations.services import managing, raising, reminding


def subjects_to(user):
    return [m.subject for m in Message.objects.order_by("pk") if m.recipients == [user.email]]


def on_day(issue, number):
    """Travel to the working day on which the clock of an issue shows this number."""
    start = timezone.localdate(issue.sent_up_at)
    day = clock.add_working_days(start, number)
    moment = timezone.localtime().replace(year=day.year, month=day.month, day=day.day, hour=12)
    return time_machine.travel(moment, tick=False)


def remind(issue, number):
    with on_day(issue, number):
        return reminding.remind_all()


def test_before_at_and_after_to_the_holder_then_the_deputy_each_once(with_adass, dana, dina):
    managing.take(with_adass, dana)
    sent = [(day, remind(with_adass, day), remind(with_adass, day)) for day in (16, 17, 20, 21, 23)]
    assert sent == [(16, 0, 0), (17, 1, 0), (20, 1, 0), (21, 1, 0), (23, 1, 0)]
    assert len([s for s in subjects_to(dana) if "due" in s or "late" in s]) == 3
    assert [s for s in subjects_to(dina) if "you are the deputy" in s]
    assert not [s for s in subjects_to(dana) if "you are the deputy" in s]


def test_a_paused_issue_reminds_nobody(with_adass, dana):
    managing.ask_question(with_adass, dana, "Which?")
    assert remind(with_adass, 30) == 0


def test_a_new_run_reminds_again(answered, chair, dana):
    from network.escalations.services import checking

    issue = checking.reopen(answered, chair, "Again.")
    Issue.objects.filter(pk=issue.pk).update(sent_up_at=timezone.now())
    assert remind(Issue.objects.get(pk=issue.pk), 20) == 1


@pytest.mark.parametrize(("days", "sent"), [(4, 0), (5, 1)])
def test_five_working_days_with_the_chair_are_shown_to_the_deputy(with_chair, deputy, days, sent):
    since = timezone.localdate(with_chair.with_chair_since)
    day = clock.add_working_days(since, days)
    later = timezone.now() + (day - since)
    with time_machine.travel(later, tick=False):
        assert reminding.remind_all() == sent
        assert reminding.remind_all() == 0
    assert bool(subjects_to(deputy)) == bool(sent)


def test_who_waits_for_a_call_is_not_forgotten(with_adass, dana, carol, chair):
    from network.escalations.services import answering
    from tests.escalations.conftest import ANSWER

    carol.preferred_contact = "phone"
    carol.save()
    answer = answering.save_answer(with_adass, dana, 0, ANSWER)
    answering.publish(with_adass, dana, answer.version)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert reminding.remind_all() == 1
        assert reminding.remind_all() == 0
    assert any("wait to be told" in subject for subject in subjects_to(chair))


def test_the_jobs_say_what_they_did(answered):
    assert jobs.publish_answers() == "0 published, 0 letters came back"
    assert jobs.remind() == "0 reminders, 0 passed on"
    assert jobs.ask_if_it_worked() == "0 people asked"
    Issue.objects.filter(pk=answered.pk).update(check_on=timezone.localdate())
    assert jobs.ask_if_it_worked() == "3 people asked"


def test_who_raised_it_hears_twice_how_signing_goes(gathering, carol, alice):
    raising.sign(gathering, carol)
    since = timezone.localdate(gathering.sent_at)
    sent = {}
    for day in (9, 10, 11, 30, 60):
        later = timezone.now() + (clock.add_working_days(since, day) - since)
        with time_machine.travel(later, tick=False):
            sent[day] = reminding.remind_all()
    assert sent == {9: 0, 10: 1, 11: 0, 30: 1, 60: 0}
    letters = [m for m in Message.objects.all() if "gathers signatures" in m.subject]
    assert {m.recipients[0] for m in letters} == {alice.email}
    assert "Councils that have signed: 2. Needed: 3." in letters[0].text()
