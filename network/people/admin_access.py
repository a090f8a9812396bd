"""Who may do what on the editors' side follows from memberships, never the other way round."""

from django.contrib.auth.models import Group
from django.db import transaction

from hub.access.roles import ROLES_THAT, may_anywhere
from network.councils.models import Network
from network.people.admin_groups import (
    CHAIRS,
    EDITORS,
    LEADS,
    WRITERS,
    group_name,
    managed,
    set_up_groups,
)
from network.people.models import User


def group_names_for(user: User) -> set[str]:
    """The groups that this person's current parts put her in."""
    names = set()
    for part in user.parts():
        slug = part.network.slug
        if part.role in ROLES_THAT["edit_all_pages"]:
            names.add(group_name(EDITORS, slug))
        if part.role in ROLES_THAT["chair_the_network"]:
            names.add(group_name(CHAIRS, slug))
        own = user.council if user.council and user.council.network_id == part.network_id else None
        if own and part.role in ROLES_THAT["edit_own_councils_pages"]:
            names.add(group_name(WRITERS, own.slug))
        if own and part.role in ROLES_THAT["publish_own_councils_notes"]:
            names.add(group_name(LEADS, own.slug))
    return names


@transaction.atomic
def sync_admin_access(user: User) -> None:
    """Give the groups her memberships ask for and take those they no longer do.

    Call it after every change of memberships or council. Groups that an administrator made by
    hand stay. An administrator is Wagtail's superuser for as long as her membership lasts.
    """
    user.forget_parts()
    wanted = group_names_for(user)
    held = {group.name: group for group in managed(user.groups.all())}
    user.groups.remove(*(group for name, group in held.items() if name not in wanted))
    user.groups.add(*Group.objects.filter(name__in=wanted - set(held)))
    runs_the_hub = may_anywhere(user, "run_the_hub")
    if user.is_superuser != runs_the_hub or user.is_staff != runs_the_hub:
        user.is_superuser = user.is_staff = runs_the_hub
        user.save(update_fields=["is_superuser", "is_staff"])


def set_up_admin_access(network: Network) -> None:
    """Step of a new network: groups, files, moderation; then everybody's place in them."""
    set_up_groups(network)
    for user in User.objects.in_networks([network.pk]):
        sync_admin_access(user)
