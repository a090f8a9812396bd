"""Who may tell how a council works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from network.councils.models import Council

# Named here, not imported: people know councils, and councils must not know people.
LEAD = "dp_lead"
RUNNING = ("chair", "deputy", "administrator")


def can_tell(user: Any, council: Council) -> bool:
    """A lead of that council, or those who run its network."""
    if not user.is_authenticated or not council.network_id:
        return False
    network = council.network
    own_lead = user.council_id == council.pk and user.is_role(LEAD, network=network)
    return own_lead or user.is_role(*RUNNING, network=network)
