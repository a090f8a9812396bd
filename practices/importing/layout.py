"""Which of the note's own questions a heading asks, and what a file is called."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.translation import ngettext

from practices.importing.draft import Draft, Figure, Part, Picture, Text, shortened
from practices.importing.html import CONTAINERS, HEADINGS, INLINE, clean_html, one_line, table_from

FIELDS = {
    "what_we_did": {
        "what we did", "what we do", "what did we do", "what did you do", "what was done",
        "what we have done",
    },
    "why": {
        "why", "why we did it", "why we do it", "why did we do it", "why did you do it",
        "the reason why",
    },
    "what_came_of_it": {
        "what came of it", "what has come of it", "what came out of it", "what happened",
        "results", "outcome", "outcomes",
    },
}  # fmt: skip
NUMBERING = re.compile(r"^\s*(?:\(?\d+(?:\.\d+)*[.):]?|[a-z][.)])\s+", re.IGNORECASE)
DATE_LINE = re.compile(r"^\W*\d{1,4}[/.\- ](?:\d{1,2}|[A-Za-z]{3,9})[/.\- ]\d{2,4}\b")
TITLE_LENGTH = 255
LONGEST_TITLE_LINE = 140


def field_asked(heading: str) -> str:
    """`what_we_did`, `why`, `what_came_of_it`, or nothing."""
    words = NUMBERING.sub("", one_line(heading)).casefold().replace("’", "'").strip(" ?:.–-")
    return next((name for name, headings in FIELDS.items() if words in headings), "")


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


# Laying a clean page out as a note: title, the three questions, then text, tables and figures.

BLOCKS = HEADINGS | CONTAINERS | {"p", "ul", "ol", "table", "img"}
RENAMED = {"strong": "b", "em": "i", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
KEPT_INSIDE = INLINE | {"ul", "ol", "li"}
ADDRESSES = ("http:", "https:", "mailto:", "tel:")
LEFT_OUT = "picture:left-out"  # the reader has said why it is not there
Pictures = Mapping[str, Picture]


def lay_out(markup: str, pictures: Pictures | None = None) -> Draft:
    """A draft of what the page says. Its title is a first h1 that asks none of the questions.

    `markup` may be anything: it is cleaned here. `pictures` are those that its `src` name; others
    cannot be kept and are counted in `lost`.
    """
    body = BeautifulSoup(clean_html(markup), "lxml").body
    return Layout(pictures or {}).read(body) if body else Draft()


def blocks_of(container: Tag) -> Iterator[Tag]:
    """Headings, paragraphs, lists and tables in order, containers opened, loose words wrapped."""
    loose: list[Tag | NavigableString] = []
    for child in list(container.children):
        if isinstance(child, Tag) and child.name in BLOCKS:
            yield from wrapped(loose)
            loose = []
            yield from blocks_of(child) if child.name in CONTAINERS else [child]
        elif isinstance(child, Tag | NavigableString):
            loose.append(child)
    yield from wrapped(loose)


def wrapped(loose: list[Tag | NavigableString]) -> Iterator[Tag]:
    """Loose words as a paragraph; nothing when they are only spaces."""
    if not any(piece.get_text(strip=True) or has_picture(piece) for piece in loose):
        return
    paragraph = BeautifulSoup("", "lxml").new_tag("p")
    paragraph.extend(loose)
    yield paragraph


def has_picture(piece: Tag | NavigableString) -> bool:
    return isinstance(piece, Tag) and (piece.name == "img" or piece.find("img") is not None)


class Layout:
    """Walks the blocks of one page and remembers which question is being answered."""

    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures
        self.draft = Draft()
        self.field = ""
        self.field_level = 0
        self.top_level = 2
        self.missing = 0

    def read(self, body: Tag) -> Draft:
        blocks = list(blocks_of(body))
        if blocks and blocks[0].name == "h1" and not field_asked(blocks[0].get_text()):
            self.draft.title = one_line(blocks.pop(0).get_text(" "))
        self.top_level = min((level_of(b) for b in blocks if b.name in HEADINGS), default=2)
        for block in blocks:
            self.take(block)
        if self.missing:
            self.draft.lost.append(pictures_missing(self.missing))
        self.draft.parts = joined(self.draft.parts)
        return self.draft

    def take(self, block: Tag) -> None:
        """Put one block where it belongs."""
        if block.name in HEADINGS:
            self.take_heading(block)
        elif block.name == "table":
            self.take_table(block)
        elif block.name == "img":
            self.take_picture(block)
        else:
            apart = [piece.extract() for piece in outermost(block)]
            self.write(rich(block))
            for piece in apart:
                self.take(piece)

    def take_heading(self, block: Tag) -> None:
        level = level_of(block)
        apart = [piece.extract() for piece in outermost(block)]
        words = one_line(block.get_text(" "))
        asked = field_asked(words)
        if asked:
            self.field, self.field_level = asked, level
        elif words:
            if self.field and level <= self.field_level:
                self.field = ""
            tag = "h2" if level <= self.top_level and not self.field else "h3"
            self.write(f"<{tag}>{entities.escape(words, quote=False)}</{tag}>")
        for piece in apart:
            self.take(piece)

    def take_table(self, block: Tag) -> None:
        for image in block.find_all("img"):
            self.take_picture(image)
        made = table_from(block)
        if isinstance(made, str):
            self.write(paragraphs(made))
        elif made:
            self.draft.parts.append(made)

    def take_picture(self, image: Tag) -> None:
        """A figure stands in the body; a field of rich text cannot hold one."""
        address = str(image.get("src", ""))
        picture = self.pictures.get(address)
        if address == LEFT_OUT:
            return
        if picture is None:
            self.missing += 1
        else:
            self.draft.parts.append(Figure(picture))

    def write(self, markup: str) -> None:
        if not markup:
            return
        if self.field:
            setattr(self.draft, self.field, getattr(self.draft, self.field) + markup)
        else:
            self.draft.parts.append(Text(markup))


def outermost(block: Tag) -> list[Tag]:
    """Tables and pictures inside a paragraph or list, leaving out those inside such a table."""
    found = block.find_all(["table", "img"])
    return [piece for piece in found if not piece.find_parent("table")]


def level_of(heading: Tag) -> int:
    return int(heading.name[1])


def rich(block: Tag) -> str:
    """The block as a note keeps it; nothing when no words are left."""
    if not block.get_text(strip=True):
        return ""
    for tag in block.find_all(True):
        if tag.name in RENAMED:
            tag.name = RENAMED[tag.name]
        if tag.name not in KEPT_INSIDE or not leads_somewhere(tag):
            tag.unwrap()
    return str(block)


def leads_somewhere(tag: Tag) -> bool:
    """Every tag but a link without a full address: those into the file itself lead nowhere."""
    return tag.name != "a" or str(tag.get("href", "")).startswith(ADDRESSES)


def paragraphs(text: str) -> str:
    lines = (entities.escape(line, quote=False) for line in text.splitlines() if line.strip())
    return "".join(f"<p>{line}</p>" for line in lines)


def joined(parts: list[Part]) -> list[Part]:
    """Neighbouring texts as one block, cut before each large heading."""
    made: list[Part] = []
    for part in parts:
        last = made[-1] if made else None
        new_section = isinstance(part, Text) and part.html.startswith("<h2>")
        if isinstance(part, Text) and isinstance(last, Text) and not new_section:
            made[-1] = Text(last.html + part.html)
        else:
            made.append(part)
    return made


def pictures_missing(count: int) -> str:
    return ngettext(
        "%(count)s picture lies outside the file and could not be kept.",
        "%(count)s pictures lie outside the file and could not be kept.",
        count,
    ) % {"count": count}
