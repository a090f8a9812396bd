"""When the person who raised an issue leaves, it passes to her council's next lead."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from hub.jobs.items import key_of, one_by_one
from network.escalations import letters, people, trail
from network.escalations.models import Issue
from network.escalations.services.reminding import JOB
from network.escalations.states import State
from network.people.models import User

UNFINISHED = (
    State.GATHERING,
    State.CHAIR,
    State.ADASS,
    State.WAITING,
    State.ANSWERED,
    State.TOLD_BACK,
)


def pass_on_all() -> int:
    """Look at every unfinished issue; returns how many passed to someone else."""
    issues = Issue.objects.filter(state__in=UNFINISHED).select_related("network", "raised_by")
    return one_by_one(
        JOB,
        issues,
        pass_on,
        key=lambda issue: f"pass on {key_of(issue)}",
        what=lambda issue: f"issue {issue.pk}",
    )


@transaction.atomic
def pass_on(issue: Issue) -> bool:
    """To the council's next lead when the raiser has left. With no lead it waits for one."""
    if people.speaker(issue.raised_by, issue.council, issue.network) == issue.raised_by:
        return False
    heirs = people.leads_of(issue.council, issue.network)
    if not heirs:
        return False
    give_raising(issue.pk, None, heirs[0])
    return True


@transaction.atomic
def give_raising(pk: int, by: User | None, heir: User) -> None:
    """The heir speaks for it from now on, and is told. `by` None is the hub itself."""
    issue = Issue.objects.select_for_update().get(pk=pk)
    left, issue.raised_by = issue.raised_by, heir
    issue.save()
    trail.write(issue, "passed_on", by=by, council=issue.council, before=left.pk, now=heir.pk)
    letters.send("passed_on", issue, [heir])


@transaction.atomic
def give_holding(pk: int, by: User, heir: User) -> None:
    """Another ADASS manager holds it from now on, and is told; for a holder who has left."""
    issue = Issue.objects.select_for_update().get(pk=pk)
    reason = _("%(name)s has left.") % {"name": issue.holder.name if issue.holder else ""}
    issue.holder = heir
    issue.save()
    trail.write(issue, "handed_over", by=by, reason=reason, to=heir.pk)
    letters.send("handed_over", issue, [heir], giver=by.name, quotes=[reason])
