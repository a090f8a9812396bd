"""People on their council's page, for members of the network only."""

from collections.abc import Iterator
from typing import Any

from network.councils.models import Council
from network.councils.shelf import Seated
from network.people.directory import people_of


def people_of_council(reader: Any, council: Council) -> Iterator[Seated]:
    """The council's people with a part in its network; a stranger is told nobody."""
    if not reader.is_authenticated or council.network is None:
        return
    for person in people_of(council.network, reader, {"council": council}):
        roles = ", ".join(str(part.get_role_display()) for part in person.parts_here)
        yield Seated(person.name, person.get_absolute_url(), roles)
