import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, WorkflowPage
from wagtail.permissions import page_permission_policy

from network.people.cms_access import set_up_admin_access, sync_admin_access
from network.people.models import Membership, Role


@pytest.fixture
def west_midlands(network):
    set_up_admin_access(network)
    return network


def may(user, action, council):
    sync_admin_access(user)
    user = type(user).objects.get(pk=user.pk)  # Django remembers permissions on the object
    return page_permission_policy.user_has_permission_for_instance(user, action, council.page)


def test_a_lead_writes_on_her_own_councils_shelf_and_on_no_other(
    alice, dudley, walsall, west_midlands
):
    assert may(alice, "add", dudley)
    assert not may(alice, "add", walsall)
    assert not may(alice, "publish", dudley)


def test_a_lead_publishes_where_the_network_says_so_and_her_colleague_does_not(
    alice, bob, dudley, west_midlands
):
    west_midlands.leads_publish_at_once = True
    west_midlands.save()
    set_up_admin_access(west_midlands)
    assert may(alice, "publish", dudley)
    assert not may(bob, "publish", dudley)
    west_midlands.leads_publish_at_once = False
    west_midlands.save()
    set_up_admin_access(west_midlands)
    assert not may(alice, "publish", dudley)


def test_an_editor_approves_on_every_council(editor, dudley, walsall, west_midlands):
    assert may(editor, "publish", dudley)
    assert may(editor, "publish", walsall)


@pytest.mark.parametrize("who", ["dana", "resident"])
def test_others_have_no_business_on_the_editors_side(who, west_midlands, request):
    someone = request.getfixturevalue(who)
    sync_admin_access(someone)
    assert not type(someone).objects.get(pk=someone.pk).has_perm("wagtailadmin.access_admin")


def test_every_council_page_has_its_networks_moderation(west_midlands, editor, chair):
    given = WorkflowPage.objects.filter(page__in=[c.page for c in west_midlands.councils.all()])
    assert given.count() == west_midlands.councils.count()
    task = given[0].workflow.workflow_tasks.get().task.specific
    sync_admin_access(editor)
    sync_admin_access(chair)
    assert {editor, chair} <= {u for g in task.groups.all() for u in g.user_set.all()}


def test_each_council_has_its_own_files(alice, west_midlands):
    assert Collection.objects.filter(name="Dudley").count() == 1
    writers = Group.objects.get(name="Writers of dudley")
    assert {row.collection.name for row in writers.collection_permissions.all()} == {"Dudley"}
    assert sorted(row.permission.codename for row in writers.collection_permissions.all()) == [
        "add_document",
        "add_image",
        "choose_document",
        "choose_image",
    ]


def test_setting_up_again_adds_nothing(west_midlands):
    before = (Group.objects.count(), Collection.objects.count(), WorkflowPage.objects.count())
    set_up_admin_access(west_midlands)
    assert before == (
        Group.objects.count(),
        Collection.objects.count(),
        WorkflowPage.objects.count(),
    )


def test_rights_end_with_the_membership_and_hand_made_groups_stay(alice, dudley, west_midlands):
    own = Group.objects.create(name="Tea rota")
    alice.groups.add(own)
    assert may(alice, "add", dudley)
    alice.memberships.update(ended="2020-01-01")
    assert not may(alice, "add", dudley)
    assert list(alice.groups.all()) == [own]


def test_an_administrator_is_superuser_as_long_as_she_is_one(network, carol):
    part = Membership.objects.create(user=carol, network=network, role=Role.ADMINISTRATOR)
    sync_admin_access(carol)
    assert carol.is_superuser
    part.ended = part.started
    part.save()
    sync_admin_access(carol)
    assert not carol.is_superuser
    assert not carol.is_staff
