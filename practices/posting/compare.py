"""What differs between two texts, word by word. Pure: no Django but for escaping."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WORDS = re.compile(r"\s+|[^\s]+")


def runs(old: str, new: str) -> Iterator[tuple[str, str]]:
    """("same" | "gone" | "new", text) in reading order."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[a:b])
            continue
        if b > a:
            yield "gone", "".join(before[a:b])
        if d > c:
            yield "new", "".join(after[c:d])


TAGS = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}


def marked(old: str, new: str) -> SafeString:
    """HTML of `new` with what was added and taken out since `old`."""
    return format_html_join(
        "", "{}", ((format_html(TAGS[kind], text),) for kind, text in runs(old, new))
    )
