"""Rich Text Format: its words, and the groups that a reader does not see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from hub.inspection.findings import VISIBLE, Passage, Unreadable

GROUPS = {
    r"\{\\author ([^{}]*)\}": ("property", "author"),
    r"\{\\operator ([^{}]*)\}": ("property", "last saved by"),
    r"\{\\\*?\\?manager ([^{}]*)\}": ("property", "manager"),
    r"\{\\\*?\\?company ([^{}]*)\}": ("property", "company"),
    r"\{\\title ([^{}]*)\}": ("property", "title"),
    r"\{\\\*\\annotation\b((?:[^{}]|\{[^{}]*\})*)\}": ("comment", ""),
    r"\{[^{}]*\\deleted\b([^{}]*)\}": ("deletion", ""),
    r"\{[^{}]*\\v(?!\w)([^{}]*)\}": ("hidden_text", ""),
}
CONTROL = re.compile(r"\\\*|\\[a-z]+-?\d* ?|[{}]")


def passages(data: bytes) -> Iterator[Passage]:
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("What is inside is not what its name says.")
    source = data.decode("latin-1")
    for pattern, (layer, place) in GROUPS.items():
        for found in re.finditer(pattern, source):
            words = CONTROL.sub("", found[1]).strip()
            if words:
                yield Passage(layer, place, words)
    if "\\objdata" in source:
        yield Passage("embedded", "", "an object")
    text = rtf_to_text(source, errors="ignore")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield Passage(VISIBLE, f"line {number}", line)
