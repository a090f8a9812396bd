"""Who may tell how a council works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hub.access.roles import may

if TYPE_CHECKING:
    from network.councils.models import Council


def can_tell(user: Any, council: Council) -> bool:
    """A lead of that council, or those who run its network."""
    if not user.is_authenticated:
        return False
    own = user.council_id == council.pk and may(user, "speak_for_a_council", council.network)
    return own or may(user, "run_the_network", council.network)
