"""Who may see a thing: one string key on the thing, a set of keys in the reader's hand.

A thing is visible to those who hold its key. Keys made here:

    public            everybody, signed in or not
    network:<id>      members of that network, but not its ADASS managers
    adass:<id>        members of that network and its ADASS managers
    council:<id>      people of that council

Rooms add kinds of their own (`group:<id>` for a meeting group) with `register_keys`.
"""

from collections.abc import Callable, Iterable
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

PUBLIC = "public"
NOBODY = "nobody"  # no reader ever holds it: the key of a thing whose audience cannot be worked out

KeySource = Callable[[Any], Iterable[str]]
_sources: list[tuple[KeySource, str]] = []


class Level(models.TextChoices):
    COUNCIL = "council", _("My council only")
    NETWORK = "network", _("The network")
    ADASS = "adass", _("The network and ADASS")
    PUBLIC = "public", _("Everyone, in public")


def register_keys(source: KeySource, kind: str = "") -> None:
    """Add a function that gives further keys of a signed-in user; call it in AppConfig.ready.

    `kind` is the word before the colon of the keys it gives. A source that names its kind is
    asked only where such a key may matter.
    """
    if (source, kind) not in _sources:
        _sources.append((source, kind))


def key_for(level: str, *, network_id: int | None, council_id: int | None) -> str:
    """The key of a thing with this level. `nobody` where the level needs an owner it lacks."""
    if level == Level.PUBLIC:
        return PUBLIC
    if level == Level.COUNCIL:
        return f"council:{council_id}" if council_id else NOBODY
    return f"{level}:{network_id}" if network_id and level in Level.values else NOBODY


def keys_of(user: Any) -> frozenset[str]:
    """All keys this reader holds. Asked once for a user object, so once for a request.

    A stranger, or an account that has been switched off, holds only `public`.
    """
    return frozenset().union(*(_keys(user, kind) for kind in {kind for _, kind in _sources} | {""}))


def level_keys_of(user: Any) -> frozenset[str]:
    """The keys for things that carry a Level, such as notes; cheaper than all keys."""
    return _keys(user, "")


def holds(user: Any, key: str) -> bool:
    """Whether the reader holds this one key; asks no source that cannot give it."""
    return key in _keys(user, "") or key in _keys(user, key.partition(":")[0])


def _keys(user: Any, kind: str) -> frozenset[str]:
    if user is None or not user.is_authenticated or not user.is_active:
        return frozenset({PUBLIC})
    held = getattr(user, "_audience_keys", None)  # not its __dict__: a request's user is a proxy
    if held is None:
        held = user._audience_keys = {}
    if kind not in held:
        given = (source(user) for source, its_kind in _sources if its_kind == kind)
        held[kind] = frozenset({PUBLIC}.union(*given))
    return held[kind]


def forget_keys(user: Any) -> None:
    """Work the keys out again at the next question, after a change of membership."""
    user._audience_keys = None


class AudienceQuerySet(models.QuerySet):
    """For models with an `audience_key`."""

    def visible_to(self, user: Any) -> Self:
        """What this person may read: the only door for lists, search, feeds, mail and downloads."""
        return self.filter(audience_key__in=keys_of(user))
