"""What an ADASS manager does while an issue is with ADASS, and the reply to a question."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network.escalations import clock_source, mails, people, trail
from network.escalations.clock import Tick
from network.escalations.models import Issue, PrivateNote, Question, TrailEntry
from network.escalations.permissions import MovedOn, Refused, acting_council, is_manager, locked
from network.escalations.services.triage import ask, tick
from network.escalations.states import State
from network.people.models import User


@transaction.atomic
def take(issue: Issue, by: User) -> Issue:
    """Hold it, so that those who asked know by whom."""
    issue = locked(issue, "take", by)
    if issue.holder_id == by.pk:
        return issue
    if issue.holder_id is not None and is_manager(issue.holder, issue.network):
        raise Refused(_("%s has taken it. Ask for it to be handed over.") % issue.holder)
    issue.holder = by
    issue.save()
    trail.write(issue, "taken", by=by)
    return issue


@transaction.atomic
def hand_over(issue: Issue, by: User, to: User, reason: str = "") -> Issue:
    """Pass it to another manager, who is told."""
    issue = locked(issue, "hand_over", by)
    if not is_manager(to, issue.network):
        raise Refused(_("Issues are handed to ADASS managers of this network only."))
    issue.holder = to
    issue.save()
    trail.write(issue, "handed_over", by=by, reason=reason, to=to.pk)
    mails.send("handed_over", issue, [to], giver=by.name, quotes=[reason])
    return issue


@transaction.atomic
def ask_question(issue: Issue, by: User, text: str) -> Question:
    """Ask those who asked; the clock rests until one of them replies."""
    issue = locked(issue, "ask", by)
    tick(issue, Tick.PAUSED, reason=_("waiting for a reply to a question"))
    return ask(issue, by, text)


@transaction.atomic
def reply(issue: Issue, by: User, text: str) -> Question:
    """Answer the open question; the issue goes back and the clock goes on."""
    issue = locked(issue, "reply", by)
    question = issue.questions.filter(replied_at__isnull=True).last()
    if question is None:
        raise MovedOn(_("This question has been answered already."))
    question.reply, question.replied_by, question.replied_at = text, by, clock_source.now()
    question.save()
    _go_back(issue)
    trail.write(issue, "replied", by=by, council=acting_council(by, issue), reason=text)
    asker = question.asked_by
    to = [asker] if people.is_here(asker, issue.network) else holders(issue)
    mails.send("replied", issue, to, quotes=[text])
    return question


@transaction.atomic
def take_back(issue: Issue, by: User, reason: str) -> Issue:
    """Carry on without a reply; the clock goes on."""
    issue = locked(issue, "take_back", by)
    if issue.asked_from == State.ADASS and not is_manager(by, issue.network):
        raise PermissionDenied(_("Only an ADASS manager can do this."))
    _go_back(issue)
    trail.write(issue, "carried_on", by=by, reason=reason)
    return issue


def _go_back(issue: Issue) -> None:
    if issue.asked_from == State.ADASS:
        tick(issue, Tick.RESUMED)
    issue.state, issue.asked_from = issue.asked_from, ""
    issue.save()


def holders(issue: Issue) -> list[User]:
    """Whoever has to move it now: its holder or all managers, or the chair."""
    at = State(issue.asked_from or issue.state)
    if at == State.ADASS:
        held = (
            issue.holder if issue.holder and people.is_here(issue.holder, issue.network) else None
        )
        return [held] if held else people.managers(issue.network)
    return people.chairs(issue.network)


@transaction.atomic
def keep_note(issue: Issue, by: User, text: str) -> PrivateNote:
    """A note that only ADASS managers of the network ever see. The trail says that there is one."""
    issue = locked(issue, "note", by)
    trail.write(issue, "noted", by=by)
    return PrivateNote.objects.create(issue=issue, by=by, at=clock_source.now(), text=text)


@transaction.atomic
def add_seen(issue: Issue, by: User, text: str) -> Issue:
    """Add what someone has seen since; it stands in the trail."""
    issue = locked(issue, "add", by)
    trail.write(issue, "added", by=by, council=acting_council(by, issue), reason=text)
    return issue


def note_read(issue: Issue, by: User) -> None:
    """An ADASS manager read a confidential issue: one row a person a day."""
    if not (issue.is_confidential and is_manager(by, issue.network)):
        return
    day = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = TrailEntry.objects.filter(issue=issue, actor=by, verb="read", at__gte=day)
    if not today.exists():
        trail.write(issue, "read", by=by)
