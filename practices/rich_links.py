"""Links inside rich text to pages and files of the hub.

Wagtail writes the page's own address into the text, title words and all, whoever reads. Ours name
the number alone, so the text is the same for every reader and tells nothing of a hidden note; the
address asks who is there before it leads on (`practices.views.leading_on`).
"""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler


def opening_tag(address: str, attrs: dict[str, Any]) -> str:
    """The `<a …>` for the number in `attrs`; a link without one leads nowhere."""
    number = str(attrs.get("id", ""))
    if not (number.isascii() and number.isdecimal()):
        return "<a>"
    return format_html('<a href="{}">', reverse(address, args=[int(number)]))


class ToPage(PageLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [opening_tag("practices:to_page", attrs) for attrs in attrs_list]


class ToDocument(DocumentLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [opening_tag("practices:to_document", attrs) for attrs in attrs_list]
