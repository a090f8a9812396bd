"""The one reader of whole numbers that an address, a form or a text names."""

from __future__ import annotations

LONGEST = 18  # digits; the largest key of either database has nineteen


def whole_number(text: object, *, most: int = 10**LONGEST - 1) -> int | None:
    """The number 0, 1, 2 … that is written in plain digits; None for everything else.

    `int()` and `isdigit()` say other things: `²` is a digit and no number, `٣` is a number that
    nobody types by hand, and five thousand digits raise an error. A sign, a blank in between,
    `1e3`, `4.0`, nothing, and what is larger than `most` are None as well.
    """
    plain = str(text).strip(" ") if isinstance(text, str | int) and text is not True else ""
    if not (plain.isascii() and plain.isdigit() and len(plain) <= LONGEST):
        return None
    number = int(plain)
    return number if number <= most else None


def whole_numbers(texts: object) -> set[int]:
    """Those of a form's values that are whole numbers."""
    values = texts if isinstance(texts, list | tuple | set) else []
    return {number for text in values if (number := whole_number(text)) is not None}
