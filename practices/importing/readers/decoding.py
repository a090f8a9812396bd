"""Bytes to text: UTF-8, UTF-16 that says so, or what a web page names."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from hub.decoding import UTF_16
from practices.importing.draft import Refused

DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """Text of a file. Raises Refused when it is neither UTF-8 nor marked UTF-16."""
    codec = "utf-16" if data.startswith(UTF_16) else "utf-8-sig"
    try:
        return data.decode(codec)
    except UnicodeDecodeError as wrong:
        raise Refused(
            _(
                "The text is not in UTF-8 (first at byte %(place)s), so letters would come out "
                "wrong. Save the file again with the encoding UTF-8."
            )
            % {"place": wrong.start + 1}
        ) from wrong


def decoded_page(data: bytes) -> str:
    """Text of a web page, which may name its own encoding."""
    found = DECLARED.search(data[:4096])
    if found:
        try:
            return data.decode(found[1].decode("ascii"))
        except (LookupError, ValueError):
            return decoded(data)
    return decoded(data)
