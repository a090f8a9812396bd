from hub.access.audience import keys_of
from network.people.demo import cast, demo_accounts, load_demo_people
from network.people.models import Role, User


def test_the_demonstration_has_everyone_a_visitor_may_want_to_be(network):
    load_demo_people(network)
    played = {role for user in User.objects.all() for role in Role if user.is_role(role)}
    assert played == set(Role)


def test_loading_twice_changes_nothing_that_people_edited(network):
    load_demo_people(network)
    User.objects.filter(email="asha.rahman@dudley.example").update(phone="01632 960 001")
    before = User.objects.count()
    load_demo_people(network)
    assert User.objects.count() == before
    assert User.objects.get(email="asha.rahman@dudley.example").phone == "01632 960 001"


def test_the_accounts_are_offered_only_in_a_demonstration(settings):
    settings.HUB_DEMO = True
    offered = demo_accounts()
    assert len(offered) == 8
    assert {account.password for account in offered} == {cast()["password"]}
    settings.HUB_DEMO = False
    assert demo_accounts() == []


def test_the_demonstrations_lead_holds_her_councils_key(network, dudley):
    load_demo_people(network)
    asha = User.objects.get(email="asha.rahman@dudley.example")
    assert asha.check_password(cast()["password"])
    assert f"council:{dudley.pk}" in keys_of(asha)
