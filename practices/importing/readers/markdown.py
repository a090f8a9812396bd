"""Markdown with YAML front matter between two lines of `---`."""

from __future__ import annotations

import re
from typing import Any

import yaml
from django.utils.translation import gettext as _
from markdown import markdown

from practices.importing.draft import Draft, Refused
from practices.importing.front_matter import apply_said
from practices.importing.layout import lay_out

FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
MAX_FRONT = 64 * 1024


def read_markdown(text: str) -> Draft:
    """A draft of an .md file. Raises Refused where the front matter cannot be read."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    said, body = front_matter(text)
    draft = lay_out(markdown(body, extensions=["tables", "sane_lists", "fenced_code"]))
    apply_said(draft, said)
    return draft


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
