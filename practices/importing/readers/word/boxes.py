"""Text boxes and lettering: their words, put after the paragraph that they float beside."""

from __future__ import annotations

from django.utils.translation import gettext as _

from practices.importing.readers.word.package import (
    Element,
    Package,
    find,
    heading_above,
    host_of,
    new,
    words_of,
)


def unfold_boxes(package: Package) -> None:
    """Pandoc reads none of the boxes that Word draws since 2010."""
    root = package.tree(package.document)
    if root is None:
        return
    for either in find(root, ".//mc:AlternateContent"):
        take_first_choice(either)
    places = Places()
    for box in find(root, ".//w:txbxContent"):
        take_out(package, box, places)
    for lettering in find(root, ".//v:textpath[@string]"):
        words = lettering.get("string", "").strip()
        host = host_of(lettering)
        if words and host is not None:
            say(package, words, host)
            places.put_after(host, new("p", words))


class Places:
    """Several things that float beside one paragraph stand after it in their own order."""

    def __init__(self) -> None:
        self.last: dict[Element, Element] = {}

    def put_after(self, host: Element, block: Element) -> None:
        (self.last[host] if host in self.last else host).addnext(block)  # noqa: SIM401 (types)
        self.last[host] = block


def take_first_choice(either: Element) -> None:
    """Word writes a drawing twice, the second time for older readers: one is enough."""
    choices = find(either, "mc:Choice") or find(either, "mc:Fallback")
    parent = either.getparent()
    if parent is None:
        return
    for child in list(choices[0]) if choices else ():
        either.addprevious(child)
    parent.remove(either)


def take_out(package: Package, box: Element, places: Places) -> None:
    host = next(iter(reversed(find(box, "ancestor::w:p"))), None)
    parent = box.getparent()
    if host is None or parent is None:
        return
    say(package, words_of(box), host)
    for block in list(box):
        places.put_after(host, block)
    parent.remove(box)


def say(package: Package, words: str, host: Element) -> None:
    if words:
        package.losses.add(
            _("Words of a text box stand after the paragraph that it lay beside"),
            words,
            heading_above(host),
        )
