"""Real files, good and bad, made for one test each."""

import io
import zipfile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def png(width=20, height=10) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "purple").save(buffer, "PNG")
    return buffer.getvalue()


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_note(alt="A chart of checks by week") -> bytes:
    """A note as a lead has it in Word: the three questions, lists, a table and a picture."""
    document = docx.Document()
    document.add_heading("Checks in the first twelve weeks", 0)
    document.add_heading("What we did", 1)
    document.add_paragraph("We look at each new card.")
    document.add_paragraph("in week two", style="List Bullet")
    document.add_paragraph("in week six", style="List Bullet")
    document.add_heading("Why", 1)
    document.add_paragraph("Small mistakes turned into debts.")
    document.add_heading("What came of it", 1)
    document.add_paragraph("Fewer letters.")
    document.add_heading("Costs", 1)
    document.add_paragraph("Staff time: ").add_run("two days a month").bold = True
    table = document.add_table(2, 2)
    for place, words in enumerate(["Year", "Cards", "2025", "40"]):
        table.cell(place // 2, place % 2).text = words
    document.add_heading("By hand", 2)
    run = document.add_paragraph().add_run()
    run.add_picture(io.BytesIO(png()))
    run._r.find(".//" + qn("wp:docPr")).set("descr", alt)
    return saved(document)


def word_with_losses() -> bytes:
    """Tracked changes, a header and an embedded sheet."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Not for circulation"
    paragraph = document.add_paragraph("We check ")
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="1" w:author="A"><w:r><w:t>cards</w:t></w:r></w:ins>'
        )
    )
    paragraph._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="2" w:author="A"><w:r><w:delText>all</w:delText></w:r></w:del>'
        )
    )
    return with_members(saved(document), {"word/embeddings/sheet.xlsx": b"PK"})


def with_members(packed: bytes, more: dict[str, bytes], without: str = "") -> bytes:
    """A copy of a zip with members added, and one left out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            if member != without and member not in more:
                new.writestr(member, old.read(member))
        for name, content in more.items():
            new.writestr(name, content)
    return buffer.getvalue()


def zip_bomb() -> bytes:
    """A Word file of 300 KB with a part that unpacks to 300 MB."""
    return with_members(word_note(), {"word/media/zeros.bin": bytes(300 * 1024 * 1024)})


def pdf(*pages: str, title: str = "") -> bytes:
    """A PDF with these lines of words on its pages; an empty string is a page without text."""
    return written(pdf_writer(*pages, title=title))


def locked_pdf(password: str = "secret") -> bytes:
    writer = pdf_writer("Words nobody sees.")
    writer.encrypt(password, algorithm="AES-256")
    return written(writer)


def pdf_writer(*pages: str, title: str = "") -> PdfWriter:
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for words in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        if words:
            page[NameObject("/Contents")] = writer._add_object(page_stream(words))
    if title:
        writer.add_metadata({"/Title": title})
    return writer


def page_stream(words: str) -> DecodedStreamObject:
    lines = " T* ".join(f"({line}) Tj" for line in words.split("\n"))
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 14 TL 50 780 Td {lines} ET".encode("latin-1"))
    return stream


def written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
