"""A web page: its main part, cleaned."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _

from practices.importing.draft import Draft
from practices.importing.html import clean_text, one_line
from practices.importing.layout import lay_out
from practices.importing.losses import Losses

ASIDE = ["nav", "footer", "script", "style", "template", "noscript"]
OFFICE_ITEM = re.compile(r"^MsoList")
OFFICE_MARK = re.compile(r"\s*(?:[·•§o▪-]|\(?(?P<number>\d{1,3})[.)])[\s\xa0]+")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
# Attributes must be name="value", so that “a <b and c> d” stays plain words.
MARKUP = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|table|tr|td|div|br|strong|em|b|i|a|blockquote|img|section)"
    r"(?:\s+[\w-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"']+))*\s*/?>",
    re.IGNORECASE,
)


def read_web_page(markup: str) -> Draft:
    """A draft of an .html file. The title is the first h1, else what the browser's tab would say."""
    page = BeautifulSoup(clean_text(markup), "lxml")
    tab = one_line(page.title.get_text()) if page.title else ""
    about = page.find("meta", attrs={"name": "description"})
    main = page.find("main") or page.find("article") or page.body or page
    for piece in main.find_all(ASIDE):
        piece.decompose()
    losses = Losses()
    leave_out_hidden(main, losses)
    make_lists(page, main)
    heading = main.find("h1")
    title = one_line(heading.get_text(" ")) if heading else ""
    if heading and title:
        heading.decompose()
    draft = lay_out(main.decode_contents())
    draft.title = title or draft.title or tab
    draft.lost += losses.sentences()
    draft.summary = one_line(str(about.get("content", ""))) if isinstance(about, Tag) else ""
    return draft


def leave_out_hidden(main: Tag, losses: Losses) -> None:
    """What a browser does not show."""
    hidden = [one for one in main.find_all(True) if one.has_attr("hidden") or is_unseen(one)]
    for piece in hidden:
        if words := one_line(piece.get_text(" ")):
            losses.add(_("Hidden text was left out"), words)
        piece.extract()


def make_lists(page: BeautifulSoup, main: Tag) -> None:
    """Word and Outlook save the items of a list as paragraphs with a dot or number typed first."""
    held: Tag | None = None
    for item in main.find_all("p", class_=OFFICE_ITEM):
        found = OFFICE_MARK.match(item.get_text())
        if found is None:
            continue
        number = int(found["number"]) if found["number"] else 0
        before = item.find_previous_sibling(True)
        if held is None or before is not held or (held.name == "ol") != bool(number):
            held = page.new_tag("ol", start=str(number)) if number else page.new_tag("ul")
            item.insert_before(held)
        take_off(item, found.end())
        item.name = "li"
        held.append(item.extract())


def take_off(item: Tag, count: int) -> None:
    """The first letters of an item go, whatever tags they stand in."""
    for text in list(item.find_all(string=True)):
        letters = str(text)
        text.replace_with(letters[count:])
        count -= len(letters)
        if count <= 0:
            return


def is_unseen(piece: Tag) -> bool:
    return HIDDEN.search(str(piece.get("style", ""))) is not None


def is_markup(text: str) -> bool:
    """Whether a text field holds HTML rather than plain words with a stray “<”."""
    return MARKUP.search(text) is not None
