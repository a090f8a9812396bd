"""Did it work? And opening it again when it did not."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.councils.models import Council
from network.escalations import clock_source, mails, people, signed_links, trail
from network.escalations.clock import Tick
from network.escalations.models import Check, FollowUp, Issue, NetworkEscalationSettings
from network.escalations.permissions import Refused, is_chair, locked
from network.escalations.services.triage import tick
from network.escalations.states import State
from network.people.models import User

PATIENCE = timedelta(days=28)


@transaction.atomic
def ask_if_it_worked(issue: Issue) -> int:
    """Ask each one who asked, once a run, by a link that answers without signing in."""
    asked = 0
    for user, council in people.askers(issue):
        check = follow_up_of(issue, user, council)
        if check.asked_at is None and not check.answer:
            check.asked_at = clock_source.now()
            check.save()
            _ask(check)
            asked += 1
    if asked:
        trail.write(issue, "check_asked", people=asked)
    return asked


def follow_up_of(issue: Issue, user: User, council: Council | None) -> FollowUp:
    """This person's check of this run, made when first needed."""
    check, _made = FollowUp.objects.get_or_create(
        issue=issue, run=issue.run, user=user, defaults={"council": council}
    )
    return check


def _ask(check: FollowUp) -> None:
    mails.send(
        "check",
        check.issue,
        [check.user],
        day=date_format(timezone.localdate(check.issue.answered_at), "j F Y"),
        link=reverse("escalations:check", args=[signed_links.sign_check(check)]),
        link_label=_("Say whether it worked"),
    )


@transaction.atomic
def record_check(check: FollowUp, answer: str, line: str = "") -> FollowUp:
    """Keep yes, partly or no, and one line. The last word counts while the run lasts.

    Raises Refused when the issue has been opened again or closed since.
    """
    issue = Issue.objects.select_for_update().get(pk=check.issue_id)
    check = FollowUp.objects.select_for_update().get(pk=check.pk)
    open_to_checks = (State.ANSWERED, State.TOLD_BACK, State.CHECKED)
    if check.run != issue.run or State(issue.state) not in open_to_checks:
        raise Refused(_("This issue has moved on, so the question is no longer open. Thank you."))
    if not is_due(issue):
        raise Refused(not_yet(issue))
    before = check.answer
    check.answer, check.line, check.answered_at = Check(answer), line[:300], clock_source.now()
    check.save()
    trail.write(
        issue, "checked", by=check.user, council=check.council, reason=check.line, answer=answer
    )
    if answer == Check.NO and before != Check.NO:
        _offer_to_reopen(issue)
    settle_checks(issue)
    return check


def is_due(issue: Issue) -> bool:
    """Whether the question is open: some months after everybody was told of the answer."""
    return issue.check_on is not None and issue.check_on <= clock_source.today()


def not_yet(issue: Issue) -> str:
    """A sentence for whoever would answer before it is due."""
    if issue.check_on is None:
        return _("We ask whether it worked once everybody has been told of the answer.")
    return _("It is too early to say. We ask on %s.") % date_format(issue.check_on, "j F Y")


def noes(issue: Issue) -> int:
    """How many said it did not work, in this run."""
    return issue.follow_ups.filter(run=issue.run, answer=Check.NO).count()


def may_reopen_without_chair(issue: Issue) -> bool:
    """Enough said no: then those who asked may open it again themselves."""
    return noes(issue) >= NetworkEscalationSettings.of(issue.network).noes_to_reopen


def _offer_to_reopen(issue: Issue) -> None:
    count = noes(issue)
    if count == NetworkEscalationSettings.of(issue.network).noes_to_reopen:
        trail.write(issue, "reopen_offered", noes=count)
        to = [*people.chairs(issue.network), *(user for user, _council in people.askers(issue))]
        mails.send("noes", issue, to, count=count)


def settle_checks(issue: Issue) -> bool:
    """Checked when each one asked has answered, or four weeks after the question went out."""
    asked = issue.follow_ups.filter(run=issue.run)
    silent = asked.filter(answer="", asked_at__gt=clock_source.now() - PATIENCE)
    unasked = {user for user, _council in people.askers(issue)} - {one.user for one in asked}
    if issue.state != State.TOLD_BACK or unasked or silent.exists():
        return False
    if asked.filter(answer="", asked_at__isnull=True).exists():
        return False
    issue.state = State.CHECKED
    issue.save()
    trail.write(issue, "all_checked")
    return True


@transaction.atomic
def reopen(issue: Issue, by: User, reason: str) -> Issue:
    """Open it again where it was answered; its history stays and the clock starts a new run.

    The chair may at any time, with a reason; those who asked may when enough said it did not work.
    """
    issue = locked(issue, "reopen", by)
    if issue.merged_into_id is not None:
        raise Refused(_("This issue was merged. Open the one it was merged with."))
    if not is_chair(by, issue.network) and not may_reopen_without_chair(issue):
        raise PermissionDenied(
            _("Not enough councils said that it did not work. The chair can open it again.")
        )
    _start_again(issue)
    trail.write(issue, "reopened", by=by, reason=reason, run=issue.run)
    where = (
        people.managers(issue.network)
        if issue.state == State.ADASS
        else people.chairs(issue.network)
    )
    to = [*where, *(user for user, _council in people.askers(issue))]
    mails.send("reopened", issue, to, quotes=[reason])
    return issue


def _start_again(issue: Issue) -> None:
    with_adass = issue.sent_up_at is not None
    issue.run += 1
    issue.state = State.ADASS if with_adass else State.CHAIR
    issue.outcome, issue.check_on = "", None
    issue.answered_at = issue.told_at = issue.closed_at = None
    issue.with_chair_since = None if with_adass else clock_source.now()
    issue.save()
    if with_adass:
        due_days = NetworkEscalationSettings.of(issue.network).due_days(issue.urgency)
        tick(issue, Tick.REOPENED, due_days=due_days)
