"""What the hub does by itself for raised issues."""

from datetime import time

from django.utils import timezone

from hub.jobs.items import one_by_one
from hub.jobs.registry import job
from network.escalations import leaving
from network.escalations.models import Answer, Issue, TellBack
from network.escalations.services import answering, checking, reminding, telling
from network.escalations.states import State

PUBLISH = "publish answers"
ASK = "ask if it worked"


@job(PUBLISH, every_seconds=60)
def publish_answers() -> str:
    """Publish answers whose moment has come, and list letters that came back."""
    due = Answer.objects.filter(published_at__isnull=True, publish_at__lte=timezone.now())
    published = one_by_one(PUBLISH, due, answering.publish_when_due, what=unnamed)
    lost = one_by_one(
        PUBLISH, telling.letters_that_came_back(), telling.mail_came_back, what=unnamed
    )
    return f"{published} published, {lost} letters came back"


@job(reminding.JOB, daily_at=time(7, 15))
def remind() -> str:
    """Remind holders before, on and after the due day, then the deputy; pass on what was left."""
    passed = leaving.pass_on_all()
    return f"{reminding.remind_all()} reminders, {passed} passed on"


@job(ASK, daily_at=time(8, 0))
def ask_if_it_worked() -> str:
    """Ask signatories some months after the answer, and settle checks that got no reply."""
    told = Issue.objects.filter(state=State.TOLD_BACK, check_on__lte=timezone.localdate())
    return f"{one_by_one(ASK, told, ask, what=unnamed)} people asked"


def ask(issue: Issue) -> int:
    asked = checking.ask_if_it_worked(issue)
    checking.settle_checks(issue)
    return asked


def unnamed(thing: Issue | Answer | TellBack) -> str:
    """What an administrator may know of it: an issue's title may be confidential."""
    return f"issue {thing.pk if isinstance(thing, Issue) else thing.issue_id}"
