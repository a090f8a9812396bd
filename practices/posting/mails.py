"""Mails about a note on its way."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.access.roles import Role
from hub.mail.outbox import post
from network.people.models import User
from practices.models import PracticeNotePage


def editors_of(note: PracticeNotePage) -> list[User]:
    """The network's editors; its chairs where it has no editor yet."""
    network = note.council.network if note.council else None
    people = User.objects.filter(is_active=True)
    for roles in ([Role.EDITOR], [Role.CHAIR, Role.DEPUTY], [Role.ADMINISTRATOR]):
        found = [user for user in people.filter(memberships__network=network,
                 memberships__role__in=roles).distinct() if user.is_role(*roles, network=network)]  # fmt: skip
        if found:
            return found
    return []


def tell_editors(note: PracticeNotePage, by: Any) -> None:
    """A note waits for you."""
    post(
        [user.email for user in editors_of(note) if user.pk != by.pk],
        _("A note waits for you: %(title)s") % {"title": note.title},
        "emails/note_sent_in",
        {
            "note": note,
            "by": by,
            "address": settings.HUB_URL + reverse("practices:moderate", args=[note.pk]),
        },
        thread=f"note {note.pk}",
    )


def tell_author(
    note: PracticeNotePage, author: Any, editor: Any, comment: str, *, approved: bool
) -> None:
    """Your note is published, or the editor asks for changes."""
    network = note.council.network if note.council else None
    if author is None or not author.is_member(network):
        return
    subject = _("Published: %(title)s") if approved else _("Changes asked for: %(title)s")
    address = note.get_url() if approved else reverse("practices:edit", args=[note.pk])
    post(
        [author.email],
        subject % {"title": note.title},
        "emails/note_decided",
        {
            "note": note,
            "author": author,
            "editor": editor,
            "comment": comment,
            "approved": approved,
            "address": settings.HUB_URL + address,
        },
        thread=f"note {note.pk}",
    )
