"""When the person who raised an issue leaves, it passes to her council's next lead."""

from __future__ import annotations

from django.db import transaction

from network.escalations import letters, people, trail
from network.escalations.models import Issue
from network.escalations.states import State

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
    return sum(pass_on(issue) for issue in issues)


@transaction.atomic
def pass_on(issue: Issue) -> bool:
    """To the council's next lead when the raiser has left. With no lead it waits for one."""
    if people.speaker(issue.raised_by, issue.council, issue.network) == issue.raised_by:
        return False
    heirs = people.leads_of(issue.council, issue.network)
    if not heirs:
        return False
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    left, issue.raised_by = issue.raised_by, heirs[0]
    issue.save()
    trail.write(issue, "passed_on", council=issue.council, before=left.pk, now=heirs[0].pk)
    letters.send("passed_on", issue, heirs[:1])
    return True
