"""Laying a clean page out as a note: title, the note's own questions, then text, tables, figures."""

from __future__ import annotations

import html as entities
from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.translation import gettext as _

from practices.importing.draft import Draft, Figure, Part, Picture, Text, shortened
from practices.importing.html import CONTAINERS, HEADINGS, one_line, page_of, words_in
from practices.importing.losses import Losses
from practices.importing.rich import rich, struck_out
from practices.importing.section_names import field_asked
from practices.importing.tables import is_cut, is_frame, table_from

BLOCKS = HEADINGS | CONTAINERS | {"p", "ul", "ol", "table", "img"}
LEFT_OUT = "picture:left-out"  # the reader has said why it is not there
LONGEST_SUMMARY = 400  # of the note's field
Pictures = Mapping[str, Picture]


def lay_out(markup: str, pictures: Pictures | None = None) -> Draft:
    """A draft of what the page says. Its title is a first h1 that asks none of the questions.

    `markup` may be anything: it is cleaned here. `pictures` are those that its `src` name; others
    cannot be kept and are named in `lost`.
    """
    body = page_of(markup).body
    return Layout(pictures or {}).read(body) if body else Draft()


def blocks_of(container: Tag) -> Iterator[Tag]:
    """Headings, paragraphs, lists and tables in order, containers opened, loose words wrapped."""
    loose: list[Tag | NavigableString] = []
    for child in list(container.children):
        if isinstance(child, Tag) and child.name in BLOCKS:
            yield from wrapped(loose)
            loose = []
            yield from opened(child)
        elif isinstance(child, Tag | NavigableString):
            loose.append(child)
    yield from wrapped(loose)


def opened(block: Tag) -> Iterator[Tag]:
    """A container's own blocks; a table of one cell is a frame round blocks."""
    if block.name == "table" and is_frame(block):
        cell = block.find(["td", "th"])
        yield from blocks_of(cell) if isinstance(cell, Tag) else ()
    elif block.name in CONTAINERS:
        yield from blocks_of(block)
    else:
        yield block


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
        self.under = ""  # the last heading: where things stand
        self.losses = Losses()

    def read(self, body: Tag) -> Draft:
        self.mark_struck(body)
        blocks = list(blocks_of(body))
        if blocks and blocks[0].name == "h1" and not field_asked(blocks[0].get_text()):
            first = blocks.pop(0)
            apart = outermost(first)
            self.draft.title = self.under = one_line(words_in(first))
            blocks[:0] = apart
        self.top_level = min((level_of(b) for b in blocks if b.name in HEADINGS), default=2)
        for block in blocks:
            self.take(block)
        self.close_summary()
        self.draft.lost += self.losses.sentences()
        self.draft.parts = joined(self.draft.parts)
        return self.draft

    def mark_struck(self, body: Tag) -> None:
        """Struck-out words are shown as such, and asked about: nobody can tell if they still hold."""
        for tag in struck_out(body):
            heading = tag.find_previous(list(HEADINGS))
            under = one_line(words_in(heading)) if isinstance(heading, Tag) else ""
            self.losses.add(
                _(
                    "Struck-out words stand in the note, marked “[struck out: …]”. Does each still "
                    "hold? Take the mark away where it does, and the words where it does not"
                ),
                one_line(tag.get_text()),
                under,
            )

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
        words = one_line(words_in(block))
        asked = field_asked(words)
        if words:
            self.under = words
        if asked and not self.is_answered(asked):
            self.close_summary()
            self.field, self.field_level = asked, level
        elif words:
            if self.field and level <= self.field_level:
                self.close_summary()
                self.field = ""
            tag = "h2" if level <= self.top_level and not self.field else "h3"
            self.write(f"<{tag}>{entities.escape(words, quote=False)}</{tag}>")
        for piece in apart:
            self.take(piece)

    def is_answered(self, asked: str) -> bool:
        """A second “Results” is a heading like any other, so that it is seen where it stands."""
        return bool(getattr(self.draft, asked)) and self.field != asked

    def close_summary(self) -> None:
        """The summary is a few plain words; what is longer, or a list, stands whole in the body."""
        if self.field != "summary" or not self.draft.summary:
            return
        markup = self.draft.summary
        page = BeautifulSoup(markup, "lxml")
        words = words_in(page)
        if len(words) > LONGEST_SUMMARY or page.find(["ul", "ol", "a"]):
            self.draft.parts.append(Text(f"<h2>{entities.escape(self.under, quote=False)}</h2>"))
            self.draft.parts.append(Text(markup))
        self.draft.summary = shortened(words.replace("\n", " "), LONGEST_SUMMARY)
        self.field = ""

    def take_table(self, block: Tag) -> None:
        pictures = block.find_all("img")
        first = block.find("tr")
        words = one_line(words_in(first)) if isinstance(first, Tag) else ""
        if is_cut(block):
            self.losses.add(_("A table is too large for a note and was cut"), words, self.under)
        if block.find("table"):
            self.losses.add(
                _("A table inside a table became lines of text in its cell"), words, self.under
            )
        made = table_from(block)
        if made:
            self.add_to_body(made)
        for image in pictures:
            self.losses.add(_("A picture that lay in a table stands below it"), words, self.under)
            self.take_picture(image)

    def take_picture(self, image: Tag) -> None:
        """A figure stands in the body; a field of rich text cannot hold one."""
        address = str(image.get("src", ""))
        picture = self.pictures.get(address)
        words = str(image.get("alt", ""))
        if picture is not None:
            self.add_to_body(Figure(picture))
        elif address == LEFT_OUT:
            said = _("A picture or drawing was left out: it is too large, damaged, or of a kind "
                     "that web pages cannot show")  # fmt: skip
            self.losses.add(said, words, self.under)
        else:
            said = _("A picture lies outside the file and could not be kept")
            self.losses.add(said, words, self.under)

    def add_to_body(self, part: Part) -> None:
        """Tables and figures stand in the body alone, and take the rest of their section with them.

        So they stay where they stood among the words.
        """
        if self.field:
            self.losses.add(
                _("A table or picture cannot stand in a box of the form; it and what follows it stand "
                  "in the text below, under the same heading"), under=self.under)  # fmt: skip
            self.close_summary()
            self.field = ""
            self.write(f"<h2>{entities.escape(self.under, quote=False)}</h2>")
        self.draft.parts.append(part)

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
