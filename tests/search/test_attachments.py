"""What stands inside attached files is found by those who may read the note, and nobody else."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile

from hub.inspection.models import FileCheck
from hub.inspection.services import look_inside
from hub.models import HubDocument
from practices.importing.draft import Refused
from practices.models import NoteAttachment, PracticeNotePage
from practices.notes.services import publish_note
from search.models import AttachedFile, SearchEntry
from search.query.parsing import read
from search.records import attachments
from search.records.comparing import record_everything
from search.records.file_texts import text_of
from search.service import search
from tests.unpublishing import unpublish_note

WORDS = "The quarterly zanzibarish statement"


def word():
    import docx

    document = docx.Document()
    document.add_paragraph(WORDS)
    document.add_table(1, 1).cell(0, 0).text = "in a cell"
    return saved(document)


def slides():
    import pptx

    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = WORDS
    return saved(show)


def sheet():
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = WORDS
    return saved(book)


def open_document():
    from odf.opendocument import OpenDocumentText
    from odf.text import P

    document = OpenDocumentText()
    document.text.addElement(P(text=WORDS))
    return saved(document)


def saved(document):
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def pdf():
    stream = f"BT /F1 12 Tf 72 700 Td ({WORDS}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, len(made))  # fmt: skip


def rtf():
    return (r"{\rtf1\ansi " + WORDS + r"\par}").encode()


MAKERS = {
    "docx": word,
    "pptx": slides,
    "xlsx": sheet,
    "odt": open_document,
    "pdf": pdf,
    "rtf": rtf,
    "txt": lambda: WORDS.encode("utf-16"),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_the_words_of_each_kind_of_file_are_read(kind):
    assert WORDS in text_of(MAKERS[kind](), f"letter.{kind}")


def packed(name, content):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


BOMB = packed("word/document.xml", b" " * 60_000_000)
ENTITIES = packed("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bomb.docx", BOMB),
        ("entities.docx", ENTITIES),
        ("other.xlsx", word()),
        ("cut.docx", word()[:800]),
        ("cut.pdf", pdf()[:60]),
        ("not.pdf", b"hello"),
        ("not.rtf", b"hello"),
        ("broken.odt", packed("content.xml", b"<a><b></a>")),
        ("empty.pptx", b""),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(name, data):
    with pytest.raises(Refused) as refused:
        text_of(data, name)
    assert str(refused.value).endswith(".")


@pytest.fixture
def attach(make_note, dudley, alice):
    def attach(data, name="letter.docx", **fields):
        note = make_note(dudley, "Letters we send", alice, **fields)
        document = HubDocument.objects.create(
            title="The letter", file=ContentFile(data, name=name), uploaded_by_user=alice
        )
        # broken files, too: readers have had them since before the hub looked into files
        FileCheck.objects.create(document=document, file_name=document.file.name)
        note.attachments.add(NoteAttachment(document=document))
        return publish_note(note, alice)

    return attach


def files_found(reader, text="zanzibarish"):
    return [one.entry.title for one in search(read(text), reader).results]


def test_a_hit_names_the_file_and_leads_to_it(client, attach, alice):
    attach(word(), audience="network")
    assert (attachments.read_new(), attachments.read_new()) == (1, 0)
    entry = SearchEntry.objects.here().get(kind="file")
    assert (entry.title, entry.summary) == ("The letter", "A file of the note “Letters we send”")
    assert files_found(alice) == ["The letter"]
    client.force_login(alice)
    assert client.get(entry.url).status_code == 200


def test_what_a_councils_own_file_says_shows_to_nobody_else(
    client, attach, bob, carol, dana, stranger
):
    attach(word(), audience="council")
    attachments.read_new()
    assert files_found(bob) == ["The letter"]
    for reader in (carol, dana, stranger):
        results = search(read("zanzibarihs"), reader)
        assert (results.total, results.understood.corrections) == (0, ())
        client.logout()
        if reader.is_authenticated:
            client.force_login(reader)
        for address in ("/search/?q=statement", "/api/v1/entries", "/api/v1/suggest?q=the+l"):
            assert "zanzibar" not in client.get(address).content.decode(), address


def test_a_file_follows_its_note_at_once(attach, alice, carol):
    note = attach(word(), audience="network")
    attachments.read_new()
    assert files_found(carol) == ["The letter"]
    note = PracticeNotePage.objects.get(pk=note.pk)
    note.audience = "council"
    publish_note(note, alice)
    assert (files_found(carol), files_found(alice)) == ([], ["The letter"])
    unpublish_note(PracticeNotePage.objects.get(pk=note.pk), alice)
    assert files_found(alice) == []
    assert (attachments.forget_unused(), AttachedFile.objects.count()) == (1, 0)


def test_a_file_taken_off_its_note_is_not_found(attach, alice):
    note = attach(word(), audience="network")
    attachments.read_new()
    note = PracticeNotePage.objects.get(pk=note.pk)
    note.attachments.clear()
    publish_note(note, alice)
    assert files_found(alice) == []


def test_a_damaged_file_is_found_by_its_name_and_says_why(attach, alice):
    attach(word()[:500], audience="network")
    attachments.read_new()
    assert AttachedFile.objects.get().error == "The file is damaged, or protected by a password."
    assert (files_found(alice, "kind:file letter"), attachments.read_new()) == (["The letter"], 0)


def test_another_file_in_its_place_is_read_again(attach, alice):
    attach(b"Nothing much", "letter.txt", audience="network")
    attachments.read_new()
    document = HubDocument.objects.get()
    document.file = ContentFile(WORDS.encode(), name="letter.txt")
    document._set_document_file_metadata()
    document.save()
    attachments.read_new()
    assert files_found(alice) == []  # nobody has looked into the new one
    look_inside(document)
    publish_note(PracticeNotePage.objects.get(), alice)
    assert attachments.read_new() == 1
    assert files_found(alice) == ["The letter"]


def test_everything_can_be_written_anew(attach, alice):
    from hub import search_registry

    attach(word(), audience="network")
    attachments.read_new()
    SearchEntry.objects.all().delete()
    record_everything(search_registry.kinds())
    assert files_found(alice) == ["The letter"]
