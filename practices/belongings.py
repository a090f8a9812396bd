"""Notes that somebody owns, for handing over when she leaves."""

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from hub.findable import changed
from network.councils.models import Network
from network.people.belongings import Belonging, members_of
from network.people.models import User
from practices.kept_notes import forget_notes
from practices.models import PracticeNotePage


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
    forget_notes()
