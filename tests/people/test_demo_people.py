from hub.access.audience import keys_of
from network.people.demo import cast, demo_accounts, load_demo_people
from network.people.models import Role, User


def test_the_demonstration_has_everyone_a_visitor_may_want_to_be(invented):
    load_demo_people(invented)
    played = {role for user in User.objects.all() for role in Role if user.is_role(role)}
    assert played == set(Role)


def test_loading_twice_changes_nothing_that_people_edited(invented):
    load_demo_people(invented)
    User.objects.filter(email="asha.rahman@cordlemere.example").update(phone="01632 960 001")
    before = User.objects.count()
    load_demo_people(invented)
    assert User.objects.count() == before
    assert User.objects.get(email="asha.rahman@cordlemere.example").phone == "01632 960 001"


def test_the_accounts_are_offered_only_in_a_demonstration(settings):
    settings.HUB_DEMO = True
    offered = demo_accounts()
    assert len(offered) == 8
    assert {account.password for account in offered} == {cast()["password"]}
    settings.HUB_DEMO = False
    assert demo_accounts() == []


def test_the_demonstrations_lead_holds_the_key_of_their_council(invented):
    load_demo_people(invented)
    asha = User.objects.get(email="asha.rahman@cordlemere.example")
    assert asha.check_password(cast()["password"])
    assert asha.council == invented.councils.get(slug="cordlemere")
    assert f"council:{asha.council_id}" in keys_of(asha)
