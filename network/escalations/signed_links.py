"""Signed links in mails: they say who answers, and cannot be forged or used for ever."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.escalations.models import FollowUp

SALT = "escalations.check"
GOOD_FOR = timedelta(days=60)
NOT_OURS = gettext_lazy(
    "The link is not complete, or not one of ours. Copy all of it from the mail."
)


class BadLink(Exception):
    """Why the link does not work, as one sentence."""


def sign_check(check: FollowUp) -> str:
    """The token for one person's check."""
    return signing.dumps({"check": check.pk}, salt=SALT, compress=True)


def read_check(token: str) -> FollowUp:
    """Whose check it is. Raises BadLink."""
    try:
        held = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.SignatureExpired as old:
        raise BadLink(_("The link is more than 60 days old.")) from old
    except signing.BadSignature as forged:
        raise BadLink(NOT_OURS) from forged
    check = (
        FollowUp.objects.select_related("issue__network", "user").filter(pk=held["check"]).first()
    )
    if check is None:
        raise BadLink(NOT_OURS)
    if not check.user.is_member(check.issue.network):
        raise BadLink(_("The person it was sent to has left the network since."))
    return check
