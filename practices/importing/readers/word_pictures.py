"""The pictures of a Word file: which can be shown, and what is said of the others."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.utils.translation import ngettext
from PIL import Image, UnidentifiedImageError

from practices.importing.clean import one_line
from practices.importing.draft import Picture
from practices.importing.limits import MAX_PICTURE, MAX_PICTURES
from practices.importing.parts import LEFT_OUT

SHOWN = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}


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
    """The pictures of one file, by the address that stands for them in the page."""

    def __init__(self) -> None:
        self.kept: dict[str, Picture] = {}
        self.left_out = 0

    def take(self, image: Any) -> dict[str, str]:
        """Called by mammoth for each picture; gives the attributes of its img."""
        with image.open() as stream:
            content = stream.read(MAX_PICTURE + 1)
        suffix = shown_as(content) if len(content) <= MAX_PICTURE else ""
        if not suffix or len(self.kept) >= MAX_PICTURES:
            self.left_out += 1
            return {"src": LEFT_OUT}
        address = f"picture:{len(self.kept)}"
        name = f"picture-{len(self.kept) + 1}.{suffix}"
        self.kept[address] = Picture(name, content, one_line(image.alt_text or ""))
        return {"src": address}

    def sentences(self) -> list[str]:
        """What was left out, and which pictures still need words."""
        without_words = sum(not picture.alt for picture in self.kept.values())
        found = []
        if self.left_out:
            found.append(pictures_left_out(self.left_out))
        if without_words:
            found.append(pictures_without_words(without_words))
        return found


def pictures_left_out(count: int) -> str:
    return ngettext(
        "%(count)s picture or drawing was left out: it is too large, or of a kind that web pages "
        "cannot show.",
        "%(count)s pictures or drawings were left out: they are too large, or of a kind that web "
        "pages cannot show.",
        count,
    ) % {"count": count}


def pictures_without_words(count: int) -> str:
    return ngettext(
        "%(count)s picture has no description for people who cannot see it: please write one.",
        "%(count)s pictures have no description for people who cannot see them: please write them.",
        count,
    ) % {"count": count}
