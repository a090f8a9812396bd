"""Text files come from many programs: each is read, and none makes an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.decoding import decoded


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_councils_save_comes_out_as_it_was_written(codec):
    text = "council,cost\nDudley,£3 – “café”"
    assert decoded(text.encode(codec)) == text


def test_utf_16_of_either_kind_that_says_so():
    assert decoded(b"\xff\xfe" + "£5".encode("utf-16-le")) == "£5"
    assert decoded(b"\xfe\xff" + "£5".encode("utf-16-be")) == "£5"


def test_a_mark_at_the_beginning_is_no_letter():
    assert decoded(b"\xef\xbb\xbfname") == "name"


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\xff\xfe\x00", b"\x81\x8d", b"caf\xe9"])
def test_what_is_cut_or_strange_is_no_error(data):
    assert isinstance(decoded(data), str)


@given(st.binary(max_size=200))
def test_any_bytes_are_some_text(data):
    assert isinstance(decoded(data), str)
