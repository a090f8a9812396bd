"""What people put on the home page: a leaver's things that nobody has taken on."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.waiting import Ask
from network.people.leaving import belongings_of, lately_left
from network.people.permissions import runs


def asks(user: Any) -> Iterator[Ask]:
    """For those who run the network: what people who have left looked after."""
    network = user.network
    if network is None or not runs(user, network):
        return
    for leaver in lately_left(network):
        count = len(belongings_of(leaver, network, user))
        if count:
            yield Ask(
                _("Hand over what %(name)s looked after") % {"name": leaver.name},
                ngettext("One thing has nobody now.", "%(count)s things have nobody now.", count)
                % {"count": count},
                reverse("people:handover", args=[leaver.pk]),
                network=user.which_network(network),
            )
