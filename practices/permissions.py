"""Who may do what with a note. Seeing it is `visible_to`; this is about changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hub.access.roles import may, may_anywhere
from network.councils.handover import is_at_home

if TYPE_CHECKING:
    from practices.models import PracticeNotePage


def network_of(note: PracticeNotePage) -> Any:
    return note.council.network if note.council else None


def can_edit(user: Any, note: PracticeNotePage) -> bool:
    """Its owner, people of its council (or of one that follows it), and those who run its network."""
    if not user.is_authenticated:
        return False
    if can_moderate(user, note):
        return True
    return is_at_home(user, note.council) and may(user, "write_notes", network_of(note))


def can_moderate(user: Any, note: PracticeNotePage) -> bool:
    """Those who run its network: they publish what others send in."""
    return may(user, "moderate_notes", network_of(note))


def can_publish(user: Any, note: PracticeNotePage) -> bool:
    """Editors always; a lead of its council where the network lets leads publish at once."""
    if can_moderate(user, note):
        return True
    network = network_of(note)
    lead = can_edit(user, note) and may(user, "publish_own_councils_notes", network)
    return lead and network is not None and network.leads_publish_at_once


def can_see_history(user: Any, note: PracticeNotePage) -> bool:
    """Members who may see the note; a stranger sees only what stands now."""
    return user.is_authenticated and note.is_visible_to(user)


def keeps_topics(user: Any) -> bool:
    """The chair edits topics and sources."""
    return may_anywhere(user, "keep_topics")
