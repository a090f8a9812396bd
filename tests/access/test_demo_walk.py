"""Every address of the shipped demonstration opens or refuses, for somebody of each role."""

import pytest

from network.people.models import Membership, Role
from tests.access.addresses import every_address, numbers
from tests.access.walking import Walker

STRANGER = "stranger"


@pytest.mark.parametrize("role", [STRANGER, *Role.values])
def test_no_address_of_the_demonstration_breaks(demonstration, quiet, role):
    parts = Membership.objects.filter(role=role).order_by("pk")
    who = None if role == STRANGER else parts.values_list("user", flat=True)[0]
    known = numbers(few=3)
    walk = Walker(who, {}).go(every_address(known), known)
    assert walk.broken == []
    assert walk.asked > 600 and walk.opened > 50
