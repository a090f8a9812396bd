"""Every address of the shipped demonstration opens or refuses, for somebody of each role."""

import pytest
from django.core.management import call_command

from network.people.models import Membership, Role
from tests.access.addresses import every_address, numbers
from tests.access.walking import Walker
from tests.kept_rows import lay_down, record

STRANGER = "stranger"


@pytest.fixture(scope="session")
def kept_demonstration(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return record(lambda: call_command("load_demo", verbosity=0))


@pytest.fixture
def demonstration(db, kept_demonstration):
    lay_down(kept_demonstration)


@pytest.mark.parametrize("role", [STRANGER, *Role.values])
def test_no_address_of_the_demonstration_breaks(demonstration, quiet, role):
    parts = Membership.objects.filter(role=role).order_by("pk")
    who = None if role == STRANGER else parts.values_list("user", flat=True)[0]
    known = numbers(few=3)
    walk = Walker(who, {}).go(every_address(known), known)
    assert walk.broken == []
    assert walk.asked > 600 and walk.opened > 50
