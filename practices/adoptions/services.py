"""A council says that it does what a note tells of, and the note's owner hears of it."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

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
