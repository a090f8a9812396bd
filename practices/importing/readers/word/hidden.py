"""Text that nobody sees in Word: left out and named, never taken in silently."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hub.inputs import whole_number
from practices.importing.readers.word.package import (
    Element,
    Package,
    find,
    heading_above,
    is_on,
    remove,
    texts,
    value,
    words_of,
)

TOO_SMALL = 4  # half points: nobody reads two points


def leave_out_hidden(package: Package) -> None:
    styles = hidden_styles(package)
    for root in texts(package):
        for paragraph in find(root, ".//w:p"):
            hidden = [run for run in find(paragraph, "./w:r | ./*/w:r") if is_hidden(run, styles)]
            if words := " ".join(map(words_of, hidden)).strip():
                package.losses.add(_("Hidden text was left out"), words, heading_above(paragraph))
            for run in hidden:
                remove(run)
        for row in find(root, ".//w:tr[w:trPr/w:hidden]"):
            package.losses.add(
                _("A hidden row of a table was left out"), words_of(row), heading_above(row)
            )
            remove(row)


def hidden_styles(package: Package) -> set[str]:
    root = package.tree(package.of_kind("styles"))
    if root is None:
        return set()
    found = find(root, ".//w:style[w:rPr/w:vanish]")
    return {value(style, "w:styleId") for style in found if is_on(find(style, "w:rPr/w:vanish")[0])}


def is_hidden(run: Element, styles: set[str]) -> bool:
    marks = find(run, "./w:rPr/w:vanish")
    if marks:
        return is_on(marks[0])
    named = find(run, "./w:rPr/w:rStyle") + find(run, "ancestor::w:p[1]/w:pPr/w:pStyle")
    return any(value(style) in styles for style in named) or cannot_be_seen(run)


def cannot_be_seen(run: Element) -> bool:
    """White on white, or too small to read. In tables white stands on the colour of the row."""
    size = next((value(one) for one in find(run, "./w:rPr/w:sz")), "")
    if (points := whole_number(size)) is not None and points <= TOO_SMALL:
        return True
    white = any(value(one).upper() == "FFFFFF" for one in find(run, "./w:rPr/w:color"))
    return white and not find(
        run, "ancestor::w:tbl | ./w:rPr/w:shd | ./w:rPr/w:highlight | ancestor::w:p[1]/w:pPr/w:shd"
    )
