"""A web page: its main part, cleaned."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from practices.importing.draft import Draft
from practices.importing.html import clean_text, one_line
from practices.importing.layout import lay_out

ASIDE = ["nav", "footer", "script", "style", "template", "noscript"]
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
    heading = main.find("h1")
    title = one_line(heading.get_text(" ")) if heading else ""
    if heading and title:
        heading.decompose()
    draft = lay_out(main.decode_contents())
    draft.title = title or draft.title or tab
    draft.summary = one_line(str(about.get("content", ""))) if isinstance(about, Tag) else ""
    return draft


def is_markup(text: str) -> bool:
    """Whether a text field holds HTML rather than plain words with a stray “<”."""
    return MARKUP.search(text) is not None
