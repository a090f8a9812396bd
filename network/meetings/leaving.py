"""What this room takes back from people who leave."""

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from network.councils.models import Network
from network.meetings.inviting import withdraw
from network.meetings.models import CalendarAddress, Group, GroupMember, Invitation, Status
from network.people.leaving import Belonging, members_of
from network.people.models import Membership, User


def withdraw_invitations(people: QuerySet[User]) -> int:
    """Invitations to meetings still to come. A last mail takes each out of their calendar."""
    coming = Invitation.objects.not_taken_back().filter(
        person__in=people,
        meeting__status__in=(Status.DRAFT, Status.ANNOUNCED),
        meeting__starts__gt=timezone.now(),
    )
    left = coming.exclude(pk__in=Invitation.objects.standing().values("pk"))
    found = list(left.select_related("meeting__group", "meeting__host"))
    for invitation in found:
        withdraw(invitation)
    return len(found)


def end_calendar_addresses(people: QuerySet[User]) -> int:
    """The address that calendars subscribe to, of those who are members of nothing now."""
    held = CalendarAddress.objects.filter(person__in=people)
    members = Membership.objects.in_force().values("user")
    ended, _of_each = held.exclude(person__in=members).delete()
    return ended


# Parts in groups that somebody has, for handing over when she leaves.


def parts_to_hand_over(owner: User, network: Network, reader: User) -> Iterator[Belonging]:
    """Her part in each group that the reader may see, as chair, note taker or member."""
    groups = Group.objects.visible_to(reader).filter(network=network)
    parts = GroupMember.objects.current().filter(person=owner, group__in=groups)
    for part in parts.select_related("group"):
        words = {"part": part.get_part_display(), "group": part.group}
        yield Belonging(
            key=f"part-{part.pk}",
            kind=_("Part in a group"),
            title=_("%(part)s of %(group)s") % words,
            url=part.group.get_absolute_url(),
            heirs=tuple(members_of(network)),
            hand_to=partial(give_part, part.pk),
        )


@transaction.atomic
def give_part(pk: int, heir: User) -> None:
    """Ends her part today and gives the same to the heir, whatever he was in the group before."""
    part = GroupMember.objects.select_for_update().get(pk=pk)
    today = timezone.localdate()
    part.left = today
    part.save(update_fields=["left"])
    here = GroupMember.objects.current().filter(group=part.group, person=heir)
    if not here.update(part=part.part):
        GroupMember.objects.create(group=part.group, person=heir, part=part.part, joined=today)
