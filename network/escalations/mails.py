"""Mail about issues. Each letter is written for its one reader, through her veil."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from hub.mail import outbox
from hub.mail.models import Message
from network.escalations.anonymise import Veil
from network.escalations.mail_words import WORDS
from network.escalations.models import Issue
from network.people.models import User

TEMPLATE = "emails/escalations/letter"


def send(
    name: str,
    issue: Issue,
    to: Iterable[User],
    *,
    quotes: Sequence[str] = (),
    link: str = "",
    link_label: str = "",
    **values: object,
) -> list[Message]:
    """Post one letter to each person who may see the issue; returns what was posted.

    `quotes` are people's own words. Letters about one issue to one person keep their order.
    """
    return [
        _post(name, issue, user, quotes, (link, link_label), values)
        for user in dict.fromkeys(to)
        if may_read(user, issue)
    ]


def may_read(user: User, issue: Issue) -> bool:
    """Asked of the database again: a letter must never reach someone who cannot open its link."""
    return (
        user.is_member(issue.network)
        and Issue.objects.visible_to(user).filter(pk=issue.pk).exists()
    )


def _post(
    name: str,
    issue: Issue,
    user: User,
    quotes: Sequence[str],
    link: tuple[str, str],
    values: dict[str, object],
) -> Message:
    veil = Veil(issue, user)
    subject, paragraphs = WORDS[name]
    known = {"pk": issue.pk, "title": issue.title, **values}
    address, label = link
    (message,) = outbox.post(
        [user.email],
        veil.text(_(subject) % known),
        TEMPLATE,
        {
            "user": user,
            "paragraphs": [veil.text(_(words) % known) for words in paragraphs],
            "quotes": [veil.text(quote) for quote in quotes if quote],
            "link": f"{settings.HUB_URL}{address or issue.get_absolute_url()}",
            "link_label": label or _("Read the issue in the hub"),
        },
        thread=f"issue-{issue.pk}",
    )
    return message
