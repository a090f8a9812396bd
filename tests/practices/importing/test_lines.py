"""What may stand in a line of .jsonl."""

import io
import json

import pytest

from practices.importing import limits
from practices.importing.draft import Draft
from practices.importing.readers.lines import read_lines


def read(*lines):
    data = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    )
    return list(read_lines(io.BytesIO(data), "a.jsonl"))


def html_of(body):
    (draft,) = read({"title": "t", "body": body})
    return "".join(part.html for part in draft.parts)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("if a <b and c> d & p<0.05", "<p>if a &lt;b and c&gt; d &amp; p&lt;0.05</p>"),
        ("<p class='x'>One</p><script>bad()</script>two", "<p>One</p><p>two</p>"),
        ("<B>Bold</B> words", "<p><b>Bold</b> words</p>"),
        (["One.", "Two."], "<p>One.</p><p>Two.</p>"),
        ("", ""),
    ],
)
def test_a_body_is_plain_text_or_html(body, html):
    assert html_of(body) == html


def test_missing_empty_and_odd_values():
    (draft,) = read(
        {
            "ref": 7,
            "title": "t",
            "body": None,
            "topics": None,
            "tags": "",
            "date": "",
            "council": "",
        }
    )
    assert (draft.ref, draft.topics, draft.tags, draft.council) == ("7", None, [], "")
    assert draft.facts == {}


def test_the_digests_own_names_are_understood():
    (draft,) = read({"id": "x-1", "title": "t", "text": "Words.", "url": "https://example.org/a"})
    assert (draft.ref, draft.source_url) == ("x-1", "https://example.org/a")
    assert draft.parts[0].html == "<p>Words.</p>"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"title": {"a": 1}}, "“title” must be text."),
        ({"title": "t", "body": {"a": 1}}, "“body” must be text."),
        ({"title": "t", "tags": {"a": 1}}, "“tags” must be a list of words."),
        ({"title": "t", "date": "soon"}, "is not a date"),
        ({"title": "t", "ref": "r" * 201}, "The ref is too long"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"title": ' + b'"x' * limits.MAX_LINE, "The line is too long (more than 2 MB)."),
    ],
)
def test_a_bad_line_is_named_and_the_next_one_is_read(line, sentence):
    problem, good = read(line, {"title": "good"})
    assert (problem.file, problem.line) == ("a.jsonl", 1)
    assert sentence in problem.sentence
    assert isinstance(good, Draft)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-05-31", "2026-05-31"),
        ("2026-05-31T10:00:00Z", "2026-05-31"),
        ("31/05/2026", "2026-05-31"),
        ("31 May 2026", "2026-05-31"),
        ("2026", "2026-01-01"),
        (2026, "2026-01-01"),
    ],
)
def test_dates_as_people_write_them(written, day):
    (draft,) = read({"title": "t", "date": written})
    assert str(draft.facts["date_of_practice"]) == day
