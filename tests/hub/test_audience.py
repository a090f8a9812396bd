from hub.access.audience import keys_of


def test_a_stranger_holds_only_the_public_key(stranger):
    assert keys_of(stranger) == {"public"}


def test_a_lead_holds_her_networks_and_her_councils_keys(alice, network, dudley):
    assert keys_of(alice) == {
        "public",
        f"network:{network.pk}",
        f"adass:{network.pk}",
        f"council:{dudley.pk}",
    }


def test_an_adass_manager_does_not_hear_the_networks_own_talk(dana, network):
    assert keys_of(dana) == {"public", f"adass:{network.pk}"}


def test_somebody_whose_membership_ended_is_a_stranger_again(alice, network):
    alice.memberships.update(ended="2020-01-01")
    assert keys_of(type(alice).objects.get(pk=alice.pk)) == {"public"}
