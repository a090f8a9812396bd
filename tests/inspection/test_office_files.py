"""Each thing that hides in a Word, Excel or PowerPoint file is named, and gone from the copy."""

import io

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from hub.inspection.reading import cleaned, look_into
from tests.inspection import build
from tests.inspection.build import RESIDENT, SEEN, excel, slides, with_part, word

CUSTOM = build.custom_property("Case", RESIDENT)
APP = build.app_properties("Dudley Council", "J. Smith")
LINK = (
    '<Relationship Id="rIdT" TargetMode="External" Target="file:///C:/Users/jsmith/letter.dotx" '
    f'Type="{build.REL}/attachedTemplate"/></Relationships>'
)
VARIABLE = f'<w:docVars><w:docVar w:name="who" w:val="{RESIDENT}"/></w:docVars></w:settings>'
DIALOG = "xl/externalLinks/externalLink1.xml"
HELD = (
    '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook>'
    f'<sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>{RESIDENT}</v></cell></row>'
    "</sheetData></sheetDataSet></externalBook></externalLink>"
)


def tied(data, name, content, kind, to):
    return with_part(data, name, content, kind=kind, to=to)


WORD = {
    "a tracked deletion": ("deletion", word(build.tracked("del", RESIDENT))),
    "a deleted paragraph": ("deletion", word(build.deleted_paragraph)),
    "a deleted row": ("deletion", word(build.deleted_row)),
    "words moved away": ("move", word(build.tracked("moveFrom", RESIDENT))),
    "a tracked insertion": ("insertion", word(build.tracked("ins", "in every team"))),
    "a change of formatting": ("formatting", word(build.formatting_change)),
    "a comment": ("comment", word(build.commented)),
    "vanished words": ("hidden_text", word(build.run_like("<w:vanish/>"))),
    "white words": ("hidden_text", word(build.white)),
    "a style that hides": ("hidden_text", word(build.hidden_style)),
    "its author": ("property", word(build.properties(author="J. Smith"))),
    "who saved it": ("property", word(build.properties(last_modified_by="J. Smith"))),
    "company and manager": (
        "property",
        tied(word(), "docProps/app2.xml", APP, "extended-properties", ""),
    ),
    "a custom property": (
        "property",
        tied(word(), "docProps/custom.xml", CUSTOM, "custom-properties", ""),
    ),
    "data of a program": (
        "copied_data",
        tied(word(), "customXml/item1.xml", f"<a>{RESIDENT}</a>", "customXml", "word/document.xml"),
    ),
    "a document variable": (
        "copied_data",
        build.edited(word(), "word/settings.xml", "</w:settings>", VARIABLE),
    ),
    "a template's address": (
        "link",
        build.edited(word(), "word/_rels/document.xml.rels", "</Relationships>", LINK),
    ),
    "a macro": (
        "macro",
        tied(word(), "word/vbaProject.bin", b"\xd0\xcf", "vbaProject", "word/document.xml"),
    ),
    "a macro tied to nothing": (
        "macro",
        build.zipped(build.parts_of(word()) | {"word/vbaProject.bin": b"\xd0\xcf"}),
    ),
    "an embedded workbook": (
        "embedded",
        tied(word(), "word/embeddings/Book1.xlsx", excel(), "package", "word/document.xml"),
    ),
    "a picture's place": ("picture_place", word(pictured=build.picture(place=True))),
    "a picture's artist": ("picture_author", word(pictured=build.picture(artist="J. Smith"))),
}
EXCEL = {
    "a hidden sheet": ("hidden_sheet", excel(build.hidden_sheet("hidden"))),
    "a very hidden sheet": ("hidden_sheet", excel(build.hidden_sheet("veryHidden"))),
    "a hidden row": ("hidden_rows", excel(build.hidden_row)),
    "a hidden column": ("hidden_columns", excel(build.hidden_column)),
    "a note on a cell": ("comment", excel(build.cell_note)),
    "a hidden name": ("defined_name", excel(build.hidden_name)),
    "a format that blanks": ("hidden_text", excel(build.blank_format)),
    "white figures": ("hidden_text", excel(build.white_cell)),
    "its author": ("property", excel(lambda book: setattr(book.properties, "creator", "J. Smith"))),
    "another workbook's cells": (
        "copied_data",
        tied(excel(), DIALOG, HELD, "externalLink", "xl/workbook.xml"),
    ),
    "a log of changes": (
        "earlier_version",
        tied(excel(), "xl/revisions/log1.xml", f"<a>{RESIDENT}</a>", "revisionLog",
             "xl/workbook.xml"),
    ),
    "a macro": ("macro", tied(excel(), "xl/vbaProject.bin", b"\xd0", "vbaProject",
                              "xl/workbook.xml")),
}  # fmt: skip
SLIDES = {
    "speaker notes": ("speaker_notes", slides(build.speaker_notes)),
    "a hidden slide": ("hidden_slide", slides(build.hidden_slide)),
    "words beside the slide": ("hidden_text", slides(build.beside_the_slide)),
    "a hidden box": ("hidden_text", slides(build.hidden_shape)),
    "a comment": ("comment", build.slide_comment(slides())),
    "its author": ("property", slides(build.properties(author="J. Smith"))),
    "a macro": ("macro", tied(slides(), "ppt/vbaProject.bin", b"\xd0", "vbaProject",
                              "ppt/presentation.xml")),
    "an embedded file": ("embedded", tied(slides(), "ppt/embeddings/x.bin", RESIDENT, "oleObject",
                                          "ppt/slides/slide1.xml")),
}  # fmt: skip


def kinds(data, name):
    return [finding.kind for finding in look_into(data, name)]


def everything_in(data):
    """All bytes of all parts, unpacked, as somebody with a zip program reads them."""
    return b"\n".join(name.encode() + part for name, part in build.parts_of(data).items())


@pytest.mark.parametrize("name", WORD)
def test_word_hides_it_and_the_copy_does_not(name):
    kind, data = WORD[name]
    assert kind in kinds(data, "a.docx")
    copy = cleaned(data, "a.docx")
    assert kinds(copy, "a.docx") == []
    assert b"Hollis" not in everything_in(copy) and b"Smith" not in everything_in(copy)
    paper = Document(io.BytesIO(copy))
    assert paper.paragraphs[0].text.startswith(SEEN)
    assert paper.tables[0].cell(1, 1).text == "Twelve weeks"
    assert len(paper.inline_shapes) == 1


@pytest.mark.parametrize("name", EXCEL)
def test_excel_hides_it_and_the_copy_does_not(name):
    kind, data = EXCEL[name]
    assert kind in kinds(data, "a.xlsx")
    copy = cleaned(data, "a.xlsx")
    assert kinds(copy, "a.xlsx") == []
    assert b"Hollis" not in everything_in(copy) and b"Smith" not in everything_in(copy)
    book = load_workbook(io.BytesIO(copy))
    assert book.sheetnames == ["Costs"] and book.active.title == "Costs"
    assert [row[:2] for row in book["Costs"].iter_rows(max_row=4, values_only=True)] == [
        ("Week", "Hours"), ("One", 12), ("Two", 14), ("Three", 16),
    ]  # fmt: skip
    assert book["Costs"]["D1"].value == SEEN
    assert len(book["Costs"]._images) == 1


@pytest.mark.parametrize("name", SLIDES)
def test_powerpoint_hides_it_and_the_copy_does_not(name):
    kind, data = SLIDES[name]
    assert kind in kinds(data, "a.pptx")
    copy = cleaned(data, "a.pptx")
    assert kinds(copy, "a.pptx") == []
    assert b"Hollis" not in everything_in(copy) and b"Smith" not in everything_in(copy)
    show = Presentation(io.BytesIO(copy))
    assert [slide.shapes.title.text for slide in show.slides] == [SEEN, "Second slide"]
    shapes = list(show.slides[0].shapes)
    assert any(
        shape.has_table and shape.table.cell(0, 1).text == "Twelve weeks" for shape in shapes
    )
    assert sum(shape.shape_type == 13 for shape in shapes) == 1


@pytest.mark.parametrize(
    ("data", "name"), [(word(), "a.docx"), (excel(), "a.xlsx"), (slides(), "a.pptx")]
)
def test_nothing_is_found_in_an_honest_file_and_its_copy_says_the_same(data, name):
    assert look_into(data, name) == []
    assert look_into(cleaned(data, name), name) == []


def test_a_finding_says_who_where_and_what_it_holds():
    [finding] = look_into(word(build.commented), "a.docx")
    assert finding.sentence == (
        "Comment by J. Smith, paragraph 1: “Mrs Hollis rang about this”. "
        "It holds: Mrs Hollis (name of a person)."
    )


def test_a_marking_in_a_header_is_named_and_stays_for_a_person_to_decide():
    data = word(build.header("OFFICIAL-SENSITIVE"))
    [finding] = look_into(data, "a.docx")
    assert (finding.kind, finding.words) == ("marking", "OFFICIAL-SENSITIVE")
    assert finding.place == "in a page header, paragraph 1" and not finding.is_cleaned
    assert look_into(cleaned(data, "a.docx"), "a.docx") == [finding]


def test_a_marking_in_a_footer_of_a_sheet_is_named():
    assert kinds(excel(build.sheet_footer), "a.xlsx") == ["marking"]


def test_a_resident_in_the_visible_text_is_named_with_the_paragraph():
    data = word(lambda paper: paper.add_paragraph(f"{RESIDENT} was born on 3 May 1950."))
    found = look_into(data, "a.docx")
    assert [one.signs for one in found] == [
        ("Mrs Hollis (name of a person)",), ("3 May 1950 (date of birth)",),
    ]  # fmt: skip
    assert {one.kind for one in found} == {"personal"}


def test_white_letters_on_a_colour_are_a_heading():
    assert look_into(word(build.white_on_blue), "a.docx") == []
    assert look_into(excel(build.white_cell_on_blue), "a.xlsx") == []


def test_insertions_stay_and_deletions_go():
    paper = Document(io.BytesIO(cleaned(word(build.tracked("ins", "in every team")), "a.docx")))
    assert paper.paragraphs[0].text == f"{SEEN} in every team"
    paper = Document(io.BytesIO(cleaned(word(build.tracked("del", "in secret")), "a.docx")))
    assert paper.paragraphs[0].text == SEEN


def test_formulas_keep_their_values_where_hidden_cells_go():
    data = excel(build.hidden_sheet("hidden"))
    data = build.edited(
        data, "xl/worksheets/sheet2.xml", "<f>Clients!A1</f><v></v>", "<f>Clients!A1</f><v>7</v>"
    )
    sheet = load_workbook(io.BytesIO(cleaned(data, "a.xlsx")))["Costs"]
    assert sheet["E1"].value == 7


def test_formulas_stay_where_nothing_hidden_goes():
    data = excel(lambda book: book["Costs"].__setitem__("B5", "=SUM(B2:B4)"))
    sheet = load_workbook(io.BytesIO(cleaned(data, "a.xlsx")))["Costs"]
    assert sheet["B5"].value == "=SUM(B2:B4)"


def test_a_file_with_macros_becomes_an_ordinary_one():
    data = WORD["a macro"][1]
    data = build.edited(
        data,
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert "macro" in kinds(data, "a.docm")
    assert Document(io.BytesIO(cleaned(data, "a.docm"))).paragraphs[0].text == SEEN


def test_words_that_only_a_hidden_sheet_used_leave_the_shared_table():
    data = build.excel_by_another_program()
    found = look_into(data, "a.xlsx")
    assert {"hidden_sheet", "comment"} <= {one.kind for one in found}
    copy = cleaned(data, "a.xlsx")
    assert look_into(copy, "a.xlsx") == []
    assert b"Hollis" not in everything_in(copy) and b"Client list" not in everything_in(copy)
    sheet = load_workbook(io.BytesIO(copy))["Costs"]
    assert [sheet["A1"].value, sheet["A2"].value, sheet["B1"].value] == [SEEN, "shared by both", 14]
    assert len(sheet._charts) == 1
