"""Pandoc: from the bytes of a document to the markup that `layout` makes a note of.

Pandoc is a program, run as a process of its own: it reads nothing but what it is given
(`--sandbox`) and has bounds of time and memory. It comes as a wheel (pypandoc_binary), so a fresh
machine needs no package of its system.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import subprocess
from pathlib import Path

import pypandoc
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image, UnidentifiedImageError

from practices.importing.draft import Picture, Refused
from practices.importing.html import one_line
from practices.importing.layout import LEFT_OUT
from practices.importing.limits import MAX_PICTURE, MAX_PICTURES

SECONDS = 25
MEMORY = "700m"  # of its heap; the process that reads the file has 1 GB
HEAP_OVERFLOW = 251
TEMPLATE = Path(__file__).with_name("pandoc.html")  # what a document says of itself goes on top


def markup_of(data: bytes, kind: str) -> str:
    """The document as HTML. `kind` is pandoc's word for the format (docx, odt, rtf, html, gfm).

    Pictures that lie in the file stand in the markup as data. Raises Refused for a damaged file,
    MemoryError or TimeoutError for one that is too much.
    """
    command = [
        pypandoc.get_pandoc_path(),
        "--sandbox",
        f"--from={kind}",
        "--to=html",
        "--track-changes=accept",
        "--wrap=none",
        "--embed-resources",
        f"--template={TEMPLATE}",
        "--metadata=pagetitle:-",  # else it warns of a page without one
        "+RTS",
        f"-M{MEMORY}",
        "-RTS",
    ]
    try:
        # Our own arguments; what a stranger sent comes on standard input alone.
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise TimeoutError from late
    if done.returncode == HEAP_OVERFLOW or done.returncode < 0:
        raise MemoryError
    if done.returncode:
        raise Refused(_("The file is damaged and cannot be read. Save it again and try again."))
    return done.stdout.decode("utf-8", "replace")


# The pictures in that markup: which can be shown, and what is said of the others.

SHOWN = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
DATA = re.compile(r"^data:[\w/+.-]*(?:;[\w=-]+)*?;base64,", re.IGNORECASE)


def shown_as(content: bytes) -> str:
    """The suffix of a picture that browsers show; empty for drawings, damaged or huge ones.

    Only the header is read, so a picture of a billion points costs nothing.
    """
    try:
        with Image.open(io.BytesIO(content), formats=list(SHOWN)) as picture:
            points = picture.width * picture.height
            fits = points <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
            return SHOWN[str(picture.format)] if fits else ""
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return ""


class Pictures:
    """The pictures of one document, by the address that stands for them in the markup."""

    def __init__(self) -> None:
        self.kept: dict[str, Picture] = {}

    def take_from(self, page: BeautifulSoup) -> None:
        """Give each picture of the page an address of ours in place of its data."""
        for drawing in page.find_all("svg"):
            drawing.replace_with(page.new_tag("img", src=LEFT_OUT))
        for image in page.find_all("img"):
            image["alt"] = one_line(str(image.get("alt") or image.get("aria-label") or ""))
            if image.get("src") != LEFT_OUT:
                self.take(image)

    def take(self, image: Tag) -> None:
        source = str(image.get("src", ""))
        found = DATA.match(source)
        if not found:
            return  # it lies outside the file; the layout counts it
        content = undone(source[found.end() :])
        suffix = shown_as(content) if len(content) <= MAX_PICTURE else ""
        if not suffix or len(self.kept) >= MAX_PICTURES:
            image["src"] = LEFT_OUT
            return
        address = f"picture:{len(self.kept)}"
        name = f"picture-{len(self.kept) + 1}.{suffix}"
        self.kept[address] = Picture(name, content, str(image["alt"]))
        image["src"] = address

    def sentences(self) -> list[str]:
        """Which pictures still need words; those left out are named by the layout, with their place."""
        without_words = sum(not picture.alt for picture in self.kept.values())
        return [pictures_without_words(without_words)] if without_words else []


def undone(base64_text: str) -> bytes:
    try:
        return base64.b64decode(base64_text)
    except binascii.Error:
        return b""


def pictures_without_words(count: int) -> str:
    return ngettext(
        "%(count)s picture has no description for people who cannot see it: please write one.",
        "%(count)s pictures have no description for people who cannot see them: please write them.",
        count,
    ) % {"count": count}
