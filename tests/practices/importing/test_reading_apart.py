"""Files are read in a process of their own; a file that is too much holds up nobody."""

import io
import zipfile
from datetime import date, timedelta

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from hub.jobs.bounded import FellOver, TooMuch, run_bounded
from hub.jobs.models import FileTask
from practices.importing import bounded, reading
from practices.importing.bounded import read_apart
from practices.importing.draft import (
    Draft,
    Figure,
    Picture,
    Problem,
    Table,
    Text,
    from_json,
    to_json,
)
from practices.importing.readers import Incoming, read
from practices.models import PracticeNotePage
from tests.conftest import deal_with_files

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
    monkeypatch.setattr(bounded, "SECONDS", 3)
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
        facts=st.fixed_dictionaries(
            {}, optional={"review_by": st.dates(date(1900, 1, 1)), "position": texts}
        ),
        lost=st.lists(texts),
        line=st.none() | st.integers(),
    )
    | st.builds(Problem, texts, texts, st.none() | st.integers())
)
def test_a_draft_comes_back_from_json_as_it_was(found):
    assert from_json(to_json(found)) == found


@pytest.fixture
def slow(settings, tmp_path):
    """Nobody waits: every file counts as one that takes long."""
    settings.HUB_DATA = tmp_path
    settings.READING_WAIT_SECONDS = 0


def start(client, data, name="file.docx"):
    return client.post("/post/", {"file": SimpleUploadedFile(name, data)})


def test_a_long_file_has_a_page_that_says_how_far_it_is(client, alice, slow):
    client.force_login(alice)
    address = start(client, word_file("Prepaid cards are checked"))["Location"]
    page = client.get(address)
    assert "We are reading “file.docx”" in page.content.decode() and "Refresh" in page.headers
    deal_with_files()
    over = client.get(address)["Location"]
    assert "Your file is read" in client.get(over).content.decode()
    assert not PracticeNotePage.objects.exists(), "looking writes nothing"
    done = client.post(over)
    note = PracticeNotePage.objects.get()
    assert done["Location"] == f"/post/{note.pk}/"
    assert "Prepaid cards" in client.get(done["Location"]).content.decode()
    assert client.post(over).status_code == 404, "once"
    assert not list(reading.folder().iterdir()), "nothing is left behind"


def test_a_file_that_is_not_read_yet_is_not_gone_on_with(client, alice, slow):
    client.force_login(alice)
    address = start(client, word_file("Prepaid cards are checked"))["Location"]
    over = FileTask.objects.get().leads_to
    for answer in (client.get(over), client.post(over)):
        assert answer["Location"] == address
    assert not PracticeNotePage.objects.exists()


def test_a_small_file_is_read_while_its_sender_waits(client, alice):
    client.force_login(alice)
    address = start(client, word_file("Prepaid cards are checked"))["Location"]
    assert address == f"/post/{PracticeNotePage.objects.get().pk}/"


def test_no_file_is_read_in_a_web_request(client, alice, slow, monkeypatch):
    monkeypatch.delattr(bounded, "run_bounded")  # a request that read it itself would be a 500
    client.force_login(alice)
    assert start(client, word_file("Prepaid")).status_code == 302


def test_nobody_sees_how_far_anothers_file_is(client, alice, carol, resident, slow):
    client.force_login(alice)
    address = start(client, word_file("Secret"))["Location"]
    over = FileTask.objects.get().leads_to
    for other in (carol, resident):
        client.force_login(other)
        assert client.get(address).status_code == client.get(over).status_code == 404
        assert client.post(over).status_code == 404
    client.logout()
    assert client.get(address).status_code == client.get(over).status_code == 302
    client.force_login(alice)
    for word in ("x", "..", "%2e%2e", "a" * 300, "ü"):
        assert client.get(f"/post/reading/{word}/").status_code == 404


def test_a_reading_that_was_interrupted_each_time_is_said_so(client, alice, slow):
    client.force_login(alice)
    address = start(client, word_file("Prepaid"))["Location"]
    FileTask.objects.update(tries=3)
    deal_with_files()
    page = client.post(client.get(address)["Location"])
    assert page.status_code == 422
    assert "Reading was interrupted" in page.content.decode()


def test_at_most_five_files_of_one_person_wait(client, alice, slow):
    client.force_login(alice)
    for n in range(7):
        start(client, word_file(f"File {n}"))
    over = FileTask.objects.order_by("pk").values_list("leads_to", flat=True)
    deal_with_files()
    assert [client.get(one).status_code for one in over] == [404, 404, 200, 200, 200, 200, 200]


def test_the_import_page_says_how_far_it_is(client, editor, slow, dudley):
    client.force_login(editor)
    files = [SimpleUploadedFile(f"{n}.docx", word_file(f"Note {n}")) for n in range(2)]
    address = client.post("/import/", {"files": files, "council": dudley.pk})["Location"]
    assert "0 of 2 files are done" in client.get(address).content.decode()
    assert client.get("/import/check/")["Location"] == address
    assert client.post("/import/run/")["Location"] == address, "not before they are read"
    deal_with_files()
    assert "Check before importing" in client.get(address, follow=True).content.decode()
    writing = client.post("/import/run/")["Location"]
    assert "We are writing your notes" in client.get(writing).content.decode()
    assert client.get("/import/check/")["Location"] == writing, "not while they are written"
    deal_with_files()
    assert "Notes imported" in client.get(writing, follow=True).content.decode()
    assert PracticeNotePage.objects.count() == 2


def test_files_beyond_the_time_for_all_are_named(client, editor, slow, dudley, monkeypatch):
    monkeypatch.setattr(reading, "MOST_TIME_IN_ALL", timedelta())
    client.force_login(editor)
    files = [SimpleUploadedFile(f"{n}.docx", word_file(f"Note {n}")) for n in range(2)]
    client.post("/import/", {"files": files, "council": dudley.pk})
    deal_with_files()
    page = client.get("/import/check/").content.decode()
    assert page.count("no time left") == 1 and "1.docx" in page


def test_files_that_were_let_go_meanwhile_are_passed_over(client, editor, slow, dudley):
    client.force_login(editor)
    files = {"files": SimpleUploadedFile("a.docx", word_file("A")), "council": dudley.pk}
    client.post("/import/", files)
    first = FileTask.objects.get()
    files = {"files": SimpleUploadedFile("b.docx", word_file("B")), "council": dudley.pk}
    client.post("/import/", files)
    deal_with_files()
    assert not FileTask.objects.unfinished().exists()
    assert not reading.held(first.word)
    assert "New notes" in client.get("/import/check/").content.decode()
