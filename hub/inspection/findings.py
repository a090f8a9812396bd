"""Protective markings that should not leave a council. Pure.

Sources: Government Security Classifications Policy (OFFICIAL, OFFICIAL-SENSITIVE, SECRET, TOP SECRET),
the older scheme (RESTRICTED, CONFIDENTIAL, PROTECT) and the NHS's own (NHS CONFIDENTIAL).
Words in small letters are ordinary English ("an official form"), so only capitals count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hub.trust.personal_data import signs_of_personal_data

MARKING = re.compile(
    r"\b(?:OFFICIAL[ ]?[-–—:_ ][ ]?(?:\[)?SENSITIVE(?:\])?(?:[ ]?[-–—:\[]+[ ]?[A-Z][A-Z ]+\]?)?"
    r"|Official[ ]?[-–—:][ ]?Sensitive"
    r"|TOP SECRET|SECRET|NHS CONFIDENTIAL|NHS RESTRICTED|STRICTLY CONFIDENTIAL|COMMERCIAL IN CONFIDENCE"
    r"|PRIVATE (?:AND|&) CONFIDENTIAL|CONFIDENTIAL|RESTRICTED"
    r"|NOT FOR (?:ONWARD )?(?:DISTRIBUTION|PUBLICATION|CIRCULATION|RELEASE)"
    r"|PROTECT[ ]?[-–—:][ ]?[A-Z]+)\b\]?"
)
HARMLESS = re.compile(r"\bNOT (?:PROTECTIVELY MARKED|RESTRICTED|CONFIDENTIAL|SECRET|OFFICIAL)\b")


def markings_in(text: str) -> list[tuple[str, int]]:
    """Each marking with the place where it starts; "NOT PROTECTIVELY MARKED" is none."""
    harmless = [range(*found.span()) for found in HARMLESS.finditer(text)]
    return [
        (" ".join(found[0].split()), found.start())
        for found in MARKING.finditer(text)
        if not any(found.start() in span for span in harmless)
    ]


# What was found in a file, in sentences. Pure.

MOST_FINDINGS = 200
MOST_CHARACTERS = 3_000_000  # looked at for signs in one file
AROUND = 60  # characters shown on each side of a sign
MOST_WORDS = 200  # characters shown of what is hidden
VISIBLE = "visible"

# Kind → its name, and whether a cleaned copy is without it.
KINDS: dict[str, tuple[str, bool]] = {
    "personal": ("This may be about a person", False),
    "marking": ("Protective marking", False),
    "deletion": ("Tracked deletion", True),
    "insertion": ("Tracked insertion", True),
    "move": ("Tracked move", True),
    "formatting": ("Tracked changes of formatting", True),
    "comment": ("Comment", True),
    "hidden_text": ("Hidden text", True),
    "property": ("Document property", True),
    "hidden_sheet": ("Hidden sheet", True),
    "hidden_rows": ("Hidden rows", True),
    "hidden_columns": ("Hidden column", True),
    "defined_name": ("Hidden name of a range", True),
    "speaker_notes": ("Speaker notes", True),
    "hidden_slide": ("Hidden slide", True),
    "embedded": ("File inside the file", True),
    "earlier_version": ("Earlier version kept in the file", True),
    "macro": ("Macro (a program)", True),
    "copied_data": ("Data behind the file", True),
    "link": ("Address on somebody’s computer or network", True),
    "picture_place": ("Place where a picture was taken", True),
    "picture_author": ("Owner or author of a picture", True),
    "annotation": ("Annotation", True),
    "under_box": ("Text under a drawn box, which can still be copied out", False),
    "unread": ("Could not be looked at", False),
}


class Unreadable(Exception):
    """The file cannot be looked into; the message is a sentence."""


@dataclass(frozen=True)
class Passage:
    """Words somewhere in a file. `layer` is VISIBLE or a kind; `place` says where, in words."""

    layer: str
    place: str
    text: str
    by: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing that a reader of the page does not see, or that should not leave."""

    kind: str
    place: str
    words: str = ""
    by: str = ""
    signs: tuple[str, ...] = ()

    @property
    def is_cleaned(self) -> bool:
        """A cleaned copy is without it."""
        return KINDS[self.kind][1]

    @property
    def sentence(self) -> str:
        who = f" by {self.by}" if self.by else ""
        said = f": “{self.words}”" if self.words else ""
        where = f", {self.place}" if self.place else ""
        signs = f" It holds: {'; '.join(self.signs)}." if self.signs else ""
        return f"{KINDS[self.kind][0]}{who}{where}{said}.{signs}"


def judged(passages: Iterable[Passage]) -> list[Finding]:
    """Findings in the order they stand; what is beyond the bounds is itself a finding."""
    found: dict[Finding, None] = {}
    length = 0
    for passage in passages:
        length += len(passage.text)
        if length > MOST_CHARACTERS:
            found[Finding("unread", "", "The rest of a very long file")] = None
            break
        found.update(dict.fromkeys(_of(passage)))
    kept = list(found)
    if len(kept) > MOST_FINDINGS:
        more = Finding("unread", "", f"{len(kept) - MOST_FINDINGS + 1} further things, not listed")
        kept = [*kept[: MOST_FINDINGS - 1], more]
    return kept


def _of(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    signs = [(sign.kind, sign.words, sign.start) for sign in signs_of_personal_data(text)]
    marks = markings_in(text)
    if passage.layer != VISIBLE:
        said = [f"{words} ({kind})" for kind, words, _start in signs]
        said += [f"{words} (protective marking)" for words, _start in marks]
        words = clipped(text)
        yield Finding(passage.layer, passage.place, words, passage.by, tuple(dict.fromkeys(said)))
        return
    for words, _start in marks:
        yield Finding("marking", passage.place, words)
    for kind, words, start in signs:
        around = clipped(text[max(0, start - AROUND) : start + len(words) + AROUND])
        yield Finding("personal", passage.place, around, signs=(f"{words} ({kind})",))


def clipped(text: str) -> str:
    """One line, not too long to read."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_WORDS else line[: MOST_WORDS - 1] + "…"
