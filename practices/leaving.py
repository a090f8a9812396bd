"""What this room takes back from people who leave."""

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import PageSubscription

from hub.search_registry import changed
from network.councils.models import Network
from network.people.leaving import Belonging, members_of
from network.people.models import Membership, User
from practices.models import FeedToken, PracticeNotePage


def end_feed_addresses(people: QuerySet[User]) -> int:
    """Feed addresses of those who are members of nothing now."""
    return _drop(FeedToken.objects.filter(user__in=people))


def end_page_subscriptions(people: QuerySet[User]) -> int:
    """Wagtail's own mails about comments on a page."""
    return _drop(PageSubscription.objects.filter(user__in=people))


def _drop(held: QuerySet) -> int:
    ended, _of_each = held.exclude(user__in=Membership.objects.in_force().values("user")).delete()
    return ended


# Notes that somebody owns, for handing over when she leaves.


def notes_to_hand_over(owner: User, network: Network, reader: User) -> Iterator[Belonging]:
    """Her notes and drafts. One that the reader may not open is named by its council alone."""
    notes = PracticeNotePage.objects.filter(owner=owner, council__network=network)
    for note in notes.exclude(status="withdrawn").select_related("council").order_by("pk"):
        open_to_her = note.is_visible_to(reader)
        unnamed = _("A note or draft that only %(council)s sees") % {"council": note.council}
        yield Belonging(
            key=f"note-{note.pk}",
            kind=_("Practice note"),
            title=note.title if open_to_her else unnamed,
            url=note.address if open_to_her else "",
            heirs=tuple(members_of(network, note.council)),
            hand_to=partial(give_note, note.pk),
        )


@transaction.atomic
def give_note(pk: int, heir: User) -> None:
    """Reviews and questions go to the heir from now on; the words and their dates stay."""
    owner = PracticeNotePage.objects.select_related("owner").get(pk=pk).owner
    PracticeNotePage.objects.filter(pk=pk).update(owner=heir)
    changed(PracticeNotePage.objects.get(pk=pk))
    if owner is not None:
        changed(owner)  # search no longer says that they have it
