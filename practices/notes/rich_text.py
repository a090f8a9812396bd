"""The plain words of rich text and of a note's blocks, for search, feeds and comparing versions."""

import html
import re
from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

BREAKS = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|br|tr|table|blockquote|div|hr)\b[^>]*>", re.IGNORECASE
)
TAGS = re.compile(r"<[^>]*>")
SPACES = re.compile(r"[ \t\xa0]+")
NOT_WORDS = {"id", "type", "image", "document", "cell", "mergeCells"}


def plain(markup: str) -> str:
    """Words only; each paragraph, heading and list item on a line of its own."""
    text = html.unescape(TAGS.sub(" ", BREAKS.sub("\n", markup or "")))
    lines = (SPACES.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def words_of(value: Any) -> Iterator[str]:
    """Every written word inside a block's raw value, whatever its shape."""
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, dict):
        for key, part in sorted(value.items()):  # PostgreSQL keeps keys in an order of its own
            if key not in NOT_WORDS:
                yield from words_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from words_of(part)


def plain_blocks(raw_blocks: Any) -> str:
    """The words of a StreamField's raw data, one block after the other."""
    found = (words for block in raw_blocks for words in words_of(block["value"]))
    return "\n".join(words for words in found if words)


# [1] in a note's text becomes a link to the first of its sources.

NUMBER = re.compile(r"\[(\d{1,3})\](?![^<]*>)")  # not inside a tag


def with_cites(markup: str, sources: int) -> SafeString:
    """The same markup, with each [n] for which there is an n-th source linked to it.

    `markup` is trusted: it comes from Wagtail's own rendering of cleaned rich text.
    """

    def link(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 1 <= number <= sources:
            return found[0]
        label = _("Source %(number)s") % {"number": number}
        return f'<a class="cite" href="#source-{number}" aria-label="{label}">[{number}]</a>'

    return mark_safe(NUMBER.sub(link, markup))  # noqa: S308
