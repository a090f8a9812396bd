"""Telling everyone who asked, each in the way they prefer."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta
from django.contrib.humanize.templatetags.humanize import apnumber
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.mail.models import State as MailState
from hub.search_registry import changed_many
from network.councils.models import Council
from network.escalations import clock_source, mails, people, trail
from network.escalations.models import Answer, Issue, NetworkEscalationSettings, Outcome, TellBack
from network.escalations.permissions import is_chair, is_manager, locked
from network.escalations.states import State
from network.people.models import ContactWay, User

SETTLED = (TellBack.Status.SENT, TellBack.Status.TOLD, TellBack.Status.GONE)


def tell_everyone(issue: Issue, answer: Answer) -> None:
    """Mail those who chose e-mail and list the others; part of publishing, in its transaction."""
    asked = people.askers(issue)
    for user, council in asked:
        _tell(issue, answer, user, council, asked=True)
    if issue.tell_all:
        told = {user for user, _council in asked}
        for user in people.everyone(issue.network):
            if user not in told and user != answer.written_by:
                _tell(issue, answer, user, user.council, asked=False)
    settle(issue)


def _tell(issue: Issue, answer: Answer, user: User, council: Council | None, asked: bool) -> None:
    told = TellBack(
        issue=issue, run=issue.run, user=user, council=council, asked=asked,
        way=user.preferred_contact,
    )  # fmt: skip
    if asked and not people.belongs_now(council, issue.network):
        told.status, told.note = TellBack.Status.GONE, _("The council has left the network.")
    elif user.preferred_contact == ContactWay.EMAIL:
        _mail(told, answer)
    told.save()


def _mail(told: TellBack, answer: Answer) -> None:
    posted = mails.send(
        "answered" if told.asked else "answered_all",
        told.issue,
        [told.user],
        outcome=Outcome(answer.outcome).label,
        when=check_words(told.issue),
        quotes=[answer.in_plain_words, answer.reasons, answer.not_yet_because],
    )
    if posted:
        told.message, told.status, told.told_at = (
            posted[0],
            TellBack.Status.SENT,
            clock_source.now(),
        )
    else:
        told.status, told.note = TellBack.Status.GONE, _("May no longer see this issue.")


@transaction.atomic
def tick_told(told: TellBack, by: User, note: str = "") -> TellBack:
    """Someone rang, wrote or sent a text, and says so. Ticking twice changes nothing."""
    issue = locked(told.issue, "tell", by)
    told = TellBack.objects.select_for_update().get(pk=told.pk)
    if told.status in (TellBack.Status.WAITING, TellBack.Status.FAILED):
        told.status, told.told_at, told.told_by = TellBack.Status.TOLD, clock_source.now(), by
        told.note = note
        told.save()
        trail.write(issue, "told", by=by, reason=note, whom=told.user_id, way=told.way)
        settle(issue)
    return told


@transaction.atomic
def note_try(told: TellBack, by: User, note: str) -> TellBack:
    """Tried and did not reach them: the note stays on the list."""
    if not (is_chair(by, told.issue.network) or is_manager(by, told.issue.network)):
        raise PermissionDenied(_("Only the chair and ADASS managers tell people back."))
    TellBack.objects.filter(
        pk=told.pk, status__in=(TellBack.Status.WAITING, TellBack.Status.FAILED)
    ).update(note=note)
    told.refresh_from_db()
    return told


def letters_that_came_back() -> QuerySet[TellBack]:
    """Those that could not be delivered and that nobody has dealt with yet."""
    return TellBack.objects.filter(
        status=TellBack.Status.SENT, message__state=MailState.FAILED
    ).select_related("issue")


@transaction.atomic
def mail_came_back(told: TellBack) -> int:
    """Put this person on the list of those still to be told."""
    told.status, told.told_at = TellBack.Status.FAILED, None
    told.save()
    trail.write(told.issue, "mail_failed", whom=told.user_id)
    Issue.objects.filter(pk=told.issue_id, state=State.TOLD_BACK).update(
        state=State.ANSWERED, told_at=None
    )
    changed_many(list(Issue.objects.filter(pk=told.issue_id)))
    return 1


def settle(issue: Issue) -> bool:
    """Told back when each one who asked has been told; then the day of the check is set."""
    waiting = issue.tell_backs.filter(run=issue.run, asked=True).exclude(status__in=SETTLED)
    if issue.state != State.ANSWERED or waiting.exists():
        return False
    issue.state, issue.told_at = State.TOLD_BACK, clock_source.now()
    issue.check_on = check_day(issue)
    issue.save()
    trail.write(issue, "all_told")
    return True


def check_words(issue: Issue) -> str:
    """When we ask whether it worked, as the network has set: the start of a sentence."""
    months = NetworkEscalationSettings.of(issue.network).check_after_months
    if not months:
        return _("Once everybody has been told,")
    return ngettext(
        "In a month or so", "In %(months)s months or so", months
    ) % {"months": apnumber(months)}  # fmt: skip


def check_day(issue: Issue) -> date:
    """Some months after the answer, as the network has set."""
    months = NetworkEscalationSettings.of(issue.network).check_after_months
    return timezone.localdate(issue.answered_at) + relativedelta(months=months)
