"""What the letters about issues say, word for word: one snapshot for each of WORDS."""

from datetime import datetime

import pytest
import time_machine
from django.utils import timezone

from hub.mail.models import Message
from network.escalations import clock, leaving
from network.escalations.models import Issue
from network.escalations.services import (
    answering,
    checking,
    managing,
    raising,
    reminding,
    together,
    triage,
)
from network.people.models import ContactWay
from tests.escalations.conftest import ANSWER, make_due

pytestmark = pytest.mark.usefixtures("day_of_the_mails")


def letter(to, subject):
    """The newest letter to somebody whose subject has these words."""
    found = [m for m in Message.objects.order_by("-pk") if m.recipients == [to.email]]
    return next(m for m in found if subject in m.subject)


def after(since, working_days):
    """Noon on the day that lies so many working days after a moment."""
    day = clock.add_working_days(timezone.localdate(since), working_days)
    return time_machine.travel(datetime(day.year, day.month, day.day, 12), tick=False)


def test_from_the_chair_to_adass(snapshot, with_chair, chair, dana, alice):
    snapshot("letter_with_chair", letter(chair, "is with you"))
    triage.send_up(with_chair, chair)
    snapshot("letter_for_adass", letter(dana, "was sent to ADASS"))
    snapshot("letter_gone_up", letter(alice, "is now with ADASS"))


def test_a_question_and_its_reply(snapshot, with_adass, dana, alice):
    managing.ask_question(with_adass, dana, "What did your legal team say?")
    snapshot("letter_asked", letter(alice, "A question about"))
    managing.reply(Issue.objects.get(pk=with_adass.pk), alice, "That no tender is needed.")
    snapshot("letter_replied", letter(dana, "A reply about"))


def test_the_answer(snapshot, with_adass, dana, alice, editor):
    answer = answering.save_answer(with_adass, dana, 0, ANSWER)
    answering.publish(with_adass, dana, answer.version, tell_all=True)
    snapshot("letter_answered", letter(alice, "The answer to"))
    snapshot("letter_answered_all", letter(editor, "The answer to"))


def test_closed_with_a_reason(snapshot, with_chair, chair, alice):
    triage.decline(with_chair, chair, "It was settled in May.")
    snapshot("letter_closed", letter(alice, "was closed"))


def test_handed_over(snapshot, with_adass, dana, dina):
    managing.take(with_adass, dana)
    managing.hand_over(with_adass, dana, dina, "On leave until June.")
    snapshot("letter_handed_over", letter(dina, "was handed to you"))


def test_did_it_work_and_opened_again(snapshot, answered, alice, carol, dana):
    checking.ask_if_it_worked(answered)
    snapshot("letter_check", letter(alice, "Did it work?"))
    due = make_due(answered)
    for user in (alice, carol):
        checking.record_check(checking.follow_up_of(due, user, user.council), "no", "No change.")
    snapshot("letter_noes", letter(alice, "did not work"))
    checking.reopen(due, alice, "Nothing changed.")
    snapshot("letter_reopened", letter(dana, "was opened again"))


@pytest.mark.parametrize(
    ("name", "days", "subject"),
    [
        ("letter_nudge_before", 17, "is due on"),
        ("letter_nudge_due", 20, "is due today"),
        ("letter_nudge_after", 21, "is late:"),
    ],
)
def test_reminders_of_the_clock(snapshot, with_adass, dana, name, days, subject):
    managing.take(with_adass, dana)
    with after(with_adass.sent_up_at, days):
        reminding.remind_all()
    snapshot(name, letter(dana, subject))


def test_the_deputy_hears_of_a_late_issue(snapshot, with_adass, dana, dina):
    managing.take(with_adass, dana)
    with after(with_adass.sent_up_at, 23):
        reminding.remind_all()
    snapshot("letter_nudge_deputy", letter(dina, "you are the deputy"))


def test_what_lies_too_long_with_the_chair(snapshot, with_chair, deputy):
    with after(with_chair.with_chair_since, 5):
        reminding.remind_all()
    snapshot("letter_deputy_triage", letter(deputy, "has been with the chair"))


def test_what_gathers_too_long(snapshot, gathering, alice):
    with after(gathering.sent_at, 10):
        reminding.remind_all()
    snapshot("letter_nudge_gathering", letter(alice, "still gathers signatures"))


def test_those_who_wait_for_a_call(snapshot, with_adass, dana, carol, chair):
    carol.preferred_contact = ContactWay.PHONE
    carol.save()
    answer = answering.save_answer(with_adass, dana, 0, ANSWER)
    answering.publish(with_adass, dana, answer.version)
    with after(timezone.now(), 10):
        reminding.remind_all()
    snapshot("letter_nudge_told", letter(chair, "wait to be told"))


def test_passed_on(snapshot, gathering, carol):
    leaving.give_raising(gathering.pk, None, carol)
    snapshot("letter_passed_on", letter(carol, "is now yours"))


def test_asked_to_raise_it_together(
    snapshot, raised, alice, carol, erin_of_solihull, chair, network
):
    for lead in (alice, carol, erin_of_solihull):
        raised(lead, level="council", topic="fraud", title=f"Stuck {lead.pk}")
    together.ask_councils(network, chair, "legal", "topic:fraud", "Let us move it together.")
    snapshot("letter_together", letter(carol, "raise this together"))


def test_taken_back_by_the_council_that_raised_it(snapshot, gathering, alice, carol):
    raising.sign(gathering, carol)
    raising.withdraw(Issue.objects.get(pk=gathering.pk), alice, "Our rules have changed.")
    snapshot("letter_closed_by_its_council", letter(carol, "was closed"))
