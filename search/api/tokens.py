"""Personal tokens: a member's key to the API and to feeds. Only its hash is kept."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError

from network.people.models import User
from search.models import ApiToken

KNOWN_BY = "hub_"
NOTE_USE_EVERY = timedelta(hours=1)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_token(user: User, name: str) -> str:
    """A new token for this person. It is shown once: the table keeps its hash alone."""
    token = KNOWN_BY + secrets.token_urlsafe(32)
    ApiToken.objects.create(user=user, name=name, token_hash=hash_of(token))
    return token


def owner_of(token: str) -> User | None:
    """The member behind a token; None when it is unknown or its owner has left."""
    held = ApiToken.objects.select_related("user").filter(token_hash=hash_of(token)).first()
    if held is None or not held.user.is_member():
        return None
    now = timezone.now()
    if held.last_used is None or now - held.last_used > NOTE_USE_EVERY:
        ApiToken.objects.filter(pk=held.pk).update(last_used=now)
    return held.user


def reader_of_token(request: HttpRequest) -> User | None:
    """The member whose token the request carries; a wrong one is refused, not ignored."""
    header = request.headers.get("Authorization", "")
    if not header:
        return None
    scheme, _, token = header.partition(" ")
    owner = owner_of(token.strip()) if scheme.lower() == "bearer" else None
    if owner is None:
        raise HttpError(401, "This token is not known. Make a new one on your account's page.")
    return owner


def reader_of_session(request: HttpRequest) -> User | AnonymousUser:
    """Who is signed in, or a stranger: strangers see public things."""
    return request.user
