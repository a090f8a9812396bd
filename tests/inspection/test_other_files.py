"""OpenDocument, PDF, RTF, pictures, packed and plain files; and files that cannot be looked into."""

import io

import pytest
from odf.opendocument import load
from odf.teletype import extractText
from odf.text import P
from PIL import Image
from pypdf.annotations import FreeText, Text
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

from hub.inspection.findings import Unreadable
from hub.inspection.reading import cleaned, look_into
from tests.inspection import build
from tests.inspection.build import RESIDENT, SEEN, line, open_text, pdf, picture

CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
    '<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">J. Smith</dc:creator>'
    f"</office:change-info><text:p>{RESIDENT}</text:p></text:deletion></text:changed-region>"
    "</text:tracked-changes>"
)
COMMENT = (
    '<office:annotation><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">J. Smith'
    f"</dc:creator><text:p>{RESIDENT} rang</text:p></office:annotation>"
)
HIDDEN = f'<text:hidden-text text:string-value="{RESIDENT}"/>'


def inside_text(markup, before="<text:p>"):
    return build.open_part(open_text(), "content.xml", before, f"{markup}{before}")


def in_paragraph(markup):
    return build.open_part(open_text(), "content.xml", SEEN, f"{SEEN}{markup}")


def more_parts(data, **parts):
    return build.zipped(build.parts_of(data) | parts)


OPEN = {
    "a tracked deletion": ("deletion", inside_text(CHANGES), "a.odt"),
    "a comment": ("comment", in_paragraph(COMMENT), "a.odt"),
    "a hidden field": ("hidden_text", in_paragraph(HIDDEN), "a.odt"),
    "a hidden style": ("hidden_text", open_text(build.open_hidden_style), "a.odt"),
    "its author": ("property", open_text(build.open_author), "a.odt"),
    "an earlier version": (
        "earlier_version", more_parts(open_text(), **{"Versions/1": b"Hollis"}), "a.odt",
    ),
    "a macro": (
        "macro", more_parts(open_text(), **{"Basic/Standard/M.xml": b"<a>Hollis</a>"}), "a.odt",
    ),
    "an embedded object": (
        "embedded", more_parts(open_text(), **{"Object 1": b"Hollis"}), "a.odt",
    ),
    "a hidden sheet": ("hidden_sheet", build.open_sheet("sheet"), "a.ods"),
    "a hidden row": ("hidden_rows", build.open_sheet("row"), "a.ods"),
    "speaker notes": ("speaker_notes", build.open_slides("notes"), "a.odp"),
    "a hidden slide": ("hidden_slide", build.open_slides("slide"), "a.odp"),
}  # fmt: skip


def kinds(data, name):
    return [finding.kind for finding in look_into(data, name)]


@pytest.mark.parametrize("case", OPEN)
def test_open_document_hides_it_and_the_copy_does_not(case):
    kind, data, name = OPEN[case]
    assert kind in kinds(data, name)
    copy = cleaned(data, name)
    assert kinds(copy, name) == []
    everything = b"".join(build.parts_of(copy).values())
    assert b"Hollis" not in everything and b"Smith" not in everything
    seen = [extractText(one) for one in load(io.BytesIO(copy)).getElementsByType(P)]
    wanted = {"a.odt": [SEEN], "a.ods": ["Week", "Hours", "One", "12"], "a.odp": [SEEN]}[name]
    assert [one for one in seen if one][: len(wanted)] == wanted


def test_a_hidden_column_is_named_and_its_cells_are_emptied():
    data = build.open_sheet("column")
    assert kinds(data, "a.ods") != []
    copy = cleaned(data, "a.ods")
    assert b"Hollis" not in b"".join(build.parts_of(copy).values())


BLACK_BOX = "0 g 45 290 200 25 re f\n"


def with_script(writer):
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )


PDFS = {
    "a note on a page": (
        "annotation",
        pdf(line(SEEN), annotations=[Text(text=f"{RESIDENT} rang", rect=(50, 50, 80, 80))]),
    ),
    "words typed over a page": (
        "annotation",
        pdf(line(SEEN), annotations=[FreeText(text=RESIDENT, rect=(50, 50, 180, 80))]),
    ),
    "text under a box": ("under_box", pdf(line(RESIDENT) + BLACK_BOX)),
    "text under a white box": ("under_box", pdf(line(RESIDENT) + "1 g 45 290 200 25 re f\n")),
    "text under a turned box": (
        "under_box", pdf(line(RESIDENT) + "q 2 0 0 2 0 0 cm 0 g 20 140 120 20 re f Q\n"),
    ),
    "white text": ("hidden_text", pdf(line(SEEN, 350) + line(RESIDENT, colour="1 g"))),
    "a file inside": (
        "embedded",
        pdf(line(SEEN), change=lambda writer: writer.add_attachment("clients.csv", b"Hollis")),
    ),
    "its author": (
        "property", pdf(line(SEEN), change=lambda writer: writer.add_metadata({"/Author": "J. S."})),
    ),
    "a script": ("macro", pdf(line(SEEN), change=with_script)),
    "an earlier version": ("earlier_version", pdf(line(SEEN)) + b"\n%%EOF\n"),
    "a marking": ("marking", pdf(line("OFFICIAL-SENSITIVE") + line(SEEN, 200))),
    "a resident": ("personal", pdf(line(f"We met {RESIDENT}"))),
    "pages that are pictures": ("unread", pdf("")),
}  # fmt: skip


@pytest.mark.parametrize("case", PDFS)
def test_a_pdf_hides_it_and_cannot_be_cleaned(case):
    kind, data = PDFS[case]
    found = look_into(data, "a.pdf")
    assert kind in [one.kind for one in found]
    with pytest.raises(Unreadable, match="cannot be cleaned here"):
        cleaned(data, "a.pdf")


def test_words_under_a_box_are_told():
    found = look_into(PDFS["text under a box"][1], "a.pdf")
    [under] = [one for one in found if one.kind == "under_box"]
    assert (under.place, under.words) == ("page 1", RESIDENT)
    assert under.signs == ("Mrs Hollis (name of a person)",)


@pytest.mark.parametrize(
    "content",
    [
        line(SEEN),
        "0.8 g 45 290 200 25 re f\n" + line(SEEN),  # a colour behind the words
        "0 g 45 290 200 25 re f\n" + line(SEEN, colour="1 g"),  # white on black
        line(SEEN) + "0 g 45 100 200 25 re f\n",  # a box elsewhere
        line(SEEN) + "q /G1 gs 1 1 0 rg 45 290 200 25 re f Q\n",  # a marker pen
        line(SEEN) + "45 290 200 25 re S\n",  # a frame
    ],
)
def test_an_honest_page_hides_nothing(content):
    assert look_into(pdf(content), "a.pdf") == []


def test_a_redaction_that_was_only_drawn_is_named():
    square = Text(text="", rect=(45, 290, 245, 315))
    square[NameObject("/Subtype")] = NameObject("/Square")
    square[NameObject("/IC")] = ArrayObject([FloatObject(0)])
    assert "under_box" in kinds(pdf(line(RESIDENT), annotations=[square]), "a.pdf")


def test_rich_text_tells_author_comment_and_hidden_words():
    data = (
        rb"{\rtf1\ansi{\info{\author J. Smith}}We look at cards."
        rb"{\*\annotation Mrs Hollis rang}{\v Mrs Hollis}\par}"
    )
    assert {"property", "comment", "hidden_text"} <= set(kinds(data, "a.rtf"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_tells_its_maker_and_the_copy_does_not(kind):
    data, name = picture(kind, place=kind == "JPEG", artist="J. Smith"), f"a.{kind.lower()}"
    found = look_into(data, name)
    assert "picture_author" in [one.kind for one in found]
    if kind == "JPEG":
        assert found[0].words == "52.5119 N, 2.0839 W"
    copy = cleaned(data, name)
    assert look_into(copy, name) == [] and b"Smith" not in copy
    assert Image.open(io.BytesIO(copy)).size == (40, 30)


def test_a_picture_taken_upright_stays_upright_without_its_camera_data():
    copy = cleaned(picture(artist="J. Smith", orientation=6), "a.jpg")
    assert Image.open(io.BytesIO(copy)).size == (30, 40)


def test_a_list_is_read_line_by_line():
    [finding] = look_into(f"week;who\n2;{RESIDENT}\n".encode("utf-16"), "a.csv")
    assert finding.sentence == (
        "This may be about a person, line 2: “2;Mrs Hollis”. It holds: Mrs Hollis (name of a person)."
    )


def test_files_in_a_packed_file_are_looked_into():
    data = build.zipped({"a/letter.docx": build.word(build.commented), "x.exe": b"MZ"})
    found = look_into(data, "a.zip")
    assert [(one.kind, one.place) for one in found] == [
        ("comment", "in a/letter.docx, paragraph 1"), ("unread", "in x.exe"),
    ]  # fmt: skip


def test_packed_files_in_packed_files_end_somewhere():
    data = build.zipped({"a.txt": b"Hello"})
    for _time in range(5):
        data = build.zipped({"a.zip": data})
    assert kinds(data, "a.zip") == ["unread"]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"EncryptedPackage", "a.docx", "by a password"),
        (b"PK\x03\x04 broken", "a.xlsx", "damaged"),
        (build.zipped({"a.txt": b"x"}), "a.docx", "damaged|not what its name says"),
        (build.word()[:-400], "a.docx", "damaged"),
        (b"%PDF-1.7 nothing", "a.pdf", "damaged"),
        (b"hello", "a.pdf", "not what its name says"),
        (b"hello", "a.rtf", "not what its name says"),
        (b"hello", "a.jpg", "damaged"),
        (b"hello", "a.key", "cannot be looked into"),
        (b"hello", "", "cannot be looked into"),
        (build.zipped({"0": b"\0" * 250_000_000}), "a.docx", "would grow to 238 MB"),
        (build.zipped({str(n): b"" for n in range(3001)}), "a.zip", "would grow"),
        (build.edited(build.word(), "word/document.xml", "<w:document", "<!DOCTYPE a><w:document"),
         "a.docx", "XML that office programs do not write"),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_into_is_said(data, name, sentence):
    with pytest.raises(Unreadable, match=sentence):
        look_into(data, name)


def locked_pdf(writer):
    writer.encrypt("secret", algorithm="RC4-128")


def test_a_locked_pdf_is_said_to_be_locked():
    with pytest.raises(Unreadable, match="protected by a password"):
        look_into(pdf(line(SEEN), change=locked_pdf), "a.pdf")


def test_a_locked_open_document_is_said_to_be_locked():
    data = build.open_part(
        open_text(), "META-INF/manifest.xml", "<manifest:file-entry",
        "<manifest:encryption-data/><manifest:file-entry",
    )  # fmt: skip
    with pytest.raises(Unreadable, match="protected by a password"):
        look_into(data, "a.odt")
