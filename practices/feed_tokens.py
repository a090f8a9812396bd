"""Feed addresses that know their reader."""

import hashlib
import secrets
from typing import Any

from practices.models import FeedToken


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_token(user: Any) -> str:
    """A fresh token; the old addresses stop working at once. It can be shown this one time."""
    token = secrets.token_urlsafe(24)
    FeedToken.objects.update_or_create(user=user, defaults={"digest": digest_of(token)})
    return token


def drop_token(user: Any) -> None:
    FeedToken.objects.filter(user=user).delete()


def reader_with(token: str) -> Any | None:
    """The member whose token this is, or None. What they may see is asked anew each time."""
    found = FeedToken.objects.select_related("user").filter(digest=digest_of(token)).first()
    return found.user if found and found.user.is_member() else None
