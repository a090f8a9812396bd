"""Making text and HTML from outside safe to keep."""

from __future__ import annotations

import re
from itertools import chain

import nh3
from bs4 import Tag

from hub.inputs import whole_number
from practices.importing.draft import Table

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CONTAINERS = {
    "div", "section", "article", "main", "header", "aside", "figure", "figcaption", "details",
    "summary", "address", "center", "blockquote", "pre", "dl", "dt", "dd", "body",
}  # fmt: skip
INLINE = {"a", "b", "strong", "i", "em", "br"}
TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
ALLOWED = HEADINGS | CONTAINERS | INLINE | TABLE | {"p", "ul", "ol", "li", "img"}
THROWN_AWAY = {
    "script", "style", "title", "nav", "footer", "template", "noscript", "svg", "math", "form",
    "iframe", "object", "select", "textarea", "button",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan"},
    "th": {"colspan"},
}
# `picture:` is our own: the place in the text of a picture that came with the file.
SCHEMES = {"http", "https", "mailto", "tel", "picture"}
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Without NULs, control characters and halves of characters, which databases refuse."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return CONTROLS.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Clean text on a single line, for titles, tags and the like."""
    return " ".join(clean_text(text).split())


def clean_html(markup: str) -> str:
    """Only the tags that a note can show, with safe links; scripts and styles go with their text."""
    return nh3.clean(
        clean_text(markup),
        tags=ALLOWED,
        clean_content_tags=THROWN_AWAY,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


# A table of a page or Word file as rows of plain text.

LONGEST_HEADING = 80
MAX_COLUMNS = 60
MAX_SPAN = 20


def table_from(block: Tag) -> Table | str | None:
    """The table; its words alone when it is a single cell (a frame round text); None when empty.

    Cells that span columns are followed by empty ones, so that columns stay under each other.
    A table inside a cell is read as that cell's text.
    """
    caption = block.find("caption")
    words = one_line(caption.get_text(" ")) if caption else ""
    lines = [row for row in block.find_all("tr") if row.find_parent("table") is block]
    rows = [cells_of(line) for line in lines]
    rows = [row for row in rows if any(row)]
    if not rows:
        return None
    width = min(MAX_COLUMNS, max(map(len, rows)))
    if width == 1 and len(rows) == 1:
        return rows[0][0]
    even = tuple(tuple((row + [""] * width)[:width]) for row in rows)
    return Table(even, has_header=has_header(lines, even), caption=words)


def cells_of(line: Tag) -> list[str]:
    pairs = ([one_line(cell.get_text(" "))] + [""] * (span_of(cell) - 1) for cell in own(line))
    return list(chain.from_iterable(pairs))


def own(line: Tag) -> list[Tag]:
    return line.find_all(["td", "th"], recursive=False)


def span_of(cell: Tag) -> int:
    value = str(cell.get("colspan", "1"))
    return min(MAX_SPAN, max(1, whole_number(value) or 1))


def has_header(lines: list[Tag], rows: tuple[tuple[str, ...], ...]) -> bool:
    """Marked as such, or a first row of short words over others, as nearly every Word table has."""
    if len(rows) < 2:
        return False
    if lines[0].find_parent("thead") or all(cell.name == "th" for cell in own(lines[0])):
        return True
    return all(cell and len(cell) <= LONGEST_HEADING for cell in rows[0])
