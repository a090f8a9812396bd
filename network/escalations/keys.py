"""The keys to confidential issues and drafts: one key an issue, in few hands."""

from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet

from hub.access.roles import may_anywhere, networks_where
from hub.written import Written
from network.escalations.models import Issue, Level
from network.escalations.states import State
from network.people.models import User


def _issues(
    person: int,
    councils: Collection[int],
    networks: Collection[int],
    chairing: Collection[int],
    managing: Collection[int],
) -> QuerySet[Issue, int]:
    sent = Q(raised_by=person) | Q(network__in=chairing)
    sent |= Q(network__in=managing, level=Level.ADASS)
    sent |= Q(council__in=councils)
    sent |= Q(signatures__council__in=councils, signatures__withdrawn_at__isnull=True)
    mine = Q(state=State.DRAFT, raised_by=person)
    mine |= ~Q(state=State.DRAFT) & ~Q(level=Level.NETWORK) & sent
    found = Issue.objects.filter(mine, network__in=networks)
    return found.order_by().values_list("pk", flat=True).distinct()


ISSUES = Written(_issues)


def keys_to_issues(user: User) -> Iterator[str]:
    """`issue:<id>` for each draft of hers and each confidential issue she has a part in.

    One query for a request. Somebody without a current membership holds none: she has left.
    """
    at_home = may_anywhere(user, "read_own_councils_things")
    found = ISSUES.rows(
        person=user.pk,
        councils={user.council_id} if user.council_id and at_home else set(),
        networks=networks_where(user, "belong_to_a_network"),
        chairing=networks_where(user, "chair_the_network"),
        managing=networks_where(user, "answer_for_adass"),
    )
    return (f"issue:{pk}" for pk in found)
