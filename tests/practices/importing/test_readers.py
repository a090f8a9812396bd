"""Each format becomes the same plain draft."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from practices.importing.draft import Figure, Refused, Table, Text
from practices.importing.incoming import draft_from_upload
from tests.practices.importing import files


def draft_of(name, content):
    return draft_from_upload(SimpleUploadedFile(name, content))


def html_of(draft):
    return "".join(part.html for part in draft.parts if isinstance(part, Text))


def test_a_word_file_keeps_its_headings_lists_table_and_picture():
    draft = draft_of("checks.docx", files.word_note())
    assert draft.title == "Checks in the first twelve weeks"
    assert draft.what_we_did == (
        "<p>We look at each new card.</p><ul><li>in week two</li><li>in week six</li></ul>"
    )
    assert draft.why == "<p>Small mistakes turned into debts.</p>"
    assert draft.what_came_of_it == "<p>Fewer letters.</p>"
    assert html_of(draft) == (
        "<h2>Costs</h2><p>Staff time: <b>two days a month</b></p><h3>By hand</h3>"
    )
    tables = [part for part in draft.parts if isinstance(part, Table)]
    assert tables == [Table((("Year", "Cards"), ("2025", "40")), has_header=True)]
    figures = [part for part in draft.parts if isinstance(part, Figure)]
    assert [figure.picture.alt for figure in figures] == ["A chart of checks by week"]
    assert figures[0].picture.content == files.png()
    assert draft.lost == []


def test_what_a_word_file_loses_is_said():
    draft = draft_of("checks.docx", files.word_with_losses())
    assert html_of(draft) == "<p>We check cards</p>"
    said = " ".join(draft.lost)
    for thing in ("Tracked changes", "Embedded sheets", "Headers"):
        assert thing in said


def test_a_word_file_without_a_title_takes_the_file_name():
    draft = draft_of("prepaid_card-checks.docx", files.word_with_losses())
    assert draft.title == "Prepaid card checks"


def test_a_pdf_gives_its_words_and_says_what_is_lost():
    draft = draft_of("note.pdf", files.pdf("Prepaid cards\nWe check each card in week two.", ""))
    assert draft.title == "Prepaid cards"
    assert "We check each card in week two." in html_of(draft)
    assert "only the words" in draft.lost[0]
    assert "A page holds no text and could not be read: page 2." in draft.lost[1]


def test_markdown_with_front_matter():
    draft = draft_of(
        "a.md",
        b"---\ntitle: Card checks\ncouncil: dudley\ntopics: [fraud, isfs]\ntags: cards, audit\n"
        b"date: 2026-05-31\naudience: public\nref: DUD-1\nsummary: We check.\n---\n"
        b"## What we did\n\nWe *looked*.\n\n## Costs\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    )
    assert (draft.title, draft.council, draft.ref) == ("Card checks", "dudley", "DUD-1")
    assert (draft.topics, draft.tags) == (["fraud", "isfs"], ["cards", "audit"])
    assert (draft.facts["date_of_practice"], draft.audience) == (date(2026, 5, 31), "public")
    assert draft.what_we_did == "<p>We <i>looked</i>.</p>"
    assert draft.parts == [
        Text("<h2>Costs</h2>"),
        Table((("a", "b"), ("1", "2")), has_header=True),
    ]


def test_a_web_page_is_cleaned():
    draft = draft_of(
        "a.html",
        b"<html><head><title>Tab</title><script>alert(1)</script></head><body><nav>Menu</nav>"
        b"<div><h1>Heading</h1><div>one</div><div>two <span style='x'>three</span></div>"
        b"<p onclick='x'>Go <a href='javascript:alert(1)'>there</a> "
        b"<a href='https://example.org/'>here</a></p><h4>Small</h4><blockquote>Words</blockquote>"
        b"<iframe src='//x'>frame</iframe><img src='x.png'></div></body></html>",
    )
    assert draft.title == "Heading"
    assert html_of(draft) == (
        '<p>one</p><p>two three</p><p>Go there <a href="https://example.org/">here</a></p>'
        "<h2>Small</h2><p>Words</p>"
    )
    assert draft.lost == ["A picture lies outside the file and could not be kept: under “Small”."]


def test_plain_text_finds_title_paragraphs_and_lists():
    draft = draft_of(
        "a.txt",
        b"09/07/2021 - Permalink\n\nCard checks\n\nWe look at cards that are\nnew & small.\n"
        b"- one\n- two\n1. first\n2) second\n",
    )
    assert draft.title == "Card checks"
    assert html_of(draft) == (
        "<p>09/07/2021 - Permalink</p><p>We look at cards that are new &amp; small.</p>"
        "<ul><li>one</li><li>two</li></ul><ol><li>first</li><li>second</li></ol>"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [("../../etc/passwd.txt", "passwd.txt"), ("C:\\notes\\card.txt", "card.txt")],
)
def test_a_path_in_an_uploaded_name_is_dropped(name, expected):
    upload = SimpleUploadedFile("x.txt", b"Some words.")
    upload._name = name
    assert draft_from_upload(upload).file == expected


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.docx", lambda: b"", "The file is empty."),
        ("a.txt", lambda: b" \n\x00\n", "The file is empty."),
        ("a.docx", lambda: b"%PDF-1.7 not word", "what is inside is a PDF"),
        ("a.pdf", files.word_note, "what is inside is a Word document"),
        ("a.txt", files.png, "what is inside is something else (image/png)"),
        ("a.md", lambda: bytes(range(1, 32)) * 9, "what is inside is not text"),
        ("a.docx", files.zip_bomb, "would grow to 301 MB"),
        ("a.docx", lambda: files.with_members(files.word_note(), {}, "word/document.xml"),
         "not a Word document"),
        ("a.docx", lambda: files.word_note()[:-200], "damaged"),
        ("a.docx", lambda: files.with_members(
            files.word_note(), {"word/document.xml": b'<?xml version="1.0"?><!DOCTYPE x []><x/>'}),
         "XML that neither Word"),
        ("a.docx", lambda: files.with_members(files.word_note(), {"word/document.xml": b"<w"}),
         "damaged"),
        ("a.docx", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "password"),
        ("a.pdf", files.locked_pdf, "protected by a password"),
        ("a.pdf", lambda: files.pdf("", ""), "probably a scan"),
        ("a.pdf", lambda: files.pdf("Some words")[:300], "damaged"),
        ("a.txt", lambda: "Größe £5".encode("cp1252"), "not in UTF-8"),
        ("a.html", lambda: "<p>Größe £5</p>".encode("cp1252"), "not in UTF-8"),
        ("a.md", lambda: b"---\ntitle: [unclosed\n---\nText", "not valid YAML (near line 3)"),
        ("a.md", lambda: b"---\ntitle: x\nNo end", "not closed"),
        ("a.md", lambda: b"---\n- a list\n---\nText", "must be lines"),
        ("a.md", lambda: b"---\ndate: yesterday\n---\nText", "is not a date"),
        ("a.md", lambda: b"---\ntopics: 7\n---\nText", "must be a list"),
        ("a.doc", lambda: b"x", "Save it as .docx"),
        ("a.xlsx", lambda: b"x", "This kind of file cannot be read"),
        ("a.jsonl", lambda: b"{}", "import page"),
        ("a.txt", lambda: b"word " * 300_000, "too long for one note"),
        ("a.txt", lambda: bytes(50 * 1024 * 1024), "too large (50 MB)"),
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence(name, content, sentence):
    with pytest.raises(Refused) as refusal:
        draft_of(name, content())
    assert sentence in str(refusal.value)


def test_an_address_that_is_no_web_address_is_left_out_and_said():
    draft = draft_of("a.md", b"---\nsource_url: javascript:alert(1)\n---\nText")
    assert draft.source_url == ""
    assert draft.lost == ["“javascript:alert(1)” is not a web address and was left out."]


def test_a_yaml_bomb_is_refused_as_the_wrong_kind_of_value():
    layers = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))
    front = f"---\nl0: &l0 [lol]\n{layers}\ntags: *l8\n---\nText"
    with pytest.raises(Refused, match="must be a list of words"):
        draft_of("a.md", front.encode())
