"""What the hub does by itself for raised issues."""

from datetime import time

from django.utils import timezone

from hub.jobs.registry import job
from network.escalations.models import Answer, Issue
from network.escalations.services import answering, checking, leaving, reminding, telling
from network.escalations.states import State


@job("publish answers", every_seconds=60)
def publish_answers() -> str:
    """Publish answers whose moment has come, and list letters that came back."""
    due = Answer.objects.filter(published_at__isnull=True, publish_at__lte=timezone.now())
    published = sum(answering.publish_when_due(answer) for answer in due)
    return f"{published} published, {telling.mail_came_back()} letters came back"


@job("remind about issues", daily_at=time(7, 15))
def remind() -> str:
    """Remind holders before, on and after the due day, then the deputy; pass on what was left."""
    passed = leaving.pass_on_all()
    return f"{reminding.remind_all()} reminders, {passed} passed on"


@job("ask if it worked", daily_at=time(8, 0))
def ask_if_it_worked() -> str:
    """Ask signatories some months after the answer, and settle checks that got no reply."""
    told = Issue.objects.filter(state=State.TOLD_BACK)
    asked = 0
    for issue in told.filter(check_on__lte=timezone.localdate()):
        asked += checking.ask_if_it_worked(issue)
        checking.settle_checks(issue)
    return f"{asked} people asked"
