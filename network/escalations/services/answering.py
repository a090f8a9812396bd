"""Writing the answer, in private, and publishing it at its moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from network.escalations import clock_source, trail
from network.escalations.clock import Tick
from network.escalations.models import Action, Answer, Issue, Outcome
from network.escalations.permissions import Refused, locked
from network.escalations.services import telling
from network.escalations.services.triage import tick
from network.escalations.states import State
from network.people.models import User

ANSWER_FIELDS = ("outcome", "in_plain_words", "reasons", "not_yet_because")


class Stale(Exception):
    """Someone saved a newer version meanwhile. Carries it, so a page can show both texts."""

    def __init__(self, newer: Answer) -> None:
        super().__init__(_("Someone else saved this answer while you were writing."))
        self.newer = newer


@transaction.atomic
def save_answer(
    issue: Issue,
    by: User,
    version: int,
    words: dict[str, Any],
    actions: list[dict[str, Any]] | None = None,
) -> Answer:
    """Keep a draft of the answer. `version` is the one the writer started from, 0 for none.

    Raises Stale when a newer one has been saved; nothing of either is lost.
    """
    issue = locked(issue, "draft_answer", by)
    return _save(issue, by, version, words, actions)


def _save(issue, by, version, words, actions, within=False) -> Answer:
    answer = issue.answers.filter(run=issue.run).first()
    if answer is not None and answer.version != version:
        raise Stale(answer)
    if answer is None:
        answer = Answer(issue=issue, run=issue.run, version=0, within_network=within)
    for field in ANSWER_FIELDS:
        setattr(answer, field, words.get(field, ""))
    answer.written_by, answer.written_at = by, clock_source.now()
    answer.version += 1
    answer.save()
    if actions is not None:
        issue.actions.filter(run=issue.run).delete()
        for one in actions:
            Action.objects.create(issue=issue, run=issue.run, **one)
    return answer


@transaction.atomic
def publish(
    issue: Issue, by: User, version: int, *, at: datetime | None = None, tell_all: bool = False
) -> Answer:
    """Publish now, or keep the moment: until then the answer is private to ADASS managers.

    Raises Stale when the version read is not the newest, so nobody publishes unread words.
    """
    issue = locked(issue, "publish", by)
    answer = issue.answers.filter(run=issue.run).first()
    if answer is None:
        raise Refused(_("Write the answer first."))
    if answer.version != version:
        raise Stale(answer)
    issue.tell_all = tell_all
    issue.save()
    if at is not None and at > clock_source.now():
        answer.publish_at = at
        answer.save()
        trail.write(issue, "moment_set", by=by, moment=at.isoformat())
        return answer
    return _publish(issue, answer, by)


@transaction.atomic
def publish_when_due(answer: Answer) -> bool:
    """The hub publishes at the moment chosen; False when it is not time or was done already."""
    issue = Issue.objects.select_for_update().get(pk=answer.issue_id)
    answer = Answer.objects.get(pk=answer.pk)
    ready = answer.publish_at is not None and answer.publish_at <= clock_source.now()
    if answer.published_at or not ready or issue.state != State.ADASS or answer.run != issue.run:
        return False
    _publish(issue, answer, answer.written_by)
    return True


@transaction.atomic
def answer_within(issue: Issue, by: User, words: dict[str, Any]) -> Answer:
    """The chair answers inside the network; told back like any other answer."""
    issue = locked(issue, "answer_within", by)
    answer = _save(issue, by, 0, words, None, within=True)
    return _publish(issue, answer, by)


def _publish(issue: Issue, answer: Answer, by: User) -> Answer:
    now = clock_source.now()
    answer.published_at = now
    answer.save()
    issue.state, issue.outcome, issue.answered_at = State.ANSWERED, answer.outcome, now
    issue.save()
    if not answer.within_network:
        tick(issue, Tick.STOPPED)
    trail.write(
        issue,
        "answered",
        by=by,
        reason=answer.in_plain_words,
        outcome=answer.outcome,
        version=answer.version,
    )
    telling.tell_everyone(issue, answer)
    return answer


def outcome_words(outcome: str) -> str:
    """The outcome in plain words, also for issues that ended without an answer."""
    ended = {
        "merged": _("Merged with another issue"),
        "declined": _("Declined by the chair"),
        "withdrawn": _("Withdrawn by those who raised it"),
        "": "",
    }
    return str(ended.get(outcome) if outcome in ended else Outcome(outcome).label)
