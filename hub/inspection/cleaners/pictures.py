"""A picture without the words that cameras write into it."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageOps

from hub.inspection.findings import Unreadable
from hub.inspection.readers.pictures import opened, passages

ORIENTATION = 0x0112
SAVED_AS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": "keep"},
    "PNG": {},
    "WEBP": {"quality": 90},
    "TIFF": {},
}


def cleaned(data: bytes) -> bytes:
    """The same picture, turned as its camera meant it; the bytes themselves where nothing is told.

    Colours keep their profile. Raises Unreadable for what cannot be read or written again.
    """
    if not any(True for _one in passages(data, "")):
        return data
    picture = opened(data)
    kind = picture.format or ""
    if kind not in SAVED_AS or getattr(picture, "n_frames", 1) > 1:
        raise Unreadable("A picture of this kind cannot be written again.")
    options = dict(SAVED_AS[kind])
    try:
        icc = picture.info.get("icc_profile")
        if picture.getexif().get(ORIENTATION, 1) != 1:
            picture = ImageOps.exif_transpose(picture)
            options = {"quality": 92} if kind == "JPEG" else options
        out = io.BytesIO()
        bare = picture if options.get("quality") == "keep" else _bare(picture)
        bare.info = {}
        bare.save(out, kind, exif=b"", icc_profile=icc, **options)
    except Unreadable:
        raise
    except Exception as wrong:  # a foreign parser on foreign bytes may fail in any way
        raise Unreadable("The picture is damaged and cannot be read.") from wrong
    return out.getvalue()


def _bare(picture: Image.Image) -> Image.Image:
    copy = picture.copy()
    copy.info = {}
    return copy
