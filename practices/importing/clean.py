"""Making text and HTML from outside safe to keep."""

import re

import nh3

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
