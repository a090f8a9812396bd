"""Two texts word by word: what went and what came. No Django here."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape
from typing import NamedTuple

WORDS = re.compile(r"\s+|[^\s\w]|\w+")
TAGS = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}


class Sides(NamedTuple):
    """A line of both texts as safe markup: `<del>` on the left, `<ins>` on the right."""

    old: str
    new: str


def side_by_side(old: str, new: str) -> list[Sides]:
    """Line by line; inside lines that changed, word by word. Lines are matched first, so that two
    long texts cost little."""
    before, after = old.splitlines(), new.splitlines()
    rows: list[Sides] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += [Sides(escape(line), escape(line)) for line in before[a:b]]
        else:
            rows += changed_lines(before[a:b], after[c:d])
    return rows


def changed_lines(before: list[str], after: list[str]) -> Iterator[Sides]:
    for place in range(max(len(before), len(after))):
        old = before[place] if place < len(before) else ""
        new = after[place] if place < len(after) else ""
        yield word_by_word(old, new)


def word_by_word(old: str, new: str) -> Sides:
    words = [(kind, escape(text)) for kind, text in runs(old, new)]
    return Sides(
        "".join(TAGS[kind].format(text) for kind, text in words if kind != "new"),
        "".join(TAGS[kind].format(text) for kind, text in words if kind != "gone"),
    )


def marked(old: str, new: str) -> str:
    """One text as safe markup, with what was added and taken out since `old`."""
    return "".join(TAGS[kind].format(escape(text)) for kind, text in runs(old, new))


def runs(old: str, new: str) -> Iterator[tuple[str, str]]:
    """("same" | "gone" | "new", text) in reading order."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(before[a:b])
            continue
        if b > a:
            yield "gone", "".join(before[a:b])
        if d > c:
            yield "new", "".join(after[c:d])
