"""What else a Word file holds that a note cannot: named, one sentence each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from practices.importing.readers.word.package import (
    Element,
    Package,
    find,
    heading_above,
    remove,
    words_of,
)

REVISIONS = ".//w:ins | .//w:del | .//w:moveFrom | .//w:moveTo"


def name_the_rest(package: Package) -> None:
    root = package.tree(package.document)
    if root is None:
        return
    leave_out_contents(package, root)
    if find(root, REVISIONS):
        package.losses.add(_("Tracked changes: the text is taken as if all were accepted"))
        for gone in find(root, ".//w:del"):
            package.losses.add(
                _("Words that a tracked change deletes were left out"),
                " ".join("".join(find(gone, ".//w:delText/text()")).split()), heading_above(gone))  # fmt: skip
    for equation in find(root, ".//m:oMath"):
        package.losses.add(
            _("An equation stands as plain text: check it"),
            "".join(find(equation, ".//m:t/text()")), heading_above(equation))  # fmt: skip
    for words in comments(package):
        package.losses.add(_("A comment could not be kept"), words)
    for words in heads_and_feet(package):
        package.losses.add(_("Headers and footers of the pages could not be kept"), words)
    for held in sorted(package.names):
        if held.startswith("word/embeddings/"):
            package.losses.add(
                _("Embedded sheets and files could not be kept"), held.rpartition("/")[2]
            )


def leave_out_contents(package: Package, root: Element) -> None:
    """A table of contents is made of the headings, which the note has."""
    listed = find(
        root, ".//w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery[@w:val='Table of Contents']]"
    )
    listed += find(root, ".//w:p[w:pPr/w:pStyle[starts-with(@w:val, 'TOC')]]")
    for part in listed:
        remove(part)
    if listed:
        package.losses.add(_("The table of contents was left out: a note makes its own"))


def comments(package: Package) -> Iterator[str]:
    root = package.tree(package.of_kind("comments"))
    for one in find(root, ".//w:comment") if root is not None else ():
        yield words_of(one) or "…"


def heads_and_feet(package: Package) -> Iterator[str]:
    for part in sorted(package.names):
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", part):
            root = package.tree(part)
            if root is not None and (words := words_of(root)):
                yield words
