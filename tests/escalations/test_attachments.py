import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.escalations.attachments import KINDS, MOST_BYTES, problem_with


def packed(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", b"%PDF-1.7 ..."),
        ("photo.JPG", b"\xff\xd8\xff\xe0"),
        ("plan.docx", packed("[Content_Types].xml", "word/document.xml")),
        ("costs.xlsx", packed("xl/workbook.xml")),
        ("costs.csv", "council,£\nDudley,3".encode("cp1252")),
    ],
)
def test_files_that_are_what_they_say_are_taken(name, content):
    assert problem_with(name, content) == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", b"MZ\x90\x00"),
        ("plan.docx", packed("xl/workbook.xml")),
        ("plan.docx", b"%PDF-1.7"),
        ("plan.docx", packed("word/document.xml", "word/vbaProject.bin")),
        ("notes.txt", b"\x00\x01\x02"),
        ("notes.txt", b"<html><script>"),
    ],
)
def test_files_that_lie_are_refused(name, content):
    assert problem_with(name, content) == "lying"


def test_the_rest_has_its_own_word():
    assert problem_with("a.pdf", b"") == "empty"
    assert problem_with("a.exe", b"MZ") == "unknown"
    assert problem_with("noending", b"x") == "unknown"
    assert problem_with("a.pdf", b"%PDF-" + b"x" * MOST_BYTES) == "large"


@given(st.sampled_from(KINDS), st.binary(max_size=200))
def test_any_bytes_get_a_word_and_never_an_error(ending, content):
    assert problem_with(f"file.{ending}", content) in ("", "empty", "lying")
