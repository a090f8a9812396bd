"""The fields of a practice note, in one table. A new field stands in the model and in here.

Form, CMS, page, print, versions, comparison of two saves, import, a person's own data, search and the
look for personal data all read it. Lists of rows (sources, files) and the body have ways of their own there;
the table says their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from django.utils.translation import gettext_lazy as _

Words = Any  # a text, or one that is translated when it is shown


class Kind(Enum):
    LINE = auto()  # one line of text
    WORDS = auto()  # plain text in a few lines
    RICH = auto()  # rich text, typed with light marks
    DAY = auto()
    CHOICE = auto()  # one of the model field's choices
    SET = auto()  # rows of another table
    NAMES = auto()  # words with commas between them
    SOURCES = auto()
    BLOCKS = auto()
    FILES = auto()


TEXT_KINDS = (Kind.LINE, Kind.WORDS, Kind.RICH)


class Part(Enum):
    """The parts of the form, in its order."""

    PRACTICE = "practice"
    STORY = "story"
    PEOPLE = "people"
    AUDIENCE = "audience"


@dataclass(frozen=True)
class NoteField:
    """One field. `name` is the model's; a field without a question is not in the form."""

    name: str
    label: Words  # in versions, comparisons and exports
    kind: Kind
    part: Part
    question: Words = ""
    hint: Words = ""
    rows: int = 0
    most: int = 0  # characters that the form takes; the model's own bound where it is 0
    optional: bool = False  # the form says so; what must be there is asked for when it is sent in
    fact: Words = ""  # its name under "At a glance", on the page and in print
    imported: tuple[str, ...] = ()  # keys of front matter and JSON lines, besides `name`
    stored: str = ""  # its name in a saved version, where that is another
    searched: bool = False  # its words are part of what search reads below the summary


MARKS_HINT = _(
    "A blank line starts a new paragraph, - a point in a list, ## a heading. "
    "No names or details of people who use direct payments"
)

NOTE_FIELDS = (
    NoteField(
        "title", _("Title"), Kind.LINE, Part.PRACTICE, most=200,
        question=_("What do you call it?"),
        hint=_("Say what is done, in words a new colleague would use"),
    ),
    NoteField(
        "summary", _("Summary"), Kind.WORDS, Part.PRACTICE, rows=2,
        question=_("In one or two sentences"),
        hint=_("Up to 400 characters. It is what others see in lists"),
    ),
    NoteField(
        "topics", _("Topics"), Kind.SET, Part.PRACTICE,
        question=_("Topics"), hint=_("Choose all that fit"),
    ),
    NoteField(
        "status", _("Stage"), Kind.CHOICE, Part.PRACTICE,
        question=_("How far has it got?"),
        hint=_("Choose what is true today. You can change it later"),
    ),
    NoteField(
        "what_we_did", _("What we did"), Kind.RICH, Part.STORY, rows=8, searched=True,
        question=_("What did you do?"), hint=MARKS_HINT,
    ),
    NoteField(
        "why", _("Why"), Kind.RICH, Part.STORY, rows=5, searched=True,
        question=_("Why did you do it?"), hint=_("What was going wrong, or could be better"),
    ),
    NoteField(
        "what_came_of_it", _("What came of it"), Kind.RICH, Part.STORY, rows=5, searched=True,
        question=_("What came of it?"),
        hint=_("Figures if you have them. What went wrong is as useful as what went well"),
    ),
    NoteField(
        "cost", _("What it cost or saved"), Kind.LINE, Part.STORY, most=200, optional=True,
        fact=_("What it cost or saved"), searched=True,
        question=_("What does it cost or save?"),
        hint=_("In money a year, such as: about £4,000 a year in card fees"),
    ),
    NoteField("body", _("Further text, tables and pictures"), Kind.BLOCKS, Part.STORY),
    NoteField(
        "position", _("Our position"), Kind.LINE, Part.STORY, most=400, optional=True, searched=True,
        question=_("Your council’s position, in one line"),
        hint=_("Shown beside other councils’ positions, with its date"),
    ),
    NoteField(
        "position_date", _("Position since"), Kind.DAY, Part.STORY, optional=True,
        question=_("Since when is that your position?"),
    ),
    NoteField(
        "sources", _("Sources"), Kind.SOURCES, Part.PEOPLE, rows=3, most=20_000, optional=True,
        stored="references",
        question=_("Published sources it rests on"),
        hint=_(
            "One a line: the web address or the title of a source on the hub. "
            "A new one: its title, then its web address"
        ),
    ),
    NoteField("attachments", _("Files"), Kind.FILES, Part.PEOPLE),
    NoteField(
        "contact_role", _("Whom to ask"), Kind.LINE, Part.PEOPLE, most=120, optional=True, fact=_("Ask"),
        imported=("contact",),
        question=_("Whom to ask"),
        hint=_("A role, not a person, such as: direct payments lead"),
    ),
    NoteField(
        "tags", _("Tags"), Kind.NAMES, Part.PEOPLE, most=300, optional=True,
        stored="tagged_items",
        question=_("Tags"), hint=_("Words of your own, with commas between them"),
    ),
    NoteField(
        "co_authors", _("Councils that wrote it together"), Kind.SET, Part.PEOPLE, optional=True,
        question=_("Other councils that wrote it with you"),
    ),
    NoteField(
        "audience", _("Who can see it"), Kind.CHOICE, Part.AUDIENCE, fact=_("Who can see it"),
        question=_("Who can see it?"),
    ),
    NoteField(
        "date_of_practice", _("In practice since"), Kind.DAY, Part.AUDIENCE, optional=True,
        fact=_("In practice since"), imported=("date",), question=_("When did it start?"),
    ),
    NoteField(
        "review_by", _("Review by"), Kind.DAY, Part.AUDIENCE, optional=True, fact=_("Review by"),
        question=_("When should you look at it again?"),
        hint=_("We remind you then. For example, 31 3 2027"),
    ),
)  # fmt: skip

BY_NAME = {one.name: one for one in NOTE_FIELDS}
IN_FORM = tuple(one for one in NOTE_FIELDS if one.question)
RICH_NAMES = tuple(one.name for one in NOTE_FIELDS if one.kind is Kind.RICH)
FACTS = tuple(one for one in NOTE_FIELDS if one.fact)
SAID_IN_FILES = tuple(
    one for one in NOTE_FIELDS
    if one.kind in (Kind.LINE, Kind.DAY) and one.question and one.name != "title"
)  # fmt: skip
"""Plain fields that front matter and JSON lines may speak of; texts and lists are read apart."""


def named(kinds: Iterable[Kind]) -> tuple[str, ...]:
    """Names of the fields of these kinds, in the order of the table."""
    wanted = set(kinds)
    return tuple(one.name for one in NOTE_FIELDS if one.kind in wanted)


def day_in_words(value: date | None) -> str:
    return f"{value:%-d %B %Y}" if value else ""


def in_words(note: Any, field: NoteField) -> str:
    """A plain field of the note as one line, for facts; texts and lists have readers of their own."""
    if field.kind is Kind.CHOICE:
        return str(getattr(note, f"get_{field.name}_display")())
    value = getattr(note, field.name)
    return day_in_words(value) if field.kind is Kind.DAY else str(value or "")


def facts_of(note: Any) -> list[tuple[str, str]]:
    """(name, words) of each fact that the note states, for "At a glance"."""
    council = note.council.short_name if note.council else ""
    more: dict[str, Callable[[str], str]] = {"contact_role": lambda role: f"{role}, {council}"}
    said = ((one, in_words(note, one)) for one in FACTS)
    return [(str(one.fact), more.get(one.name, str)(words)) for one, words in said if words]
