"""Plain text with light marks ⇄ the HTML of a rich text field. Pure: no Django.

A lead without JavaScript writes in a plain box. What she writes and what the CMS's editor makes
say the same things, so a note may go to and fro between the two and lose nothing:

    ## Heading   ### Smaller heading   - point   1. step   **bold**   __italic__   [words](address)

A blank line starts a new paragraph; a line break stays a line break. A backslash before a mark
takes its meaning away. Links to pages and files of the hub are [words](page:12) and
[words](document:7).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import groupby

from hub.inputs import may_be_linked

MARKS = re.compile(r"(\\|\*\*|__|\[|\])")
LINE_MARK = re.compile(r"^(#{2,3} |[-*•] |\d{1,3}[.)] )")
INLINE = re.compile(
    r"\\(?P<plain>\\|\*|_|\[|\]|#|-|•|\d)"
    r"|(?P<bold>\*\*)|(?P<italic>__)"
    r"|\[(?P<words>(?:\\.|[^\[\]\\])*)\]\((?P<address>[^()\s]{1,600})\)"
)
OWN_ADDRESS = re.compile(r"^(page|document):([0-9]{1,18})$")


def to_html(text: str) -> str:
    """The rich text of a plain text. Never raises; what is no mark stays as typed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return "".join(_block(lines) for lines in _blocks(text.split("\n")))


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines that belong together: a heading, a list, or a paragraph."""

    def kind(line: str) -> str:
        if not line.strip():
            return ""
        mark = LINE_MARK.match(line.lstrip())
        if not mark:
            return "p"
        return {"#": "h", "-": "ul", "*": "ul", "•": "ul"}.get(mark[0][0], "ol")

    for which, run in groupby(lines, kind):
        if which == "h":
            yield from ([line.strip()] for line in run)
        elif which:
            yield [line.strip() for line in run]


def _block(lines: list[str]) -> str:
    mark = LINE_MARK.match(lines[0])
    if not mark:
        return f"<p>{'<br/>'.join(_inline(line) for line in lines)}</p>"
    rest = [_inline(LINE_MARK.sub("", line, count=1).strip()) for line in lines]
    if mark[0].startswith("#"):
        level = len(mark[0]) - 1
        return f"<h{level}>{rest[0]}</h{level}>"
    tag = "ul" if mark[0][0] in "-*•" else "ol"
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in rest)}</{tag}>"


def _inline(line: str) -> str:
    out: list[str] = []
    open_tags: list[str] = []
    at = 0
    for match in INLINE.finditer(line):
        out.append(html.escape(line[at : match.start()], quote=False))
        at = match.end()
        if match["plain"]:
            out.append(html.escape(match["plain"], quote=False))
        elif match["address"] is not None:
            out.append(_link(match["words"], match["address"]) or html.escape(match[0]))
        else:
            out.append(_toggle("b" if match["bold"] else "i", line[at:], match[0], open_tags))
    out.append(html.escape(line[at:], quote=False))
    out.extend(f"</{tag}>" for tag in reversed(open_tags))
    return "".join(out)


def _toggle(tag: str, rest: str, mark: str, open_tags: list[str]) -> str:
    """Open or close bold or italic; a mark that nothing closes stays as typed."""
    if open_tags and open_tags[-1] == tag:
        open_tags.pop()
        return f"</{tag}>"
    if tag in open_tags or mark not in rest:
        return mark
    open_tags.append(tag)
    return f"<{tag}>"


def _link(words: str, address: str) -> str | None:
    said = html.escape(re.sub(r"\\(.)", r"\1", words), quote=False)
    own = OWN_ADDRESS.match(address)
    if own:
        return f'<a linktype="{own[1]}" id="{own[2]}">{said}</a>'
    if may_be_linked(address):
        return f'<a href="{html.escape(address)}">{said}</a>'
    return None


def to_text(rich: str) -> str:
    """The plain text of a rich text: `to_html(to_text(rich))` says the same again."""
    reader = _Reader()
    reader.feed(rich or "")
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects blocks. Tags it does not know give way to their words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.lists: list[str] = []
        self.link: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag in ("ul", "ol"):
            self.end_block("p")
            self.lists.append(tag)
        elif tag in ("p", "li", "h2", "h3", "h4", "div", "blockquote", "tr"):
            self.end_block("p")
        elif tag == "br":
            self.words.append("\n")
        elif tag in ("b", "strong", "i", "em"):
            self.words.append("**" if tag in ("b", "strong") else "__")
        elif tag == "a":
            kind = held.get("linktype")
            self.link.append(f"{kind}:{held.get('id')}" if kind else held.get("href") or "")
            self.words.append("[")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.end_block("li")
            if self.lists:
                self.lists.pop()
        elif tag in ("p", "h2", "h3", "h4", "li", "div", "blockquote", "tr"):
            self.end_block(tag)
        elif tag in ("b", "strong", "i", "em"):
            self.words.append("**" if tag in ("b", "strong") else "__")
        elif tag == "a" and self.link:
            self.words.append(f"]({self.link.pop()})")

    def handle_data(self, data: str) -> None:
        self.words.append(
            MARKS.sub(r"\\\1", re.sub(r"\s+", " ", data))
            .replace("\\**", "\\*\\*")
            .replace("\\__", "\\_\\_")
        )

    def end_block(self, tag: str) -> None:
        lines = [line.strip() for line in "".join(self.words).split("\n")]
        self.words = []
        said = "\n".join(line for line in lines if line)
        if not said:
            return
        kind = self.lists[-1] if self.lists else tag
        if kind in ("ul", "ol", "h2", "h3", "h4"):
            said = said.replace("\n", " ")
        self.blocks.append((kind, said))

    def text(self) -> str:
        self.end_block("p")
        parts = []
        for kind, run in groupby(self.blocks, lambda block: block[0]):
            said = [words for _, words in run]
            if kind == "ul":
                parts.append("\n".join(f"- {words}" for words in said))
            elif kind == "ol":
                parts.append("\n".join(f"{n}. {words}" for n, words in enumerate(said, 1)))
            elif kind in ("h2", "h3", "h4"):
                mark = "##" if kind == "h2" else "###"
                parts.extend(f"{mark} {words}" for words in said)
            else:
                parts.extend(_guard_lines(words) for words in said)
        return "\n\n".join(parts)


def _guard_lines(words: str) -> str:
    """A paragraph's line that looks like a heading or a list keeps being a line."""
    return "\n".join(f"\\{line}" if LINE_MARK.match(line) else line for line in words.split("\n"))
