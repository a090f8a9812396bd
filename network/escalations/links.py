"""Signed links in mails: they say who answers, and cannot be forged or used for ever."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

from network.escalations.models import FollowUp

SALT = "escalations.check"
GOOD_FOR = timedelta(days=60)


class OldLink(Exception):
    """The link was ours, and is too old."""


class ForgedLink(Exception):
    """The link is not one of ours."""


def sign_check(check: FollowUp) -> str:
    """The token for one person's check."""
    return signing.dumps({"check": check.pk}, salt=SALT, compress=True)


def read_check(token: str) -> FollowUp:
    """Whose check it is. Raises OldLink or ForgedLink."""
    try:
        held = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.SignatureExpired as old:
        raise OldLink from old
    except signing.BadSignature as forged:
        raise ForgedLink from forged
    check = (
        FollowUp.objects.select_related("issue__network", "user").filter(pk=held["check"]).first()
    )
    if check is None or not check.user.is_active:
        raise ForgedLink
    return check
