"""Nothing waits unseen: reminders to whoever holds an issue, then to the deputy, each once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from hub.jobs.items import key_of, one_by_one
from network.escalations import clock_source, mails, people, trail
from network.escalations.clock import Reading, add_working_days
from network.escalations.models import Issue, NetworkEscalationSettings, Nudge, TellBack
from network.escalations.reminder_rules import step_to_send, steps_reached
from network.escalations.services.managing import holders
from network.escalations.services.raising import signatures_that_count
from network.escalations.states import State

JOB = "remind about issues"
TRIAGE = "triage"
TOLD = "told"
TOLD_AFTER_DAYS = 5
SIGNING = "signing"
GATHERING_DAYS = (10, 30)  # working days after which whoever raised it hears how it stands


def remind_all() -> int:
    """Send every reminder whose time has come; returns how many. Safe to run at any time."""
    calls = {
        State.ADASS: remind_of_clock,
        State.CHAIR: show_deputy,
        State.ANSWERED: remind_to_tell,
        State.GATHERING: tell_how_signing_goes,
    }
    return sum(
        one_by_one(
            JOB,
            Issue.objects.filter(state=state).select_related("network"),
            remind,
            key=lambda issue: f"remind {key_of(issue)}",
            what=lambda issue: f"issue {issue.pk}",  # its title may be confidential
        )
        for state, remind in calls.items()
    )


@transaction.atomic
def remind_of_clock(issue: Issue) -> int:
    """The newest reminder that this issue's clock calls for; 1 when one went out."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    reading = issue.reading()
    if issue.state != State.ADASS or reading is None or reading.due is None:
        return 0
    numbers = NetworkEscalationSettings.of(issue.network)
    reached = steps_reached(
        reading, numbers.nudge_before_days, numbers.nudge_after_days, numbers.deputy_after_days
    )
    gone = set(issue.nudges.filter(run=issue.run).values_list("step", flat=True))
    step = step_to_send(reached, gone)
    if not step:
        return 0
    _mark(issue, *(one for one in reached if one not in gone))
    _send(issue, step, reading)
    return 1


def _send(issue: Issue, step: str, reading: Reading) -> None:
    to = people.managers_deputy(issue.network, issue.holder) if step == "deputy" else holders(issue)
    assert reading.due is not None  # no step is reached while the clock is paused
    due = date_format(reading.due, "j F Y")
    mails.send(f"nudge_{step}", issue, to, due=due, days=max(reading.days_left, 0))
    trail.write(issue, "reminded", step=step, people=len(to))


@transaction.atomic
def show_deputy(issue: Issue) -> int:
    """What has lain with the chair for too many working days is shown to the deputy, once."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    step = f"{TRIAGE}-{issue.with_chair_since:%Y%m%d}" if issue.with_chair_since else TRIAGE
    if not waits_too_long(issue) or issue.nudges.filter(run=issue.run, step=step).exists():
        return 0
    _mark(issue, step)
    days = NetworkEscalationSettings.of(issue.network).triage_days
    mails.send("deputy_triage", issue, people.deputies(issue.network), days=days)
    trail.write(issue, "shown_to_deputy", days=days)
    return 1


def waits_too_long(issue: Issue, numbers: NetworkEscalationSettings | None = None) -> bool:
    """With the chair for as many working days as the network allows, or more."""
    if issue.state != State.CHAIR or issue.with_chair_since is None:
        return False
    numbers = numbers or NetworkEscalationSettings.of(issue.network)
    since = timezone.localdate(issue.with_chair_since)
    return clock_source.today() >= add_working_days(since, numbers.triage_days)


@transaction.atomic
def remind_to_tell(issue: Issue) -> int:
    """People who chose phone, text or post still wait a week later: the chair is told once."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    waiting = issue.tell_backs.filter(
        run=issue.run, status__in=(TellBack.Status.WAITING, TellBack.Status.FAILED)
    ).count()
    if not waiting or issue.nudges.filter(run=issue.run, step=TOLD).exists():
        return 0
    since = timezone.localdate(issue.answered_at)
    if clock_source.today() < add_working_days(since, TOLD_AFTER_DAYS):
        return 0
    _mark(issue, TOLD)
    mails.send("nudge_told", issue, people.chairs(issue.network), count=waiting)
    return 1


@transaction.atomic
def tell_how_signing_goes(issue: Issue) -> int:
    """Too few councils have signed for a while: whoever raised it hears how many, twice at most."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    if issue.state != State.GATHERING or issue.sent_at is None:
        return 0
    since = timezone.localdate(issue.sent_at)
    reached = [n for n in GATHERING_DAYS if clock_source.today() >= add_working_days(since, n)]
    steps = [f"{SIGNING}-{since:%y%m%d}-{n}" for n in reached]
    gone = set(issue.nudges.filter(run=issue.run).values_list("step", flat=True))
    if gone.issuperset(steps):
        return 0
    _mark(issue, *steps)
    to = people.speaker(issue.raised_by, issue.council, issue.network)
    needed = NetworkEscalationSettings.of(issue.network).threshold
    mails.send(
        "nudge_gathering",
        issue,
        [to] if to else [],
        signed=signatures_that_count(issue),
        needed=needed,
    )
    return 1


def _mark(issue: Issue, *steps: str) -> None:
    for step in steps:
        Nudge.objects.get_or_create(issue=issue, run=issue.run, step=step)
