"""Everybody opens every address, with numbers of things they may not see."""

import pytest

from tests.access.addresses import every_address, numbers
from tests.access.two_networks import WALKERS
from tests.access.walking import Walker


@pytest.mark.parametrize("name", WALKERS)
def test_no_address_tells_what_is_hidden_and_none_breaks(hub, quiet, name):
    known = numbers()
    walker = Walker(hub.people.get(name), hub.hidden_from(name))
    walk = walker.go(every_address(known), known)
    assert walk.broken == []
    assert walk.told == []
    assert walk.asked > 1000
