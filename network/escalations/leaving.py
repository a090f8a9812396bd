"""When the person who raised an issue leaves, it passes to her council's next lead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from hub.jobs.items import key_of, one_by_one
from network.councils.models import Network
from network.escalations import mails, people, trail
from network.escalations.models import Issue, NetworkEscalationSettings
from network.escalations.services.reminding import JOB
from network.escalations.states import State
from network.people.leaving import Belonging
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
    mails.send("passed_on", issue, [heir])


@transaction.atomic
def give_holding(pk: int, by: User, heir: User) -> None:
    """Another ADASS manager holds it from now on, and is told; for a holder who has left."""
    issue = Issue.objects.select_for_update().get(pk=pk)
    reason = _("%(name)s has left.") % {"name": issue.holder.name if issue.holder else ""}
    issue.holder = heir
    issue.save()
    trail.write(issue, "handed_over", by=by, reason=reason, to=heir.pk)
    mails.send("handed_over", issue, [heir], giver=by.name, quotes=[reason])


# Issues that somebody raised or holds, and the deputy's duty, for handing over when she leaves.


def issues_to_hand_over(owner: User, network: Network, reader: User) -> Iterator[Belonging]:
    """Unfinished issues that the reader may see, and the deputy's duty."""
    seen = Issue.objects.visible_to(reader).filter(network=network, state__in=UNFINISHED)
    for issue in seen.filter(raised_by=owner).select_related("council"):
        yield Belonging(
            key=f"raised-{issue.pk}",
            kind=_("Issue, raised"),
            title=issue.title,
            url=issue.get_absolute_url(),
            heirs=tuple(people.leads_of(issue.council, network)),
            hand_to=partial(give_raising, issue.pk, reader),
        )
    for issue in seen.filter(holder=owner):
        yield Belonging(
            key=f"held-{issue.pk}",
            kind=_("Issue, held for ADASS"),
            title=issue.title,
            url=issue.get_absolute_url(),
            heirs=tuple(people.managers(network)),
            hand_to=partial(give_holding, issue.pk, reader),
        )
    duty = NetworkEscalationSettings.objects.filter(network=network, adass_deputy=owner).first()
    if duty is not None:
        yield Belonging(
            key="adass-deputy",
            kind=_("Duty"),
            title=_("ADASS deputy: is told when an issue with ADASS is late"),
            url="",
            heirs=tuple(people.managers(network)),
            hand_to=partial(give_deputy, duty.pk),
        )


def give_deputy(pk: int, heir: User) -> None:
    NetworkEscalationSettings.objects.filter(pk=pk).update(adass_deputy=heir)
