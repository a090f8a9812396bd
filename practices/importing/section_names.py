"""What a heading asks for, and what a note is called."""

from __future__ import annotations

import re
from pathlib import PurePath

from practices.importing.draft import shortened
from practices.importing.html import one_line

NUMBERING = re.compile(
    r"^\s*(?:(?:section|part|question|step|q)\s*)?"
    r"(?:\(?\d+(?:\.\d+)*\)?(?:\s*[.):–-]+\s*|\s+)|\(?(?:[ivx]{1,4}|[a-z])[.):]+\s*)",
    re.IGNORECASE,
)
US = r"(?:we|you|i|they|the council)"
FIELDS = {
    "summary": r"(?:(?:a |the |our )?(?:short |executive )?summary|in (?:brief|short|summary)"
    r"|(?:a )?(?:brief |short )?overview|at a glance)",
    "what_we_did": rf"(?:what (?:did |do |have |had )?{US} (?:did|do|done|have done|are doing"
    rf"|changed|tried)(?: about it)?|what (?:was|is) (?:done|being done)"
    rf"|how (?:did |do )?{US} (?:did|do) (?:it|this)|our (?:approach|response)"
    r"|actions? taken|what the practice is)",
    "why": rf"(?:why|why (?:did |do |have |are |were )?{US} (?:did|do|doing|done|have done|changed"
    rf"|change|are doing|started)(?: it| this| that)?|why (?:is|was|did) (?:this|it) .{{2,40}}"
    rf"|why this(?: matters| was needed)?|why it (?:matters|mattered|was needed)"
    r"|(?:the |our )?(?:reasons?|rationale)(?: why| for (?:this|it|doing (?:this|it)))?)",
    "what_came_of_it": r"(?:what (?:has |have )?(?:came|come) (?:out )?of (?:it|this)"
    r"|what (?:has )?(?:happened|changed)(?: next| since| as a result)?"
    r"|(?:the |our |key )?(?:results?|outcomes?|impact)(?: and (?:results?|outcomes?|impact"
    r"|learning))?(?: so far| to date)?|what difference (?:did it make|it (?:has )?made|has it made)"
    rf"|what (?:did |have )?{US} (?:achieved?|found|learn(?:ed|t)))",
}
ASKED = {name: re.compile(pattern) for name, pattern in FIELDS.items()}
DATE_LINE = re.compile(r"^\W*\d{1,4}[/.\- ](?:\d{1,2}|[A-Za-z]{3,9})[/.\- ]\d{2,4}\b")
TITLE_LENGTH = 255
LONGEST_TITLE_LINE = 140


def field_asked(heading: str) -> str:
    """`summary`, `what_we_did`, `why`, `what_came_of_it`, or nothing."""
    words = NUMBERING.sub("", one_line(heading)).casefold().replace("’", "'").strip(" ?:.–-")
    return next((name for name, pattern in ASKED.items() if pattern.fullmatch(words)), "")


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
