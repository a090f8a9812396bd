"""One reader of whole numbers, and every form field that takes one."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from hub.inputs import whole_number, whole_numbers

NO_NUMBERS = ["", " ", "²", "٣", "1e3", "4.0", "-4", "+4", "1 2", "0x1", "1_000", "9" * 5000, "１"]


@pytest.mark.parametrize("text", [*NO_NUMBERS, None, True, 4.0, ["4"]])
def test_what_is_no_whole_number_is_none(text):
    assert whole_number(text) is None


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), (" 12 ", 12), (5, 5)])
def test_plain_digits_are_a_number(text, number):
    assert whole_number(text) == number


def test_a_number_that_is_too_large_is_none():
    assert (whole_number("999", most=999), whole_number("1000", most=999)) == (999, None)
    assert whole_number("9" * 18) is not None and whole_number("9" * 19) is None


def test_of_many_values_only_the_numbers_are_taken():
    assert whole_numbers(["1", "²", "x", "1", "7"]) == {1, 7}


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_a_note_for_a_council_that_is_no_number_is_no_error(client, alice, text):
    client.force_login(alice)
    answer = client.post("/post/", {"council": text})
    assert answer.status_code in (302, 404)


FIELDS = {
    "meetings:blocked_days": ["remove"],
    "escalations:to_tell": ["told"],
    "escalations:similar": ["draft", "barrier"],
    "escalations:together": ["reply"],
    "search_tokens": ["end"],
    "search_clicked": ["place"],
}


@pytest.mark.parametrize("address", FIELDS)
@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_form_field_falls_over_what_is_no_number(client, alice, chair, address, text):
    for user in (alice, chair):
        client.force_login(user)
        assert client.post(reverse(address), dict.fromkeys(FIELDS[address], text)).status_code < 500


ASKED = ("page", "new", "old", "from_page", "from_meeting", "from_question", "all", "council")


@pytest.mark.parametrize(
    "path",
    ["/search/", "/councils/dudley/", "/people/", "/raised/", "/raised/new/",
     "/questions/", "/meetings/", "/topics/", "/mail/"],
)  # fmt: skip
@pytest.mark.parametrize("text", NO_NUMBERS[2:])
def test_no_address_falls_over_what_is_no_number(client, chair, path, text):
    client.force_login(chair)
    assert client.get(path, dict.fromkeys(ASKED, text)).status_code < 500


def test_nothing_else_reads_numbers_from_requests():
    """`isdigit` and its sisters stand in the reader alone, but for texts that are searched."""
    allowed = {
        "hub/inputs.py",
        "hub/trust/personal_data.py",  # digits of a telephone number
        "search/engines",  # words that hold digits, files of an index
    }
    found = []
    for room in ("hub", "network", "practices", "search"):
        for file in sorted((settings.BASE_DIR / room).rglob("*.py")):
            path = str(file.relative_to(settings.BASE_DIR))
            if not any(path.startswith(one) for one in allowed):
                found += [f"{path}:{line}" for line in lines_that_read_digits(file)]
    assert found == []


def lines_that_read_digits(file: Path):
    tree = ast.parse(file.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("isdigit", "isdecimal", "isnumeric"):
            yield node.lineno
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "int" and node.args:
            said = ast.unparse(node.args[0])
            if any(part in said for part in ("request.", ".POST", ".GET", "data.get")):
                yield node.lineno
