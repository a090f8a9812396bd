"""Where a picture was taken and whose it is, as cameras and programs write it into the file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from PIL import ExifTags, Image, ImageOps

from hub.inspection.findings import Passage, Unreadable

OWNERS = {
    ExifTags.Base.Artist: "artist", ExifTags.Base.Copyright: "copyright",
    ExifTags.Base.XPAuthor: "author", ExifTags.Base.XPComment: "comment",
    ExifTags.Base.ImageDescription: "description",
}  # fmt: skip
CAMERA = {0xA430: "owner of the camera", 0xA431: "serial number of the camera"}
TEXTS = {"author", "comment", "copyright", "description", "software:author", "title"}
KINDS = frozenset({"jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "avif", "heic", "heif"})
MAX_PIXELS = 100_000_000


def passages(data: bytes, place: str) -> Iterator[Passage]:
    """Nothing for what is no picture that can hold such words (EMF, SVG, broken ones)."""
    try:
        picture = opened(data)
    except Unreadable:
        return
    exif = picture.getexif()
    where = exif.get_ifd(ExifTags.IFD.GPSInfo)
    if where.get(ExifTags.GPS.GPSLatitude) or where.get(ExifTags.GPS.GPSLongitude):
        yield Passage("picture_place", place, _position(where))
    details = exif.get_ifd(ExifTags.IFD.Exif)
    for source, names in ((exif, OWNERS), (details, CAMERA)):
        for tag, name in names.items():
            words = _words(source.get(tag))
            if words:
                yield Passage("picture_author", f"{place}, {name}", words)
    for key, value in picture.info.items():
        if isinstance(key, str) and key.lower() in TEXTS and (words := _words(value)):
            yield Passage("picture_author", f"{place}, {key.lower()}", words)
    about = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    about = about.encode() if isinstance(about, str) else about
    if b"exif:GPSL" in about:
        yield Passage("picture_place", place, "told in its XMP")
    if b"dc:creator" in about or b"photoshop:AuthorsPosition" in about:
        yield Passage("picture_author", place, "told in its XMP")


def opened(data: bytes) -> Image.Image:
    """The picture, not yet decoded. Raises Unreadable."""
    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MAX_PIXELS:
            raise Unreadable("The picture is too large to be looked at.")
        picture.getexif()
    except Unreadable:
        raise
    except Exception as wrong:  # a foreign parser on foreign bytes may fail in any way
        raise Unreadable("The picture is damaged and cannot be read.") from wrong
    return picture


def _position(where: dict) -> str:
    parts = []
    for ref, value in ((1, 2), (3, 4)):
        try:
            degrees, minutes, seconds = (float(one) for one in where[value])
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            continue
        parts.append(f"{degrees + minutes / 60 + seconds / 3600:.4f} {_words(where.get(ref))}")
    return ", ".join(parts) or "told in its GPS data"


def _words(value: object) -> str:
    if isinstance(value, bytes):
        zeros = value.count(0) * 3 > len(value)
        value = value.decode("utf-16-le" if zeros else "utf-8", errors="replace")
    return str(value).replace("\0", " ").strip() if value else ""


# A picture without the words that cameras write into it.

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
