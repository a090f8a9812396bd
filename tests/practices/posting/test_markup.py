import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.posting.markup import to_html, to_text


def test_paragraphs_lists_headings_and_links_become_rich_text():
    text = "## What we ask\n\nTwo things,\nno more:\n\n- a **bank** statement\n- an invoice\n\nSee [the guide](https://example.org/a?b=1&c=2)."
    assert to_html(text) == (
        "<h2>What we ask</h2><p>Two things,<br/>no more:</p>"
        "<ul><li>a <b>bank</b> statement</li><li>an invoice</li></ul>"
        '<p>See <a href="https://example.org/a?b=1&amp;c=2">the guide</a>.</p>'
    )


def test_what_is_no_mark_stays_as_typed():
    assert to_html("5 * 3 < 20 & a_b ** c") == "<p>5 * 3 &lt; 20 &amp; a_b ** c</p>"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "data:text/html,x"])
def test_a_link_to_code_stays_words(address):
    assert "<a" not in to_html(f"[press]({address})")


def test_links_to_pages_and_files_of_the_hub_survive():
    rich = '<p>See <a linktype="page" id="12">this</a>, <a linktype="document" id="7">that</a></p>'
    assert to_html(to_text(rich)) == rich


WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs")) | st.just(" "), min_size=1
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


INLINE = st.one_of(
    WORDS.map(escaped),
    WORDS.map(lambda text: f"<b>{escaped(text)}</b>"),
    WORDS.map(lambda text: f"<i>{escaped(text)}</i>"),
    WORDS.map(lambda text: f'<a href="https://example.org/x">{escaped(text)}</a>'),
)
LINE = st.lists(INLINE, min_size=1, max_size=3).map(" ".join)
BLOCK = st.one_of(
    LINE.map(lambda line: f"<p>{line}</p>"),
    st.tuples(LINE, LINE).map(lambda two: f"<p>{two[0]}<br/>{two[1]}</p>"),
    LINE.map(lambda line: f"<h2>{line}</h2>"),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda items: "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    ),
)


@given(st.lists(BLOCK, max_size=3).map("".join))
def test_rich_text_comes_back_the_same_after_a_round_trip(rich):
    once = to_html(to_text(rich))
    assert visible(once) == visible(rich)
    assert to_html(to_text(once)) == once


def visible(rich):
    """Words alone, lists of one kind in a row as one."""
    return to_text(rich.replace("</ul><ul>", ""))


@given(st.text(max_size=300))
def test_any_text_gives_safe_html(text):
    rich = to_html(text)
    assert "<script" not in rich.lower() and "\x00" not in rich
    assert to_html(to_text(rich)) == to_html(to_text(to_html(to_text(rich))))
