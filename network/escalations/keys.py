"""The keys to confidential issues and drafts: one key an issue, in few hands."""

from collections.abc import Iterator

from django.db.models import Q

from network.escalations.models import Issue, Level
from network.escalations.states import State
from network.people.models import CHAIRING, Role, User


def keys_to_issues(user: User) -> Iterator[str]:
    """`issue:<id>` for each draft of hers and each confidential issue she has a part in.

    One query for a request. Somebody without a current membership holds none: she has left.
    """
    parts = user.parts()
    if not parts:
        return iter(())
    networks = {part.network_id for part in parts}
    chairing = {part.network_id for part in parts if part.role in CHAIRING}
    managing = {part.network_id for part in parts if part.role == Role.ADASS_MANAGER}
    sent = Q(raised_by=user) | Q(network__in=chairing)
    sent |= Q(network__in=managing, level=Level.ADASS)
    if user.council_id:
        sent |= Q(council=user.council_id)
        sent |= Q(signatures__council=user.council_id, signatures__withdrawn_at__isnull=True)
    mine = Q(state=State.DRAFT, raised_by=user)
    mine |= ~Q(state=State.DRAFT) & ~Q(level=Level.NETWORK) & sent
    found = Issue.objects.filter(mine, network__in=networks)
    return (f"issue:{pk}" for pk in found.values_list("pk", flat=True).distinct())
