"""Which of the note's own questions a heading asks, and what a file is called."""

import re
from pathlib import PurePath

from practices.importing.clean import one_line
from practices.importing.draft import shortened

FIELDS = {
    "what_we_did": {
        "what we did", "what we do", "what did we do", "what did you do", "what was done",
        "what we have done",
    },
    "why": {
        "why", "why we did it", "why we do it", "why did we do it", "why did you do it",
        "the reason why",
    },
    "what_came_of_it": {
        "what came of it", "what has come of it", "what came out of it", "what happened",
        "results", "outcome", "outcomes",
    },
}  # fmt: skip
NUMBERING = re.compile(r"^\s*(?:\(?\d+(?:\.\d+)*[.):]?|[a-z][.)])\s+", re.IGNORECASE)
DATE_LINE = re.compile(r"^\W*\d{1,4}[/.\- ](?:\d{1,2}|[A-Za-z]{3,9})[/.\- ]\d{2,4}\b")
TITLE_LENGTH = 255
LONGEST_TITLE_LINE = 140


def field_asked(heading: str) -> str:
    """`what_we_did`, `why`, `what_came_of_it`, or nothing."""
    words = NUMBERING.sub("", one_line(heading)).casefold().replace("’", "'").strip(" ?:.–-")
    return next((name for name, headings in FIELDS.items() if words in headings), "")


def title_from_name(file_name: str) -> str:
    """A readable title from a file name: `prepaid_card-checks.docx` is “Prepaid card checks”."""
    words = one_line(re.sub(r"[_\-]+", " ", PurePath(file_name).stem))
    return words[:1].upper() + words[1:]


def title_in(lines: list[str]) -> tuple[str, int | None]:
    """The title a plain text gives itself, and which line it is when it may leave the body.

    A dated line above the title is passed over. When the first line is already a paragraph, its
    first sentence is the title and the line stays where it is.
    """
    for number, line in enumerate(lines[:12]):
        words = one_line(line.lstrip("#*•·- \t"))
        if not words or DATE_LINE.match(words):
            continue
        if len(words) <= LONGEST_TITLE_LINE and not words.endswith("."):
            return words, number
        return first_sentence(words), None
    return "", None


def first_sentence(text: str) -> str:
    """The first sentence, or as many whole words as a title holds."""
    sentence = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0].rstrip(".")
    return shortened(sentence, 100)
