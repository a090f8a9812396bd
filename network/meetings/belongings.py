"""Parts in groups that somebody has, for handing over when she leaves."""

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network.councils.models import Network
from network.meetings.models import Group, GroupMember
from network.people.belongings import Belonging, members_of
from network.people.models import User


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
