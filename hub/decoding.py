"""Bytes of a text file that somebody made elsewhere, as text."""

import codecs

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16, or what Windows wrote before. Never fails.

    What none of them can mean becomes the replacement character.
    """
    if data.startswith(UTF_16):
        return data.decode("utf-16", errors="replace")
    if data[1:200:2].count(0) > len(data[1:200:2]) * 0.6:
        return data.decode("utf-16-le", errors="replace")  # UTF-16 that does not say so
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
