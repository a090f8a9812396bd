"""OpenDocument text (.odt), made ready with lxml where pandoc would lose something."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, TypeAlias

from django.utils.translation import gettext as _
from lxml import etree

from practices.importing.draft import Draft, Refused
from practices.importing.limits import open_packed
from practices.importing.losses import Losses
from practices.importing.readers.document import draft_from
from practices.importing.readers.pandoc import markup_of

ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {
    "office": f"{ODF}:office:1.0",
    "text": f"{ODF}:text:1.0",
    "style": f"{ODF}:style:1.0",
    "draw": f"{ODF}:drawing:1.0",
    "form": f"{ODF}:form:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
}
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
Element: TypeAlias = Any  # of lxml, which has no types
# What pandoc reads inside a paragraph; other fields are words to it only as spans.
READ = {"span", "a", "s", "tab", "line-break", "soft-page-break", "note", "bookmark",
        "bookmark-start", "bookmark-end", "bookmark-ref", "reference-ref", "p", "h", "list",
        "note-citation", "note-body", "list-item", "list-header"}  # fmt: skip
HEADING = re.compile(r"^heading(?:_20_| )?(\d)$", re.IGNORECASE)
MADE_BY_ITSELF = (".//text:table-of-content", ".//text:alphabetical-index")


def read_odt(data: bytes) -> Draft:
    """A draft of an .odt file. Raises Refused."""
    packed = open_packed(data)
    if "content.xml" not in packed.namelist():
        raise Refused(_("This is a packed file, but not an OpenDocument text."))
    try:
        made = Odt(packed)
        return draft_from(markup_of(made.ready(), "odt"), list(made.losses.sentences()))
    except (etree.XMLSyntaxError, KeyError, OSError) as wrong:
        raise Refused(
            _("The file is damaged and cannot be read. Save it again and try again.")
        ) from wrong


def name(short: str) -> str:
    prefix, _, local = short.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def find(element: Element, path: str) -> list[Element]:
    return element.xpath(path, namespaces=SPACES)


def words_of(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def take_out(element: Element) -> None:
    """Remove it, and keep the words after its end tag."""
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


class Odt:
    """The content of the file while it is made ready."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.losses = Losses()
        self.content = etree.fromstring(packed.read("content.xml"), PARSER)
        self.styles = (
            etree.fromstring(packed.read("styles.xml"), PARSER)
            if "styles.xml" in packed.namelist()
            else etree.Element("none")
        )

    def ready(self) -> bytes:
        self.mark_headings()
        self.name_the_rest()
        self.leave_out_hidden()
        self.unfold_boxes()
        self.unfold_forms()
        for one in find(self.content, ".//office:text//text:*"):
            if etree.QName(one).localname not in READ and find(
                one, "ancestor::text:p | ancestor::text:h"
            ):
                one.tag = name("text:span")
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as new:
            for part in self.packed.namelist():
                changed = etree.tostring(self.content) if part == "content.xml" else None
                new.writestr(part, changed or self.packed.read(part))
        return held.getvalue()

    def under(self, element: Element) -> str:
        found = find(element, "ancestor-or-self::*/preceding-sibling::text:h")
        return words_of(found[-1]) if found else ""

    def parent_styles(self) -> dict[str, str]:
        both = [*find(self.content, ".//style:style"), *find(self.styles, ".//style:style")]
        return {
            one.get(name("style:name"), ""): one.get(name("style:parent-style-name"), "")
            for one in both
        }

    def mark_headings(self) -> None:
        """Paragraphs in the style of a heading or a title are headings."""
        parents = self.parent_styles()
        for line in find(self.content, ".//office:text//text:p[@text:style-name]"):
            style = line.get(name("text:style-name"), "")
            for used in (style, parents.get(style, "")):
                found = HEADING.match(used)
                if found or used == "Title":
                    line.tag = name("text:h")
                    line.set(name("text:outline-level"), found[1] if found else "1")
                    break

    def leave_out_hidden(self) -> None:
        both = [*find(self.content, ".//style:style"), *find(self.styles, ".//style:style")]
        styles = {
            one.get(name("style:name"), "")
            for one in both
            if find(one, "./style:text-properties[@text:display='none']")
        }
        path = (
            ".//text:hidden-text | .//text:hidden-paragraph | .//text:section[@text:display='none']"
        )
        hidden = find(self.content, path)
        hidden += [
            one
            for one in find(self.content, ".//office:text//*[@text:style-name]")
            if one.get(name("text:style-name")) in styles
        ]
        for one in hidden:
            words = words_of(one) or one.get(name("text:string-value"), "")
            self.losses.add(_("Hidden text was left out"), words, self.under(one))
            take_out(one)

    def unfold_boxes(self) -> None:
        """Words of text boxes and drawn shapes stand after the paragraph that they lie beside."""
        last: dict[Element, Element] = {}
        shapes = find(self.content, ".//draw:text-box | .//draw:custom-shape | .//draw:rect")
        for shape in shapes:
            hosts = find(shape, "ancestor::text:p | ancestor::text:h")
            blocks = find(shape, "./text:p | ./text:list | ./text:h")
            if not hosts or not any(map(words_of, blocks)):
                continue
            host = hosts[-1]
            words = " ".join(map(words_of, blocks))
            self.losses.add(
                _("Words of a text box stand after the paragraph that it lay beside"),
                words, self.under(host))  # fmt: skip
            for block in blocks:
                (last[host] if host in last else host).addnext(block)  # noqa: SIM401 (types)
                last[host] = block

    def unfold_forms(self) -> None:
        """Boxes to tick, and boxes that nobody has filled in."""
        boxes = {
            one.get(name("form:id"), ""): one for one in find(self.content, ".//form:checkbox")
        }
        for control in find(self.content, ".//draw:control"):
            box = boxes.get(control.get(name("draw:control"), ""))
            if box is not None:
                ticked = box.get(name("form:current-state")) == "checked"
                say_instead(control, f"{sign(ticked)} {box.get(name('form:label'), '')}")
        for mark in find(self.content, ".//field:fieldmark[contains(@field:type, 'FORMCHECKBOX')]"):
            values = find(mark, "./field:param[@field:name='Checkbox_Checked']/@field:value")
            say_instead(mark, sign(values == ["true"]))
        for box in find(self.content, ".//loext:content-control"):
            if box.get(name("loext:showing-place-holder")) == "true":
                self.losses.add(
                    _("An empty box of a form was left out"), words_of(box), self.under(box)
                )
                take_out(box)
            else:
                box.tag = name("text:span")

    def name_the_rest(self) -> None:
        for note in find(self.content, ".//office:annotation"):
            self.losses.add(_("A comment could not be kept"), words_of(note), self.under(note))
            take_out(note)
        for changes in find(self.content, ".//text:tracked-changes"):
            self.losses.add(_("Tracked changes: the text is taken as if all were accepted"))
            for gone in find(changes, ".//text:deletion"):
                words = " ".join(map(words_of, find(gone, "./text:p | ./text:h")))
                self.losses.add(_("Words that a tracked change deletes were left out"), words)
            take_out(changes)
        for path in MADE_BY_ITSELF:
            for index in find(self.content, path):
                self.losses.add(_("The table of contents was left out: a note makes its own"))
                take_out(index)
        for part in find(self.styles, ".//style:header | .//style:footer"):
            if words := words_of(part):
                self.losses.add(_("Headers and footers of the pages could not be kept"), words)
        for chart in find(self.content, ".//draw:object"):
            self.losses.add(
                _("A chart or embedded sheet could not be kept: paste it in as a picture"),
                under=self.under(chart))  # fmt: skip


def sign(ticked: bool) -> str:
    return "☒" if ticked else "☐"


def say_instead(element: Element, words: str) -> None:
    element.tag = name("text:span")
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    element.text = words
