"""What search says of a person: name, where from, roles, what they know. No address, no phone.

One record serves everybody who may look the person up, ADASS managers among them. So it holds
only what all of these may read.
"""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.access.audience import Level, key_for
from hub.search_registry import SearchRecord, follow, register
from network.councils.models import Council, Network
from network.people.models import Membership, Role, User

Knowledge = Callable[[User, Network], Iterable[str]]
_knowledge: list[Knowledge] = []

ALSO_CALLED = {  # what people type for a role, beside its name
    Role.DP_LEAD: gettext_lazy("DP lead"),
    Role.CHAIR: gettext_lazy("the chair, chairperson, chair of the network, chairs its meetings"),
    Role.DEPUTY: gettext_lazy("vice chair"),
    Role.EDITOR: gettext_lazy("moderator"),
    Role.ADASS_MANAGER: gettext_lazy("ADASS, regional manager"),
    Role.RESIDENT: gettext_lazy("lived experience, expert by experience"),
    Role.ADMINISTRATOR: gettext_lazy("admin, support with the hub"),
}


def register_knowledge(knowledge: Knowledge) -> None:
    """Add lines on what a person wrote or does; call it in AppConfig.ready.

    It is asked with the person and the network of their record. What it gives must be readable
    for every member of that network, ADASS managers included.
    """
    _knowledge.append(knowledge)


def register_findings() -> None:
    """Roles end by themselves on their last day, so people are described anew each night."""
    register(
        User,
        kind="person",
        label=gettext_lazy("Person"),
        describe=describe,
        everything=everything,
        turns_with_the_day=True,
    )
    follow(User, Membership, lambda keys: User.objects.filter(memberships__in=keys))
    follow(User, Council, lambda keys: User.objects.filter(council__in=keys))


def describe(user: User) -> SearchRecord | None:
    """For all members of their network. None once they have left, or their account is closed."""
    parts = list(user.memberships.in_force().select_related("network"))
    if not parts:
        return None
    homes = [part.network for part in parts]
    own = user.council.network if user.council else None
    network = own if own is not None and own in homes else homes[0]
    roles = [Role(part.role) for part in parts if part.network_id == network.pk]
    where = user.council.name if user.council else user.organisation
    about = _("Ask me about: %(what)s") % {"what": user.ask_me_about} if user.ask_me_about else ""
    names = ", ".join(str(role.label) for role in roles)
    told = [user.job_title, *(str(ALSO_CALLED.get(role, "")) for role in roles)]
    lines = [f"{words}." for words in told if words]
    lines += [line for knowledge in _knowledge for line in knowledge(user, network)]
    return SearchRecord(
        kind="person",
        title=user.name,
        url=user.get_absolute_url(),
        audience_key=key_for(Level.ADASS, network_id=network.pk, council_id=None),
        summary=". ".join(part for part in (names, where, about) if part),
        body="\n".join(lines),
        council=user.council.slug if user.council else "",
        council_name=user.council.short_name if user.council else "",
        network_id=network.pk,
    )


def everything() -> Iterator[User]:
    yield from User.objects.select_related("council__network")
