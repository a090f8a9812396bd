"""From a draft to a plan: which council, topics and audience it means, and which note it renews."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hub.access.audience import Level
from network.councils.models import Council
from practices.importing.council_shelf import Shelf, shelf_of
from practices.importing.draft import Draft, Refused, shortened
from practices.importing.names import council_called, council_names, topic_names, topics_called
from practices.importing.section_names import TITLE_LENGTH, title_from_name
from practices.models import PracticeNotePage, Topic
from practices.notes.models import Status

LONGEST_REF = 200


@dataclass(frozen=True)
class Options:
    """How to import.

    `council` is for files that name none. `only_councils`, when given, are those that the person
    may write for. `audience` is a Level, or empty for what the file says, else the network.
    """

    council: Council | None = None
    publish: bool = False
    audience: str = ""
    dry_run: bool = False
    by: Any = None
    owner: Any = None
    only_councils: frozenset[int] | None = None
    same_name: Mapping[str, str] = field(default_factory=dict)


class SameName:
    """What becomes of a file whose name a note came from before."""

    RENEW = "renew"
    NEW = "new"
    LEAVE = "leave"
    ALL = (RENEW, NEW, LEAVE)


@dataclass
class Plan:
    """A draft that can be written. `note_pk` is the note that it renews.

    `by_name`: that note was found by the name of the file, not by a ref that the file gives.
    """

    draft: Draft
    shelf: Shelf
    ref: str
    audience: str
    topics: list[Topic] | None
    note_pk: int | None = None
    by_name: bool = False


@dataclass
class Planner:
    """Reads the names once; remembers which refs this import has used."""

    options: Options
    shelves: dict[int, Shelf] = field(default_factory=dict)
    seen: dict[tuple[int, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.councils = council_names()
        self.topics = topic_names()

    def plan(self, draft: Draft) -> Plan:
        """Raises Refused for what the network does not know, and for a ref used before."""
        shelf = shelf_of(self.shelves, self.council_of(draft))
        ref = ref_for(draft)
        topics = None if draft.topics is None else topics_called(draft.topics, self.topics)
        audience = checked(draft.audience, Level, _("audience")) or self.options.audience
        draft.status = checked(draft.status, Status, _("status"))
        name_title(draft)
        self.claim(shelf, ref, draft)
        note_pk = shelf.by_ref.get(ref)
        by_name = note_pk is not None and not draft.ref
        if note_pk is not None and by_name and self.becomes_new(draft, note_pk):
            ref, note_pk, by_name = shelf.free_ref(ref), None, False
        return Plan(draft, shelf, ref, audience, topics, note_pk, by_name)

    def remember(self, draft: Draft) -> None:
        """A draft that an earlier part of the same import has dealt with: its ref is taken."""
        with suppress(Refused):
            self.claim(shelf_of(self.shelves, self.council_of(draft)), ref_for(draft), draft)

    def becomes_new(self, draft: Draft, note_pk: int) -> bool:
        """Whether the file is another note than the one that came from a file of its name.

        Raises Refused where that was not said and their titles differ, or where it is to be left.
        """
        choice = self.options.same_name.get(draft.file, "")
        if choice == SameName.LEAVE:
            raise Refused(_("Left out, as you chose."))
        if choice or self.options.dry_run:
            return choice == SameName.NEW
        title = PracticeNotePage.objects.values_list("title", flat=True).get(pk=note_pk)
        if title.casefold() != shortened(draft.title, TITLE_LENGTH).casefold():
            raise Refused(
                _(
                    "The note “%(title)s” came from a file of this name, and this one is called "
                    "“%(new)s”. Say whether it renews that note, or give the file another name."
                )
                % {"title": title, "new": draft.title}
            )
        return False

    def council_of(self, draft: Draft) -> Council:
        if draft.council:
            council = council_called(draft.council, self.councils)
        elif self.options.council:
            council = self.options.council
        else:
            raise Refused(_("No council is named. Name one in the file, or choose one for all."))
        allowed = self.options.only_councils
        if allowed is not None and council.pk not in allowed:
            raise Refused(
                _("You may not add notes for %(council)s.") % {"council": council.short_name}
            )
        return council

    def claim(self, shelf: Shelf, ref: str, draft: Draft) -> None:
        """One ref, one note: the first keeps it. Raises Refused and says where that one is."""
        key = (shelf.council.pk, ref)
        if key in self.seen:
            raise Refused(
                _("Another note in this import has the ref “%(ref)s” already (%(place)s).")
                % {"ref": ref, "place": self.seen[key]}
            )
        self.seen[key] = place_of(draft)


def place_of(draft: Draft) -> str:
    if draft.line is None:
        return draft.file
    return _("%(file)s, line %(line)s") % {"file": draft.file, "line": draft.line}


def ref_for(draft: Draft) -> str:
    """The file's own ref; else its name, with the line where it has many notes."""
    name = draft.file if draft.line is None else f"{draft.file}:{draft.line}"
    return draft.ref or name[-LONGEST_REF:]


def checked(word: str, choices: Any, what: str) -> str:
    """One of the choices by value or label, or empty. Raises Refused and names them."""
    if not word:
        return ""
    wanted = word.casefold()
    for value, label in choices.choices:
        if wanted in {value, str(label).casefold()}:
            return str(value)
    raise Refused(
        _("“%(word)s” is no %(what)s. Use one of: %(choices)s.")
        % {"word": word[:80], "what": what, "choices": ", ".join(choices.values)}
    )


def name_title(draft: Draft) -> None:
    """A title for a line that has none: how its text begins. Raises Refused when it says nothing."""
    from_text = draft.opening_words()
    if not draft.title and not from_text:
        raise Refused(_("There is neither a title nor a text."))
    draft.title = draft.title or from_text or title_from_name(draft.file)
