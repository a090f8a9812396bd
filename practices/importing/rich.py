"""One block of a clean page as the rich text that a note keeps."""

from __future__ import annotations

import re

from bs4 import NavigableString, Tag
from django.utils.translation import gettext as _

from practices.importing.html import INLINE, STRUCK, is_plain_list, label_of

RENAMED = {
    "strong": "b", "em": "i", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "del": "s",
    "strike": "s",
}  # fmt: skip
KEPT_INSIDE = INLINE | {"ul", "ol", "li", "s"}
ADDRESSES = ("http:", "https:", "mailto:", "tel:")


def struck_out(body: Tag) -> list[Tag]:
    """Put the mark round each piece of struck-out words; those that only strike spaces go.

    The mark is in words, so that it is heard, and stays where the form or a table cannot strike.
    """
    found = []
    for tag in body.find_all(list(STRUCK)):
        if tag.find_parent(list(STRUCK)) or not tag.get_text(strip=True):
            tag.unwrap()
            continue
        tag.insert_before(_("[struck out: "))
        tag.insert_after("]")
        found.append(tag)
    return found


def rich(block: Tag) -> str:
    """The block as a note keeps it; nothing when no words are left."""
    if not block.get_text(strip=True):
        return ""
    tidy_spaces(block)
    for item in block.find_all("li"):
        part_paragraphs(item)
    for inner in reversed(block.find_all(["ul", "ol"])):
        tidy_list(inner)
    if block.name in {"ul", "ol"}:
        tidy_list(block)
    for tag in block.find_all(True):
        if tag.name in RENAMED:
            tag.name = RENAMED[tag.name]
        if tag.name not in KEPT_INSIDE or not leads_somewhere(tag):
            tag.unwrap()
    return str(block) if is_plain_list(block) else typed_list(block)


def tidy_spaces(block: Tag) -> None:
    """Line breaks of the file's own making are spaces, and none stand at an end."""
    for text in block.find_all(string=True):
        text.replace_with(re.sub(r"[ \t\r\n]+", " ", str(text)))
    ends = [block, *block.find_all(["li", "p"])]
    for tag in ends:
        texts = [one for one in tag.find_all(string=True)]
        if texts and texts[0].lstrip(" ") != texts[0]:
            texts[0].replace_with(texts[0].lstrip(" "))
        texts = [one for one in tag.find_all(string=True)]
        if texts and texts[-1].rstrip(" ") != texts[-1]:
            texts[-1].replace_with(texts[-1].rstrip(" "))


def part_paragraphs(item: Tag) -> None:
    """Paragraphs of one item stay apart, by a line break."""
    for block in item.find_all(["p", "div", "blockquote"], recursive=False):
        before = block.find_previous_sibling()
        if before is not None and before.name not in {"ul", "ol"}:
            block.insert_before(Tag(name="br", can_be_empty_element=True))
        block.unwrap()


def tidy_list(held: Tag) -> None:
    """Only items inside; a list below another whose numbers are its own becomes typed lines."""
    for text in held.find_all(string=True, recursive=False):
        if not text.strip():
            text.extract()
    above = held.find_parent("li")
    before = held.previous_sibling
    if isinstance(before, NavigableString):
        before.replace_with(before.rstrip())
    if is_plain_list(held):
        if held.name == "ol":
            held.attrs = {}
        return
    if above is None:
        return
    for item in held.find_all("li", recursive=False):
        held.insert_before(Tag(name="br", can_be_empty_element=True), f"{label_of(item)} ")
        for piece in list(item.children):
            held.insert_before(piece)
        item.clear()
    held.decompose()


def typed_list(held: Tag) -> str:
    """Paragraphs that begin with the numbers as the file has them.

    Neither the editors' side nor the form can hold a list that begins at 4, or with letters; “see
    rule 4” must stay true there too.
    """
    made = []
    for item in held.find_all("li", recursive=False):
        label = label_of(item)
        below = [inner.extract() for inner in item.find_all(["ul", "ol"], recursive=False)]
        made.append(f"<p>{label} {item.decode_contents().strip()}</p>")
        made += [str(inner) for inner in below]
    return "".join(made)


def leads_somewhere(tag: Tag) -> bool:
    """Every tag but a link without a full address: those into the file itself lead nowhere."""
    return tag.name != "a" or str(tag.get("href", "")).startswith(ADDRESSES)
