"""Small files with one thing hidden in each. All are made here; no file of anybody's is used."""

import io
import zipfile

import xlsxwriter
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from odf.draw import Frame, Page, TextBox
from odf.meta import InitialCreator
from odf.opendocument import OpenDocumentPresentation, OpenDocumentSpreadsheet, OpenDocumentText
from odf.presentation import Notes
from odf.style import (
    DrawingPageProperties,
    MasterPage,
    PageLayout,
    Style,
    TableProperties,
    TextProperties,
)
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P, Span
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pptx import Presentation
from pptx.util import Inches
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, FloatObject, NameObject

RESIDENT = "Mrs Hollis"
SEEN = "We look at a new card in weeks two and six."
W = nsdecls("w")
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(thing):
    out = io.BytesIO()
    thing.save(out)
    return out.getvalue()


def picture(kind="JPEG", place=False, artist="", orientation=1):
    """A small picture, with a place and an artist on request."""
    exif = Image.Exif()
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 30.0, 43.0), 3: "W", 4: (2.0, 5.0, 2.0)})
    if artist:
        exif[0x013B] = artist
    exif[0x0112] = orientation
    out = io.BytesIO()
    words = PngInfo()
    if artist and kind == "PNG":
        words.add_text("Author", artist)
    more = {"pnginfo": words} if kind == "PNG" else {"exif": exif}
    Image.new("RGB", (40, 30), "purple").save(out, kind, **more)
    return out.getvalue()


def word(change=lambda paper: None, pictured=b""):
    """A letter with a table and a picture, nobody's name in its properties; then `change` it."""
    paper = Document()
    paper.core_properties.author = paper.core_properties.comments = ""
    paper.add_paragraph(SEEN)
    table = paper.add_table(rows=2, cols=2)
    table.cell(1, 1).text = "Twelve weeks"
    paper.add_picture(io.BytesIO(pictured or picture()))
    change(paper)
    return saved(paper)


def tracked(kind, text, by="J. Smith"):
    """A change in the first paragraph of a Word file: `kind` is del, ins, moveFrom or moveTo."""
    holds = "delText" if kind == "del" else "t"

    def change(paper):
        paper.paragraphs[0]._p.append(
            parse_xml(
                f'<w:{kind} {W} w:id="7" w:author="{by}" w:date="2026-01-01T00:00:00Z">'
                f'<w:r><w:{holds} xml:space="preserve"> {text}</w:{holds}></w:r></w:{kind}>'
            )
        )

    return change


def run_like(properties, text=RESIDENT):
    """A run with these properties (XML without its prefix declared)."""
    return lambda paper: paper.paragraphs[0]._p.append(
        parse_xml(f"<w:r {W}><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
    )


def deleted_paragraph(paper):
    paper.element.body.insert(
        1,
        parse_xml(
            f'<w:p {W}><w:pPr><w:rPr><w:del w:id="3" w:author="J. Smith"/></w:rPr></w:pPr>'
            f'<w:del w:id="4" w:author="J. Smith"><w:r><w:delText>{RESIDENT}</w:delText></w:r></w:del>'
            "</w:p>"
        ),
    )


def deleted_row(paper):
    row = paper.tables[0].add_row()
    row.cells[0].text = RESIDENT
    row._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="9" w:author="J. Smith"/>'))


def formatting_change(paper):
    paper.paragraphs[0].runs[0]._r.get_or_add_rPr().append(
        parse_xml(
            f'<w:rPrChange {W} w:id="5" w:author="J. Smith"><w:rPr><w:b/></w:rPr></w:rPrChange>'
        )
    )


def commented(paper):
    paper.add_comment(paper.paragraphs[0].runs, f"{RESIDENT} rang about this", author="J. Smith")


def white(paper):
    paper.paragraphs[0].add_run(RESIDENT).font.color.rgb = RGBColor(255, 255, 255)


def white_on_blue(paper):
    cell = paper.tables[0].cell(0, 0)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {W} w:val="clear" w:fill="1F3864"/>'))
    cell.paragraphs[0].add_run("A heading in white").font.color.rgb = RGBColor(255, 255, 255)


def hidden_style(paper):
    style = paper.styles.add_style("Aside", 1)
    style.font.hidden = True
    paper.add_paragraph(RESIDENT, style="Aside")


def properties(**named):
    def change(thing):
        for name, value in named.items():
            setattr(thing.core_properties, name, value)

    return change


def header(text):
    def change(paper):
        paper.sections[0].header.paragraphs[0].text = text

    return change


def with_part(data, name, content, *, kind, to, content_type="application/octet-stream"):
    """The same package with one more part, tied by a relationship of this kind to the part `to`."""
    parts = parts_of(data)
    folder, _slash, last = to.rpartition("/")
    rels = f"{folder}/_rels/{last}.rels".lstrip("/") if to else "_rels/.rels"
    target = f"/{name}"
    line = f'<Relationship Id="rIdX" Type="{REL}/{kind}" Target="{target}"/>'
    held = parts.get(rels, b"").decode() or (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        "</Relationships>"
    )
    parts[rels] = held.replace("</Relationships>", f"{line}</Relationships>").encode()
    parts[name] = content if isinstance(content, bytes) else content.encode()
    types = parts["[Content_Types].xml"].decode()
    line = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{line}</Types>").encode()
    return zipped(parts)


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


def edited(data, part, old, new):
    parts = parts_of(data)
    assert old.encode() in parts[part], f"{old} is not in {part}"
    parts[part] = parts[part].replace(old.encode(), new.encode())
    return zipped(parts)


def app_properties(company, manager):
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'extended-properties"><Company>{company}</Company><Manager>{manager}</Manager></Properties>'
    )


def custom_property(name, value):
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property></Properties>"
    )


def excel(change=lambda book: None):
    """A workbook with one sheet, a table and a picture, then changed."""
    book = Workbook()
    book.properties.creator = None
    sheet = book.active
    sheet.title = "Costs"
    for row in (["Week", "Hours"], ["One", 12], ["Two", 14], ["Three", 16]):
        sheet.append(row)
    sheet["D1"] = SEEN
    sheet.add_image(SheetImage(io.BytesIO(picture("PNG"))), "F2")
    change(book)
    return saved(book)


def hidden_sheet(state):
    def change(book):
        sheet = book.create_sheet("Clients", 0)
        sheet["A1"] = RESIDENT
        sheet.sheet_state = state
        book.active = 1
        book["Costs"]["E1"] = "=Clients!A1"
        book.defined_names["names"] = DefinedName("names", attr_text="Clients!$A$1")

    return change


def hidden_row(book):
    sheet = book["Costs"]
    sheet["A9"] = RESIDENT
    sheet.row_dimensions[9].hidden = True


def hidden_column(book):
    sheet = book["Costs"]
    sheet["H2"] = RESIDENT
    sheet.column_dimensions["H"].hidden = True


def cell_note(book):
    book["Costs"]["A2"].comment = Comment(f"{RESIDENT} again", "J. Smith")


def hidden_name(book):
    book.defined_names["who"] = DefinedName("who", attr_text=f'"{RESIDENT}"', hidden=True)


def blank_format(book):
    book["Costs"]["B9"] = RESIDENT
    book["Costs"]["B9"].number_format = ";;;"


def white_cell(book):
    book["Costs"]["B9"] = RESIDENT
    book["Costs"]["B9"].font = Font(color="FFFFFFFF")


def white_cell_on_blue(book):
    cell = book["Costs"]["A1"]
    cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F3864")


def sheet_footer(book):
    book["Costs"].oddFooter.center.text = "OFFICIAL-SENSITIVE"


def slides(change=lambda show: None):
    """Two slides with a text, a table and a picture, then changed."""
    show = Presentation()
    show.core_properties.author = show.core_properties.title = ""
    show.core_properties.last_modified_by = show.core_properties.comments = ""
    for words in (SEEN, "Second slide"):
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = words
    table = show.slides[0].shapes.add_table(1, 2, Inches(1), Inches(2), Inches(3), Inches(1)).table
    table.cell(0, 1).text = "Twelve weeks"
    show.slides[0].shapes.add_picture(io.BytesIO(picture()), Inches(1), Inches(4))
    change(show)
    return saved(show)


def speaker_notes(show):
    show.slides[0].notes_slide.notes_text_frame.text = f"Speak of {RESIDENT}"


def hidden_slide(show):
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = RESIDENT
    slide._element.set("show", "0")


def beside_the_slide(show):
    box = show.slides[0].shapes.add_textbox(Inches(-9), Inches(1), Inches(3), Inches(1))
    box.text_frame.text = RESIDENT


def hidden_shape(show):
    box = show.slides[0].shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))
    box.text_frame.text = RESIDENT
    box._element.nvSpPr.cNvPr.set("hidden", "1")


def slide_comment(data):
    space = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    data = with_part(
        data,
        "ppt/commentAuthors.xml",
        f'<p:cmAuthorLst {space}><p:cmAuthor id="0" name="J. Smith" initials="JS" lastIdx="1" '
        'clrIdx="0"/></p:cmAuthorLst>',
        kind="commentAuthors",
        to="ppt/presentation.xml",
    )
    return with_part(
        data,
        "ppt/comments/comment1.xml",
        f'<p:cmLst {space}><p:cm authorId="0" idx="1"><p:pos x="1" y="1"/>'
        f"<p:text>{RESIDENT} said so</p:text></p:cm></p:cmLst>",
        kind="comments",
        to="ppt/slides/slide1.xml",
    )


def excel_by_another_program():
    """Words in one shared table, formulas with their values, as Excel itself keeps them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    hidden, costs = book.add_worksheet("Client list"), book.add_worksheet("Costs")
    hidden.write("A1", RESIDENT)
    hidden.write("A2", "shared by both")
    hidden.hide()
    costs.activate()
    costs.set_first_sheet()
    costs.write("A1", SEEN)
    costs.write("A2", "shared by both")
    costs.write_formula("B1", "='Client list'!A3+2", None, 14)
    costs.write_comment("A2", f"{RESIDENT} again", {"author": "J. Smith"})
    costs.insert_chart("D4", _chart(book))
    book.close()
    return out.getvalue()


def _chart(book):
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Costs!$B$1:$B$2"})
    return chart


def pdf(content, *, change=lambda writer: None, annotations=()):
    """One page with this content stream."""
    writer = PdfWriter()
    page = writer.add_blank_page(400, 400)
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
         NameObject("/BaseFont"): NameObject("/Helvetica"),
         NameObject("/Encoding"): NameObject("/WinAnsiEncoding")}
    )  # fmt: skip
    clear = DictionaryObject({NameObject("/ca"): FloatObject(0.4)})
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font}),
         NameObject("/ExtGState"): DictionaryObject({NameObject("/G1"): clear})}
    )  # fmt: skip
    stream = DecodedStreamObject()
    stream.set_data(content.encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    for one in annotations:
        writer.add_annotation(0, one)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def line(text, y=300, colour="0 g"):
    return f"BT {colour} /F1 12 Tf 50 {y} Td ({text}) Tj ET\n"


def open_text(change=lambda paper: None):
    paper = OpenDocumentText()
    paper.text.addElement(P(text=SEEN))
    change(paper)
    return saved_open(paper)


def saved_open(paper):
    out = io.BytesIO()
    paper.write(out)
    return out.getvalue()


def open_part(data, part, old, new):
    parts = parts_of(data)
    assert old in parts[part].decode(), parts[part].decode()[:3000]
    parts[part] = parts[part].decode().replace(old, new, 1).encode()
    return zipped(parts)


def open_hidden_style(paper):
    style = Style(name="Aside", family="text")
    style.addElement(TextProperties(display="none"))
    paper.automaticstyles.addElement(style)
    paper.text.addElement(P(text="Before "))
    paper.text.childNodes[-1].addElement(Span(stylename=style, text=RESIDENT))


def open_author(paper):
    paper.meta.addElement(InitialCreator(text="J. Smith"))


def open_sheet(hidden):
    """A spreadsheet with a sheet, a row or a column that is hidden."""
    book = OpenDocumentSpreadsheet()
    style = Style(name="away", family="table")
    style.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(style)
    sheet = Table(name="Costs")
    fold = {"visibility": "collapse"}
    sheet.addElement(TableColumn())
    sheet.addElement(TableColumn(**(fold if hidden == "column" else {})))
    sheet.addElement(_open_row("Week", RESIDENT if hidden == "column" else "Hours"))
    if hidden == "row":
        sheet.addElement(_open_row(RESIDENT, "", **fold))
    sheet.addElement(_open_row("One", "" if hidden == "column" else "12"))
    book.spreadsheet.addElement(sheet)
    if hidden == "sheet":
        away = Table(name="Clients", stylename=style)
        away.addElement(_open_row(RESIDENT, ""))
        book.spreadsheet.addElement(away)
    return saved_open(book)


def _open_row(*words, **options):
    row = TableRow(**options)
    for one in words:
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=one))
        row.addElement(cell)
    return row


def open_slides(hidden):
    """A presentation with speaker notes or a hidden slide."""
    show = OpenDocumentPresentation()
    layout = PageLayout(name="L")
    show.automaticstyles.addElement(layout)
    master = MasterPage(name="M", pagelayoutname=layout)
    show.masterstyles.addElement(master)
    style = Style(name="unseen", family="drawing-page")
    style.addElement(DrawingPageProperties(visibility="hidden"))
    show.automaticstyles.addElement(style)
    show.presentation.addElement(_open_slide(SEEN, master, RESIDENT if hidden == "notes" else ""))
    if hidden == "slide":
        show.presentation.addElement(_open_slide(RESIDENT, master, "", stylename=style))
    return saved_open(show)


def _open_slide(words, master, notes, **options):
    slide = Page(masterpagename=master, **options)
    slide.addElement(_open_frame(words))
    if notes:
        aside = Notes()
        aside.addElement(_open_frame(notes))
        slide.addElement(aside)
    return slide


def _open_frame(words):
    frame, box = Frame(width="3cm", height="2cm"), TextBox()
    box.addElement(P(text=words))
    frame.addElement(box)
    return frame
