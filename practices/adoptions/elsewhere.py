"""Which other councils do it, and who may say so."""

from typing import Any

from hub.access.roles import may, networks_where
from hub.written import Written
from practices.models import Adoption, PracticeNotePage

OF_NOTE = Written(
    lambda note, networks: (
        Adoption.objects.in_networks(networks)
        .filter(note=note)
        .select_related("council", "by")
        .order_by("at", "pk")
    )
)


def elsewhere(note: PracticeNotePage, reader: Any) -> list[Adoption]:
    """What `visible_to(reader)` holds for this note, the first to say so first."""
    return OF_NOTE.rows(note=note.pk, networks=networks_where(reader, "belong_to_a_network"))


def may_adopt(user: Any, note: PracticeNotePage) -> bool:
    """Leads and colleagues speak for their council, about others' notes that they may read."""
    return (
        user.is_authenticated
        and user.council_id is not None
        and user.council_id != note.council_id
        and may(user, "write_notes", user.council.network)
        and note.is_visible_to(user)
    )
