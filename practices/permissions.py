"""Who may do what with a note. Seeing it is `visible_to`; this is about changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from network.people.models import CHAIRING, RUNNING, Role

if TYPE_CHECKING:
    from practices.models import PracticeNotePage

WRITING = (Role.DP_LEAD, Role.COLLEAGUE)


def network_of(note: PracticeNotePage) -> Any:
    return note.council.network if note.council else None


def can_edit(user: Any, note: PracticeNotePage) -> bool:
    """Its owner, people of its council, and those who run its network."""
    if not user.is_authenticated:
        return False
    network = network_of(note)
    if user.is_role(*RUNNING, network=network):
        return True
    at_home = user.council_id is not None and user.council_id == note.council_id
    return at_home and user.is_role(*WRITING, network=network)


def can_moderate(user: Any, note: PracticeNotePage) -> bool:
    """Those who run its network: they publish what others send in."""
    return user.is_authenticated and user.is_role(*RUNNING, network=network_of(note))


def can_publish(user: Any, note: PracticeNotePage) -> bool:
    """Editors always; a lead of its council where the network lets leads publish at once."""
    if can_moderate(user, note):
        return True
    network = network_of(note)
    lead = can_edit(user, note) and user.is_role(Role.DP_LEAD, network=network)
    return lead and network is not None and network.leads_publish_at_once


def can_see_history(user: Any, note: PracticeNotePage) -> bool:
    """Members who may see the note; a stranger sees only what stands now."""
    return user.is_authenticated and note.is_visible_to(user)


def keeps_topics(user: Any) -> bool:
    """The chair edits topics and sources."""
    return user.is_authenticated and user.is_role(*CHAIRING, Role.ADMINISTRATOR)
