"""Who may write for which council, open which draft, and read what was sent in."""

from typing import Any

from django.db.models import Q, QuerySet

from hub.audience import Level
from network.councils.models import Council
from network.people.models import RUNNING, Role
from practices.models import PracticeNotePage
from practices.permissions import WRITING, can_edit, can_moderate, can_publish


def councils_to_post_for(user: Any) -> QuerySet[Council]:
    """A lead's and a colleague's own council; for those who run a network, all of its councils.

    Empty for residents and ADASS managers: a note speaks for a council.
    """
    councils = Council.objects.filter(page__isnull=False)
    if not user.is_authenticated:
        return councils.none()
    running = [part.network_id for part in user.parts() if part.role in RUNNING]
    mine = Q(network__in=running)
    if user.council_id and user.is_role(*WRITING, network=user.council.network):
        mine |= Q(pk=user.council_id)
    return councils.filter(mine)


def is_at_home(user: Any, note: PracticeNotePage) -> bool:
    """Of the note's own council, and one who writes for it."""
    own = user.council_id is not None and user.council_id == note.council_id
    return own and user.is_role(*WRITING, Role.CHAIR, Role.DEPUTY, Role.EDITOR)


def may_open_draft(user: Any, note: PracticeNotePage) -> bool:
    """Its owner and its council's writers always. Those who run the network, once it was sent in
    or can be read by them anyway: nobody looks over a lead's shoulder while she writes.
    """
    if not user.is_authenticated or not user.parts():
        return False
    if is_at_home(user, note) or (note.owner_id == user.pk and can_edit(user, note)):
        return True
    if not can_moderate(user, note):
        return False
    return note.workflow_in_progress or note.is_visible_to(user)


def may_write(user: Any, note: PracticeNotePage) -> bool:
    """May change the draft now: while editors read it, only they may."""
    if not may_open_draft(user, note):
        return False
    return can_moderate(user, note) if note.workflow_in_progress else can_edit(user, note)


def goes_live_at_once(user: Any, note: PracticeNotePage, audience: str) -> bool:
    """No editor reads it first: it stays within the council, or the network lets leads publish."""
    stays_home = audience == Level.COUNCIL and is_at_home(user, note)
    was_home = not note.live or note.audience == Level.COUNCIL
    return can_publish(user, note) or (stays_home and was_home)
