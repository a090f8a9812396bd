"""ODT and RTF by pandoc, and what all of pandoc's documents have in common."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _

from practices.importing.draft import Draft
from practices.importing.html import one_line, with_known_signs, words_in
from practices.importing.layout import lay_out
from practices.importing.readers.pandoc import Pictures
from practices.importing.section_names import field_asked

LONGEST_TITLE = 120
LONGEST_HEADING = 100


def draft_from(markup: str, lost: list[str]) -> Draft:
    """A draft of pandoc's markup. `lost` is what the reader of the format has found before."""
    page = BeautifulSoup(with_known_signs(markup), "lxml")
    put_notes_below(page)
    mark_bold_headings(page)
    pictures = Pictures()
    pictures.take_from(page)
    draft = lay_out(page.body.decode_contents() if page.body else "", pictures.kept)
    draft.title = draft.title or leading_line(page)
    draft.lost = lost + draft.lost + pictures.sentences()
    return draft


def put_notes_below(page: BeautifulSoup) -> None:
    """Footnotes stand at the end, numbered as in the text, without arrows that lead back."""
    for back in page.find_all("a", class_="footnote-back"):
        back.decompose()
    for link in page.find_all("a", class_="footnote-ref"):
        link.unwrap()
    notes = page.find(class_="footnotes")
    if isinstance(notes, Tag):
        heading = page.new_tag("h3")
        heading.string = _("Notes")
        notes.insert_before(heading)


def mark_bold_headings(page: BeautifulSoup) -> None:
    """Where a document has no headings but the first, short lines in bold are its headings.

    Word files come with theirs marked; RTF knows none, and .odt often has none.
    """
    body = page.body
    if body is None or page.find(["h2", "h3", "h4", "h5", "h6"]):
        return
    lines = [one for one in body.find_all("p", recursive=False) if looks_like_heading(one)]
    has_title = page.find("h1") is not None
    for line in lines:
        is_first = line.find_previous_sibling(True) is None
        line.name = "h1" if is_first and not has_title else "h2"


def looks_like_heading(line: Tag) -> bool:
    """All bold or one of the note's questions, short, without a full stop, and not the last."""
    words = one_line(words_in(line))
    bold = "".join(one_line(words_in(one)) for one in line.find_all(["strong", "b"]))
    whole = bold.replace(" ", "") == words.replace(" ", "") != ""
    below = line.find_next_sibling(True)
    return (
        (whole or bool(field_asked(words)))
        and len(words) <= LONGEST_HEADING
        and words[:1].isalnum()
        and not words.endswith((".", ";", ",", "…"))
        and below is not None
        and line.find("br") is None
    )


def leading_line(page: BeautifulSoup) -> str:
    """A short first line in bold, which people use for a title; it also stays in the text."""
    first = page.find(["p", "h1", "h2", "table", "ul", "ol"])
    if not isinstance(first, Tag) or first.name != "p":
        return ""
    bold = first.find(["strong", "b"])
    words = one_line(words_in(first))
    whole = isinstance(bold, Tag) and one_line(words_in(bold)) == words
    return words if whole and 0 < len(words) <= LONGEST_TITLE and not field_asked(words) else ""
