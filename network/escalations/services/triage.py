"""What the chair does with an issue. The chair asks and answers; nobody is commanded."""

from __future__ import annotations

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.escalations import clock_source, mails, people, trail
from network.escalations.clock import Tick
from network.escalations.models import (
    ClockEvent,
    Issue,
    Level,
    NetworkEscalationSettings,
    Question,
    Signature,
)
from network.escalations.permissions import Refused, locked
from network.escalations.services.raising import signatures_that_count
from network.escalations.states import BEFORE_ADASS, State
from network.people.models import User


def tick(issue: Issue, what: Tick, *, due_days: int = 0, reason: str = "") -> None:
    """Write one event of the clock."""
    ClockEvent.objects.create(
        issue=issue, tick=what.value, at=clock_source.now(), due_days=due_days, reason=reason
    )
    issue.__dict__.pop("_prefetched_objects_cache", None)


def due_day(issue: Issue) -> str:
    """The due day in words, or "not known while the clock is paused"."""
    reading = issue.reading()
    if reading is None or reading.due is None:
        return _("a day not known while the clock is paused")
    return date_format(reading.due, "j F Y")


@transaction.atomic
def waive(issue: Issue, by: User, reason: str) -> Issue:
    """Read it without waiting for more signatures; the reason is kept."""
    issue = locked(issue, "waive", by)
    issue.state, issue.with_chair_since = State.CHAIR, clock_source.now()
    issue.save()
    trail.write(issue, "waived", by=by, reason=reason)
    return issue


@transaction.atomic
def send_up(issue: Issue, by: User, reason: str = "") -> Issue:
    """Send it to ADASS: today is day zero. Refused while ADASS may not see it."""
    issue = locked(issue, "send_up", by)
    if issue.level == Level.COUNCIL:
        raise Refused(
            _(
                "Only the council and the chair may see this issue. Ask the council to let ADASS see it."
            )
        )
    due_days = NetworkEscalationSettings.of(issue.network).due_days(issue.urgency)
    again = issue.ticks.exists()
    issue.state, issue.sent_up_at = State.ADASS, clock_source.now()
    issue.save()
    tick(issue, Tick.REOPENED if again else Tick.RECEIVED, due_days=due_days)
    trail.write(issue, "sent_up", by=by, reason=reason, due_days=due_days)
    count, due = signatures_that_count(issue), due_day(issue)
    mails.send("for_adass", issue, people.managers(issue.network), councils=count, due=due)
    mails.send("gone_up", issue, [user for user, _council in people.askers(issue)], due=due)
    return issue


@transaction.atomic
def ask_more(issue: Issue, by: User, text: str) -> Question:
    """Ask those who raised or signed it for more; it comes back to the chair with the reply."""
    issue = locked(issue, "ask_more", by)
    return ask(issue, by, text)


def ask(issue: Issue, by: User, text: str) -> Question:
    """Put a question and wait. The caller has locked the issue and checked who asks."""
    issue.asked_from, issue.state = issue.state, State.WAITING
    issue.save()
    question = Question.objects.create(
        issue=issue, asked_by=by, asked_at=clock_source.now(), text=text
    )
    trail.write(issue, "asked", by=by, reason=text)
    to = [user for user, _council in people.askers(issue)]
    mails.send("asked", issue, to, asker=by.name, quotes=[text])
    return question


@transaction.atomic
def decline(issue: Issue, by: User, reason: str) -> Issue:
    """Close it with a reason that everyone who asked is told."""
    issue = locked(issue, "decline", by)
    issue.state, issue.outcome, issue.closed_at = State.CLOSED, "declined", clock_source.now()
    issue.save()
    trail.write(issue, "declined", by=by, reason=reason)
    to = [user for user, _council in people.askers(issue)]
    mails.send(
        "closed", issue, to, why=_("The chair declined it, and gives this reason:"), quotes=[reason]
    )
    return issue


@transaction.atomic
def merge(issue: Issue, into: Issue, by: User, reason: str = "") -> Issue:
    """Join two issues about one thing: signatures and trail go with it. Returns the one that stays.

    Only issues that the whole network sees can be merged: anything else would show one
    council's private issue to another.
    """
    issue = locked(issue, "merge", by)
    target = Issue.objects.select_for_update().get(pk=into.pk)
    _check_merge(issue, target)
    for one in issue.signatures.standing():
        _carry_over(one, target)
    issue.state, issue.outcome, issue.merged_into = State.CLOSED, "merged", target
    issue.closed_at = clock_source.now()
    issue.save()
    trail.write(issue, "merged", by=by, reason=reason, into=target.pk)
    trail.write(target, "joined_by", by=by, reason=reason, other=issue.pk)
    why = _("It was merged with issue %s, and your signature goes with it.") % target.pk
    mails.send("closed", issue, [user for user, _council in people.askers(issue)], why=why)
    return target


def _check_merge(issue: Issue, target: Issue) -> None:
    if target.pk == issue.pk or target.network_id != issue.network_id:
        raise Refused(_("Choose another issue of this network."))
    if issue.level != Level.NETWORK or target.level != Level.NETWORK:
        raise Refused(
            _("Confidential issues are not merged: that would show one council’s to another.")
        )
    if State(target.state) not in BEFORE_ADASS:
        raise Refused(_("That issue has gone up already, so nothing can be merged into it."))


def _carry_over(signature: Signature, target: Issue) -> None:
    """Stand the council behind the other issue, unnamed where it asked for that."""
    hidden = signature.name_withheld
    if signature.council_id == signature.issue.council_id:
        hidden = hidden or signature.issue.name_withheld
    Signature.objects.get_or_create(
        issue=target,
        council=signature.council,
        withdrawn_at=None,
        defaults={
            "signed_by": signature.signed_by,
            "signed_at": signature.signed_at,
            "name_withheld": hidden,
        },
    )


@transaction.atomic
def change_urgency(issue: Issue, by: User, urgency: str, reason: str) -> Issue:
    """Change how urgent it is; due days are counted from day zero all the same."""
    issue = locked(issue, "urgency", by)
    issue.urgency, issue.urgency_reason = urgency, reason
    issue.save()
    due_days = NetworkEscalationSettings.of(issue.network).due_days(urgency)
    if issue.ticks.exists():
        tick(issue, Tick.URGENCY, due_days=due_days, reason=reason)
    trail.write(issue, "urgency", by=by, reason=reason, urgency=urgency, due_days=due_days)
    return issue


@transaction.atomic
def close(issue: Issue, by: User | None, reason: str = "") -> Issue:
    """Close what was told back and checked."""
    issue = locked(issue, "close", by)
    issue.state, issue.closed_at = State.CLOSED, clock_source.now()
    issue.save()
    trail.write(issue, "closed", by=by, reason=reason)
    return issue
