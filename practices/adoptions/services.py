"""A council says that it does what a note tells of, and the note's owner hears of it."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.access.roles import may, networks_where
from hub.cache import cached
from hub.mail.outbox import post
from practices.models import Adoption, PracticeNotePage


@transaction.atomic
def say(note: PracticeNotePage, by: Any, how: str, line: str) -> Adoption:
    """Keep the word of `by`'s council; a word given before is replaced, and mailed only once."""
    word, new = Adoption.objects.update_or_create(
        note=note, council=by.council,
        defaults={"how": how, "line": line, "by": by, "at": timezone.now()},
    )  # fmt: skip
    owner, network = note.owner, note.council.network if note.council else None
    if new and owner is not None and owner.is_member(network) and note.is_visible_to(owner):
        post(
            [owner.email],
            _("%(council)s: %(title)s") % {"council": by.council.short_name, "title": note.title},
            "emails/note_adopted",
            {
                "owner": owner,
                "note": note,
                "word": word,
                "address": settings.HUB_URL + note.address,
            },
            thread=f"note {note.pk}",
        )
    return word


@transaction.atomic
def take_back(note: PracticeNotePage, by: Any) -> None:
    Adoption.objects.filter(note=note, council=by.council).delete()


# Which other councils do it, and who may say so.


def elsewhere(note: PracticeNotePage, reader: Any) -> list[Adoption]:
    """What `visible_to(reader)` holds for this note, the first to say so first."""
    networks = sorted(networks_where(reader, "belong_to_a_network"))
    if not networks:
        return []
    return cached(
        "adoptions", (note.pk, networks), ("practices", "councils", "people"),
        lambda: list(
            Adoption.objects.in_networks(networks)
            .filter(note=note.pk)
            .select_related("council", "by")
            .order_by("at", "pk")
        ),
    )  # fmt: skip


def may_adopt(user: Any, note: PracticeNotePage) -> bool:
    """Leads and colleagues speak for their council, about others' notes that they may read."""
    return (
        user.is_authenticated
        and user.council_id is not None
        and user.council_id != note.council_id
        and may(user, "write_notes", user.council.network)
        and note.is_visible_to(user)
    )
