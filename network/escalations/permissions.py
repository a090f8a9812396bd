"""Which part a person plays in an issue, and whether she may do a thing to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hub.access.roles import may as role_may
from hub.access.roles import may_anywhere, networks_where
from network.councils.models import Council, Network
from network.escalations.models import Issue, Level, Signature
from network.escalations.states import MOVES, WRONG_PERSON, Part, State, may
from network.people.models import User


class MovedOn(Exception):
    """Someone else was quicker: the issue is no longer in a state in which this can be done."""


class Refused(Exception):
    """A rule of the network speaks against it; the message is a sentence for the person."""


def standing_signatures(issue: Issue) -> list[Signature]:
    """Signatures not withdrawn, read once for this object."""
    if "standing" not in issue.__dict__:
        issue.standing = list(issue.signatures.standing().select_related("council", "signed_by"))
    return issue.standing


def is_chair(user: Any, network: Network) -> bool:
    """Chair or deputy of this network."""
    return role_may(user, "chair_the_network", network)


def is_manager(user: Any, network: Network) -> bool:
    """ADASS manager of this network."""
    return role_may(user, "answer_for_adass", network)


def is_lead_of(user: User, council_id: int | None, network: Network) -> bool:
    """Direct payments lead who speaks for this council in this network."""
    return (
        council_id is not None
        and user.council_id == council_id
        and role_may(user, "speak_for_a_council", network)
    )


def may_raise(user: Any, network: Network | None) -> bool:
    """Leads, resident members and chairs raise issues."""
    return role_may(user, "raise_issues", network)


def parts_in(user: Any, issue: Issue) -> set[Part]:
    """Every part this person plays in this issue now. Those who left play none."""
    if not role_may(user, "belong_to_a_network", issue.network):
        return set()
    parts = set()
    if issue.raised_by_id == user.pk or (
        not issue.is_draft and is_lead_of(user, issue.council_id, issue.network)
    ):
        parts.add(Part.RAISER)
    if is_chair(user, issue.network):
        parts.add(Part.CHAIR)
    if is_manager(user, issue.network):
        parts.add(Part.MANAGER)
    return parts | _signing_parts(user, issue)


def _signing_parts(user: User, issue: Issue) -> set[Part]:
    if not is_lead_of(user, user.council_id, issue.network):
        return set()
    if any(one.council_id == user.council_id for one in standing_signatures(issue)):
        return {Part.SIGNATORY}
    return {Part.CAN_SIGN} if issue.level == Level.NETWORK else set()


def can(verb: str, user: Any, issue: Issue) -> bool:
    """Whether this person may do this to this issue now."""
    return may(verb, State(issue.state), parts_in(user, issue))


def locked(issue: Issue, verb: str, by: User | None) -> Issue:
    """The issue, locked and fresh, when this person may do this to it now.

    `by` None is the hub itself. Raises PermissionDenied with a sentence for the wrong person,
    MovedOn when the state has changed. Call it inside a transaction.
    """
    fresh = Issue.objects.select_for_update().get(pk=issue.pk)
    parts = {Part.HUB} if by is None else parts_in(by, fresh)
    move = MOVES[verb]
    if move.by.isdisjoint(parts):
        words = next(words for part, words in WRONG_PERSON.items() if part in move.by)
        raise PermissionDenied(_(words))
    if State(fresh.state) not in move.states:
        raise MovedOn(_("This cannot be done now: the issue has moved on since."))
    return fresh


def acting_council(by: User | None, issue: Issue) -> Council | None:
    """The council a person acts for in this issue; chairs and managers act for none."""
    if by is None or not by.council_id:
        return None
    ours = {issue.council_id} | {one.council_id for one in standing_signatures(issue)}
    return by.council if by.council_id in ours else None


# The keys to confidential issues and drafts: one key an issue, in few hands.


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


def keys_to_issues(user: User) -> Iterator[str]:
    """`issue:<id>` for each draft of hers and each confidential issue she has a part in.

    One query for a request. Somebody without a current membership holds none: she has left.
    """
    at_home = may_anywhere(user, "read_own_councils_things")
    found = _issues(
        person=user.pk,
        councils={user.council_id} if user.council_id and at_home else set(),
        networks=networks_where(user, "belong_to_a_network"),
        chairing=networks_where(user, "chair_the_network"),
        managing=networks_where(user, "answer_for_adass"),
    )
    return (f"issue:{pk}" for pk in found)
