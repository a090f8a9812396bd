"""Files are read in a process of their own; a file that is too much holds up nobody."""

import io
import zipfile
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from hub.jobs.bounded import FellOver, TooMuch, run_bounded
from practices.importing import apart, held_files, reading
from practices.importing.apart import read_apart
from practices.importing.draft import Draft, Figure, Picture, Table, Text
from practices.importing.draft_json import from_json, to_json
from practices.importing.readers import Incoming, read
from practices.importing.report import Problem
from practices.models import PracticeNotePage

WORK = "tests.practices.importing.hard_work"


def word_file(*paragraphs):
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def long_word_file(paragraphs):
    """A Word file of so many short paragraphs; it packs into very little."""
    empty = zipfile.ZipFile(io.BytesIO(word_file("x")))
    body = "".join(f"<w:p><w:r><w:t>Line {n}</w:t></w:r></w:p>" for n in range(paragraphs))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in empty.namelist():
            data = empty.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
            packed.writestr(name, data)
    return held.getvalue()


def incoming(data, name="file.docx"):
    return Incoming(name, len(data), lambda: io.BytesIO(data))


@pytest.mark.parametrize(
    ("work", "raised"),
    [("spin", TooMuch), ("sleep_for_ever", TooMuch), ("hoard", TooMuch), ("fall_over", FellOver)],
)
def test_what_is_too_much_is_ended_from_outside(work, raised):
    with pytest.raises(raised):
        run_bounded(f"{WORK}:{work}", b"", seconds=6)


def test_what_is_not_too_much_comes_back():
    assert run_bounded(f"{WORK}:echo", "ü".encode(), "a b", "--c") == ["ü", "a b", "--c"]


def test_reading_apart_gives_what_reading_gives():
    for data, name in (
        (word_file("Prepaid cards", "We checked them."), "cards.docx"),
        (b"---\ntitle: T\ndate: 2026-03-02\ntags: [a, b]\n---\n# What we did\nAll.", "t.md"),
        (b'{"title": "One", "body": "x"}\nnonsense\n', "many.jsonl"),
        (b"not a Word file", "bad.docx"),
        (b"", "empty.docx"),
        (b"x", "strange.exe"),
    ):
        assert read_apart(incoming(data, name)) == list(read(incoming(data, name)))


def test_a_file_that_takes_too_long_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 3)
    [problem] = read_apart(incoming(long_word_file(100_000)))
    assert "too much to read" in problem.sentence


texts = st.text(max_size=20)
parts = st.one_of(
    st.builds(Text, texts),
    st.builds(Table, st.lists(st.lists(texts).map(tuple)).map(tuple), st.booleans(), texts),
    st.builds(Figure, st.builds(Picture, texts, st.binary(), texts), texts),
)


@given(
    st.builds(
        Draft,
        title=texts,
        parts=st.lists(parts),
        topics=st.none() | st.lists(texts),
        date=st.none() | st.dates(date(1900, 1, 1)),
        lost=st.lists(texts),
        line=st.none() | st.integers(),
    )
    | st.builds(Problem, texts, texts, st.none() | st.integers())
)
def test_a_draft_comes_back_from_json_as_it_was(found):
    assert from_json(to_json(found)) == found


@pytest.fixture
def slow(settings, monkeypatch, tmp_path):
    """Nobody waits: every file counts as one that takes long."""
    settings.HUB_DATA = tmp_path
    settings.READING_WAIT_SECONDS = 0
    begun = []
    monkeypatch.setattr(reading, "begin", lambda word: begun.append(word) or mark(word))

    def mark(word):
        reading.read_folder(word).mkdir()
        (reading.read_folder(word) / reading.BEGUN).write_text(str(reading.os.getpid()))

    return begun


def start(client, data, name="file.docx"):
    return client.post("/post/", {"file": SimpleUploadedFile(name, data)})


def test_a_long_file_has_a_page_that_says_how_far_it_is(client, alice, carol, slow):
    client.force_login(alice)
    page = start(client, word_file("Prepaid cards are checked"))
    assert page.status_code == 302 and "/post/reading/" in page["Location"]
    assert "Reading your file" in client.get(page["Location"]).content.decode()
    assert client.post(page["Location"])["Location"] == page["Location"], "not ready yet"
    reading.read_all(slow[0])
    assert "Your file is read" in client.get(page["Location"]).content.decode()
    assert not PracticeNotePage.objects.exists(), "looking writes nothing"
    done = client.post(page["Location"])
    note = PracticeNotePage.objects.get()
    assert done["Location"] == f"/post/{note.pk}/"
    assert "Prepaid cards" in client.get(done["Location"]).content.decode()
    assert client.post(page["Location"]).status_code == 404, "once"
    assert not list(held_files.folder().iterdir()), "nothing is left behind"


def test_nobody_sees_how_far_anothers_file_is(client, alice, carol, resident, slow):
    client.force_login(alice)
    address = start(client, word_file("Secret"))["Location"]
    for other in (carol, resident):
        client.force_login(other)
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302
    client.force_login(alice)
    for word in ("x", "..", "%2e%2e", "a" * 300, "ü"):
        assert client.get(f"/post/reading/{word}/").status_code == 404


def test_a_reader_that_died_is_said_so(client, alice, slow):
    client.force_login(alice)
    address = start(client, word_file("Prepaid"))["Location"]
    (reading.read_folder(slow[0]) / reading.BEGUN).write_text("999999999")
    page = client.post(address)
    assert page.status_code == 422
    assert "Reading was interrupted" in page.content.decode()


def test_at_most_five_files_of_one_person_wait(client, alice, slow):
    client.force_login(alice)
    addresses = [start(client, word_file(f"File {n}"))["Location"] for n in range(7)]
    answers = [client.get(address).status_code for address in addresses]
    assert answers == [404, 404, 200, 200, 200, 200, 200]


def test_the_import_page_says_how_far_it_is(client, editor, slow, dudley):
    client.force_login(editor)
    files = [SimpleUploadedFile(f"{n}.docx", word_file(f"Note {n}")) for n in range(2)]
    client.post("/import/", {"files": files, "council": dudley.pk})
    assert "0 of 2 files are read" in client.get("/import/check/").content.decode()
    reading.read_all(slow[0])
    assert "Check before importing" in client.get("/import/check/").content.decode()
    client.post("/import/run/")
    assert PracticeNotePage.objects.count() == 2


def test_files_beyond_the_time_for_all_are_named(client, editor, slow, dudley, monkeypatch):
    monkeypatch.setattr(reading, "MOST_SECONDS_IN_ALL", -1)
    client.force_login(editor)
    client.post(
        "/import/", {"files": SimpleUploadedFile("a.docx", word_file("A")), "council": dudley.pk}
    )
    reading.read_all(slow[0])
    assert "no time left" in client.get("/import/check/").content.decode()
