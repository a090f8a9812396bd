"""Markdown with YAML front matter between two lines of `---`."""

from __future__ import annotations

import re
from typing import Any

import yaml
from django.utils.translation import gettext as _

from practices.importing.draft import Draft, Refused
from practices.importing.front_matter import apply_said
from practices.importing.readers.document import draft_from
from practices.importing.readers.pandoc import markup_of

FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
MAX_FRONT = 64 * 1024
# As GitHub has it; “$5 and $6” is money, not mathematics.
GFM = "gfm-tex_math_dollars-tex_math_gfm-yaml_metadata_block"
FENCE = re.compile(r"^\s{0,3}(```|~~~)")
BLOCK = re.compile(r"^\s{0,3}(?:[-*+•]\s|\d{1,3}[.)]\s)")
ROW = re.compile(r"^\s*\|.*\|\s*$|^[^|]+\|[^|]+")
DASHES = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|^\s*\|\s*:?-+:?\s*\|\s*$")


def read_markdown(text: str) -> Draft:
    """A draft of an .md file. Raises Refused where the front matter cannot be read."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    said, body = front_matter(text)
    draft = draft_from(markup_of(with_space_above(body).encode(), GFM), [])
    apply_said(draft, said)
    return draft


def with_space_above(text: str) -> str:
    """A blank line where a list or a table begins straight under a line, so that it is one."""
    lines = text.split("\n")
    made: list[str] = []
    fenced = False
    for number, line in enumerate(lines):
        fenced ^= FENCE.match(line) is not None
        before = made[-1] if made else ""
        below = lines[number + 1] if number + 1 < len(lines) else ""
        begins_list = BLOCK.match(line) and not BLOCK.match(before) and not before.startswith(" ")
        begins_table = ROW.match(line) and DASHES.match(below) and not ROW.match(before)
        if not fenced and before.strip() and (begins_list or begins_table):
            made.append("")
        made.append(line if fenced else re.sub(r"^(\s*)•\s", r"\1- ", line))
    return "\n".join(made)


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """What stands between the dashes, and the text below it."""
    match = FRONT.match(text)
    if not match:
        if text.startswith("---\n") and re.match(r"---\n\s*\w+\s*:", text):
            raise Refused(_("The front matter at the top is not closed by a line of three dashes."))
        return {}, text
    if len(match[1]) > MAX_FRONT:
        raise Refused(_("The front matter at the top is too long."))
    return parsed(match[1]), text[match.end() :]


def parsed(front: str) -> dict[str, Any]:
    try:
        said = yaml.safe_load(front) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise Refused(
            _("The front matter at the top is not valid YAML (near line %(line)s).")
            % {"line": line}
        ) from wrong
    if not isinstance(said, dict):
        raise Refused(_("The front matter at the top must be lines such as “title: …”."))
    return said
