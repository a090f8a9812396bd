"""Groups of the editors' side: what each kind of member may do there.

Each council has a group of writers, confined to the council's own page and files. Each network has
its editors, who approve on all its council pages, and its chairs, who also keep its lists. The
groups are named after slugs, so a new name of a council changes nothing.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

from hub.access.roles import ROLES_THAT, may_anywhere
from network.councils.models import Council, CouncilPage, Network
from network.people.models import User

WRITERS, LEADS, EDITORS, CHAIRS = "Writers of", "Leads of", "Editors of", "Chairs of"
PREFIXES = (WRITERS, LEADS, EDITORS, CHAIRS)
WRITING = ("add_page", "change_page")
EDITING = (*WRITING, "publish_page", "lock_page", "unlock_page")
CHAIRS_LISTS = frozenset({"practices", "search", "councils", "meetings"})


def group_name(kind: str, slug: str) -> str:
    return f"{kind} {slug}"


def managed(groups: Iterable[Group]) -> list[Group]:
    """Those that memberships decide; an administrator's own groups are left alone."""
    return [group for group in groups if group.name.startswith(tuple(f"{p} " for p in PREFIXES))]


@transaction.atomic
def set_up_groups(network: Network) -> None:
    """Make or mend the network's groups, files and moderation. Safe to run again."""
    councils = list(Council.objects.filter(network=network, page__isnull=False))
    pages = list(CouncilPage.objects.filter(council__in=councils).select_related("council"))
    shelves = [shelf_of_files(council) for council in councils]
    running = [group_for(EDITORS, network.slug), group_for(CHAIRS, network.slug)]
    for group in running:
        allow_pages(group, pages, EDITING)
        allow_files(group, shelves)
    allow_lists(running[1])
    for page in pages:
        set_up_council_groups(page, leads_publish=network.leads_publish_at_once)
    set_up_moderation(network, pages, running)


def set_up_council_groups(page: CouncilPage, *, leads_publish: bool) -> None:
    writers = group_for(WRITERS, page.council.slug)
    allow_pages(writers, [page], WRITING)
    allow_files(writers, [shelf_of_files(page.council)])
    leads = group_for(LEADS, page.council.slug)
    allow_pages(leads, [page], ("publish_page",) if leads_publish else ())


def group_for(kind: str, slug: str) -> Group:
    """The group, with the right to enter the editors' side."""
    group, made = Group.objects.get_or_create(name=group_name(kind, slug))
    if made:
        group.permissions.add(
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
        )
    return group


def shelf_of_files(council: Council) -> Collection:
    """The council's own collection of pictures and documents."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=council.short_name).first()
    return found or root.add_child(name=council.short_name)


def allow_pages(group: Group, pages: Iterable[Page], codenames: Iterable[str]) -> None:
    """On these pages the group may do exactly this, no more and no less."""
    permissions = permissions_on(Page, codenames)
    wanted = {(page.pk, permission.pk) for page in pages for permission in permissions}
    held = GroupPagePermission.objects.filter(group=group)
    known = {(row.page_id, row.permission_id): row for row in held}
    GroupPagePermission.objects.filter(
        pk__in=[row.pk for key, row in known.items() if key not in wanted]
    ).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page_id, permission_id=permission_id)
        for page_id, permission_id in sorted(wanted - set(known))
    )


def allow_files(group: Group, shelves: Iterable[Collection]) -> None:
    """Add and choose pictures and documents in these collections."""
    # Wagtail asks for rights on its own models, whatever model a project puts in their place.
    permissions = permissions_on(Image, ("add_image", "choose_image"))
    permissions += permissions_on(Document, ("add_document", "choose_document"))
    known = set(
        GroupCollectionPermission.objects.filter(group=group).values_list(
            "collection_id", "permission_id"
        )
    )
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=shelf, permission=permission)
        for shelf in shelves
        for permission in permissions
        if (shelf.pk, permission.pk) not in known
    )


def allow_lists(group: Group) -> None:
    """Topics, words of the thesaurus, settings: every list of the rooms that the chair keeps."""
    models = [*get_snippet_models(), *settings_registry]
    kept = [model for model in models if model._meta.app_label in CHAIRS_LISTS]
    types = ContentType.objects.get_for_models(*kept).values() if kept else []
    group.permissions.add(*Permission.objects.filter(content_type__in=types))


def permissions_on(model: type, codenames: Iterable[str]) -> list[Permission]:
    content_type = ContentType.objects.get_for_model(model)
    return list(Permission.objects.filter(content_type=content_type, codename__in=list(codenames)))


def set_up_moderation(network: Network, pages: Iterable[Page], approvers: list[Group]) -> None:
    """One step: an editor, or the chair where there is no editor yet, approves."""
    workflow, _ = Workflow.objects.get_or_create(name=f"Notes of {network.slug}")
    task = GroupApprovalTask.objects.filter(name=f"Approval in {network.slug}").first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=f"Approval in {network.slug}")
    task.groups.add(*approvers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    given = set(WorkflowPage.objects.values_list("page_id", flat=True))
    WorkflowPage.objects.bulk_create(
        WorkflowPage(workflow=workflow, page_id=page.pk) for page in pages if page.pk not in given
    )


# Who may do what on the editors' side follows from memberships, never the other way round.


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
