"""What search may say that a person knows: notes that they own, and notes that they tried.

A person's record has one audience, every member of their network with its ADASS managers. So only
notes that all of these may read are told of: public ones, and those for the network and ADASS.
"""

from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hub.access.audience import PUBLIC, Level, key_for
from hub.search_registry import follow
from network.councils.models import Network
from network.people.models import User
from network.people.search_records import register_knowledge
from practices.models import Adoption, PracticeNotePage, Topic
from practices.notes.querysets import PracticeNoteQuerySet

MOST = 40  # notes of either kind; a longer list would make everybody fit everything


def register() -> None:
    register_knowledge(known_for)
    follow(User, PracticeNotePage, people_of_notes)
    follow(User, Adoption, lambda keys: _adopters(Adoption.objects.filter(pk__in=keys)))
    follow(User, Topic, people_of_topics)


def people_of_notes(keys: Collection[int]) -> QuerySet[User]:
    """Those who own these notes, or said that their council does the same."""
    adopted = Adoption.objects.filter(note__in=keys)
    return User.objects.filter(Q(owned_pages__in=keys) | Q(pk__in=adopted.values("by")))


def people_of_topics(keys: Collection[int]) -> QuerySet[User]:
    notes = PracticeNotePage.objects.filter(topics__in=keys)
    return User.objects.filter(owned_pages__in=notes.values("page_ptr"))


def _adopters(adoptions: QuerySet[Adoption]) -> QuerySet[User]:
    return User.objects.filter(pk__in=adoptions.values("by"))


def known_for(user: User, network: Network) -> Iterator[str]:
    """A line for each note, in words that a reader of a result understands."""
    notes = _read_by_all(network)
    for note in notes.filter(owner=user).prefetch_related("topics", "tags").order_by("-pk")[:MOST]:
        names = [one.name for one in (*note.topics.all(), *sorted(note.tags.all(), key=str))]
        labels = {name.casefold(): name for name in reversed(names)}.values()  # each once
        title = _("Wrote “%(title)s”") % {"title": note.title}
        yield f"{title} ({', '.join(reversed(labels))})." if labels else f"{title}."
    said = Adoption.objects.filter(by=user, council__network=network, note__in=notes)
    for one in said.select_related("note").order_by("-at")[:MOST]:
        told = f"{one.get_how_display()}: “{one.note.title}”."
        yield f"{told} {one.line}" if one.line else told


def _read_by_all(network: Network) -> PracticeNoteQuerySet:
    key = key_for(Level.ADASS, network_id=network.pk, council_id=None)
    notes = PracticeNotePage.objects.live().filter(audience_key__in={PUBLIC, key})
    return notes.exclude(status="withdrawn")
