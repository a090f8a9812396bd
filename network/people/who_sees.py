"""Who sees what somebody says of themselves, in words. The rule is `permissions.sees_contact_of`."""

from django.utils.translation import gettext as _

from hub.access.roles import may_anywhere
from network.people.models import User


def details_seen_by() -> str:
    """Of name, council, job title, roles and what somebody may be asked about."""
    return _("Members of your network see it, ADASS managers among them.")


def contact_seen_by(*, resident: bool) -> str:
    """Of address, phone and how somebody likes to be reached."""
    if resident:
        return _(
            "Only those who run the network see it, and for an issue that you raised the ADASS "
            "managers who tell you the answer."
        )
    return details_seen_by()


def strangers_see(user: User) -> str:
    """What people who are not signed in are told; empty for almost everybody."""
    private = may_anywhere(user, "keep_contact_private")
    if may_anywhere(user, "chair_the_network") and not private:
        return _("As you chair the network, people who ask to join are shown name and address.")
    return ""
