"""Whether a file is what its name says. Pure: looks at bytes, never at what the browser claims."""

from __future__ import annotations

import io
import zipfile

from hub.decoding import decoded

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
START_OF_FILE = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
}
INSIDE_ZIP = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
PLAIN = ("txt", "csv")
KINDS = (*START_OF_FILE, *INSIDE_ZIP, *PLAIN)


def ending_of(name: str) -> str:
    """The last part of a file name, small letters; empty without one."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def is_picture(name: str) -> bool:
    return ending_of(name) in ("png", "jpg", "jpeg")


def problem_with(name: str, content: bytes) -> str:
    """Why this file cannot be taken: empty, large, unknown or lying; an empty text when it can.

    The answers are keys of PROBLEMS, so that the caller can translate them.
    """
    ending = ending_of(name)
    if not content:
        return "empty"
    if len(content) > MOST_BYTES:
        return "large"
    if ending not in KINDS:
        return "unknown"
    return "" if _is_what_it_says(ending, content) else "lying"


def _is_what_it_says(ending: str, content: bytes) -> bool:
    if ending in START_OF_FILE:
        return content.startswith(START_OF_FILE[ending])
    if ending in INSIDE_ZIP:
        return _is_office_file(content, INSIDE_ZIP[ending])
    return _is_text(content)


def _is_office_file(content: bytes, needed: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    small = sum(one.file_size for one in files) <= MOST_UNPACKED
    macros = any(one.filename.lower().endswith("vbaproject.bin") for one in files)
    return small and not macros and any(one.filename == needed for one in files)


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    return (
        not decoded(content)
        .lstrip()
        .lower()
        .startswith(("<!doctype html", "<html", "<script", "<?xml"))
    )
