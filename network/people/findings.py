"""What search says of a person: name, where from, roles, what to ask about. No address, no phone."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hub.audience import Level, key_for
from hub.findable import Finding
from network.people.models import User


def describe(user: User) -> Finding | None:
    """For all members of her network. None once she has left, or her account is closed."""
    parts = list(user.memberships.current().select_related("network"))
    if not parts or not user.is_active:
        return None
    homes = [part.network for part in parts]
    network = user.network if user.network and user.network in homes else homes[0]
    roles = ", ".join(str(p.get_role_display()) for p in parts if p.network_id == network.pk)
    where = user.council.name if user.council else user.organisation
    about = _("Ask me about: %(what)s") % {"what": user.ask_me_about} if user.ask_me_about else ""
    return Finding(
        kind="person",
        title=user.name,
        url=user.get_absolute_url(),
        audience_key=key_for(Level.ADASS, network_id=network.pk, council_id=None),
        summary=". ".join(part for part in (roles, where, about) if part),
        body=user.job_title,
        council=user.council.slug if user.council else "",
        council_name=user.council.short_name if user.council else "",
        network_id=network.pk,
    )


def everything() -> Iterator[User]:
    yield from User.objects.select_related("council__network")
