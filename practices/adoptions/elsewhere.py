"""Which other councils do it, and who may say so."""

from typing import Any

from hub.written import Written
from practices.models import Adoption, PracticeNotePage
from practices.permissions import WRITING

OF_NOTE = Written(
    lambda note: (
        Adoption.objects.filter(note=note).select_related("council", "by").order_by("at", "pk")
    )
)


def elsewhere(note: PracticeNotePage) -> list[Adoption]:
    """Councils with how far they have got and whom to ring, the first to say so first.

    For members; whether the reader may see the note at all is asked before.
    """
    return OF_NOTE.rows(note=note.pk)


def may_adopt(user: Any, note: PracticeNotePage) -> bool:
    """Leads and colleagues speak for their council, about others' notes that they may read."""
    return (
        user.is_authenticated
        and user.council_id is not None
        and user.council_id != note.council_id
        and user.is_role(*WRITING, network=user.council.network)
        and note.is_visible_to(user)
    )
