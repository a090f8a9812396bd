"""Issues that somebody raised or holds, and the deputy's duty, for handing over when she leaves."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from network.councils.models import Network
from network.escalations import people
from network.escalations.models import Issue, NetworkEscalationSettings
from network.escalations.services.leaving import UNFINISHED, give_holding, give_raising
from network.people.belongings import Belonging
from network.people.models import User


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
