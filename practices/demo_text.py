"""From a demonstration note's Markdown to the fields and blocks of a practice note."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import nh3
from lxml import html
from lxml.html import HtmlElement

TEMPLATE = (("What we", "what_we_did"), ("Why", "why"), ("What came of it", "what_came_of_it"))
KEPT = {"p", "h2", "h3", "b", "strong", "i", "em", "ul", "ol", "li", "a", "br", "blockquote"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
Block = tuple[str, Any]


def note_text(text: str, thresholds: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The three fields of the network's template and, in `body`, all that has no place in them.

    Tables and quotations of the three sections follow below them, each table named after its
    section, because rich text holds neither.
    """
    fields: dict[str, Any] = {}
    body = [threshold_block(row) for row in thresholds]
    later: list[Block] = []
    for heading, parts in sections(text):
        field = next((name for start, name in TEMPLATE if heading.startswith(start)), "")
        if field and field not in fields:
            fields[field] = rich(part for part in parts if part.tag not in ("table", "blockquote"))
            body += apart(parts, heading)
        else:
            later += blocks_of(parts, heading)
    return fields | {"body": body + later}


def sections(text: str) -> list[tuple[str, list[HtmlElement]]]:
    """Each second-level heading with the elements under it."""
    from markdown import markdown  # loaded with the demonstration, not in every web worker

    markup = nh3.clean(markdown(text, extensions=["tables"]), tags=KEPT | TABLE)
    found: list[tuple[str, list[HtmlElement]]] = []
    for element in html.fragments_fromstring(markup, no_leading_text=True):
        if element.tag == "h2":
            found.append((element.text_content().strip(), []))
        elif found:
            found[-1][1].append(element)
    return found


def rich(parts: Iterable[HtmlElement]) -> str:
    return "".join(html.tostring(part, encoding="unicode", with_tail=False) for part in parts)


def apart(parts: Sequence[HtmlElement], heading: str) -> list[Block]:
    """The tables and quotations among the parts."""
    return [block_of(part, heading) for part in parts if part.tag in ("table", "blockquote")]


def blocks_of(parts: Sequence[HtmlElement], heading: str) -> list[Block]:
    """A whole section as blocks, in its order, under its heading."""
    blocks: list[Block] = []
    waiting = f"<h2>{escape(heading)}</h2>"
    for part in parts:
        if part.tag in ("table", "blockquote"):
            blocks += [("text", waiting)] if waiting else []
            blocks.append(block_of(part, ""))
            waiting = ""
        else:
            waiting += rich([part])
    return blocks + ([("text", waiting)] if waiting else [])


def block_of(part: HtmlElement, caption: str) -> Block:
    return table_block(part, caption) if part.tag == "table" else quote_block(part)


def table_block(table: HtmlElement, caption: str) -> Block:
    rows = [[cell.text_content().strip() for cell in row] for row in table.iter("tr")]
    return "table", {
        "data": rows,
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_caption": caption,
    }


def quote_block(quote: HtmlElement) -> Block:
    """The last line, after a dash, says who spoke."""
    *words, last = [line.strip() for line in quote.text_content().strip().splitlines() if line]
    if not last.startswith("—"):
        words, last = [*words, last], ""
    return "quote", {"text": " ".join(words), "attribution": last.lstrip("— "), "date": None}


def threshold_block(row: dict[str, Any]) -> Block:
    return "threshold", {
        "label": row["what"],
        "number": row["number"],
        "unit": row["unit"],
        "source": row.get("source", ""),
    }
