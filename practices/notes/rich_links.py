"""Links inside rich text to pages and files of the hub.

Wagtail writes the page's own address into the text, title words and all, whoever reads. Ours name
the number alone, so the text is the same for every reader and tells nothing of a hidden note; the
address asks who is there before it leads on (`practices.notes.file_views`).
"""

import html
import re
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from hub.inputs import may_be_linked, whole_number
from practices.notes.references import ATTRIBUTE

LINK = re.compile(r"<a\b[^>]*>", re.IGNORECASE)


def opening_tag(address: str, attrs: dict[str, Any]) -> str:
    """The `<a …>` for the number in `attrs`; a link without one leads nowhere."""
    number = whole_number(attrs.get("id"))
    if number is None:
        return "<a>"
    return format_html('<a href="{}">', reverse(address, args=[number]))


class ToPage(PageLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [opening_tag("practices:to_page", attrs) for attrs in attrs_list]


class ToDocument(DocumentLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [opening_tag("practices:to_document", attrs) for attrs in attrs_list]


def with_judged_links(markup: str) -> str:
    """The finished HTML, where a typed address that may not be linked is words alone.

    The editors' side and rows written past every form keep any address; Wagtail shows it as it is.
    """
    return LINK.sub(judged, markup)


def judged(tag: re.Match[str]) -> str:
    addresses = [
        html.unescape(double or single or bare)
        for name, double, single, bare in ATTRIBUTE.findall(tag[0])
        if name.lower() == "href"
    ]
    good = all(one.startswith("#") or may_be_linked(one) for one in addresses)
    return tag[0] if good else "<a>"
