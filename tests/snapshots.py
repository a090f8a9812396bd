"""The words of each mail in files, so that a change of words is read as a change of words.

`snapshot("invitation", message)` compares a message with `snapshots/invitation.txt` (address,
subject and text) and `snapshots/invitation.html`, beside the test. Run the test with
UPDATE_SNAPSHOTS=1 to write them, and read what was written.
"""

import os
import re
from pathlib import Path

import pytest
import time_machine

from hub.mail.models import Message

# What differs from one database or one run to the next.
CHANGING = (
    (re.compile(r"(/(?:answer|check|join|stop)/)[^/\s\"]+"), r"\1TOKEN"),
    (re.compile(r"(?<=/)\d+(?=/)"), "1"),
    (re.compile(r"\b([Ii]ssue) \d+"), r"\1 1"),
    (re.compile(r"(/saved/)[^/\s\"]+(?=/stop/)"), r"\1TOKEN"),
    (re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", re.MULTILINE), "ABCD-1234"),
)


def parts_of(message: Message) -> dict[str, str]:
    """Ending of the file and its words; a mail that has no HTML has no such file."""
    html = message.parsed().get_body(preferencelist=("html",))
    head = f"To: {', '.join(message.recipients)}\nSubject: {message.subject}\n\n"
    parts = {"txt": head + message.text()}
    return parts | ({"html": html.get_content()} if html else {})


def steady(words: str) -> str:
    words = words.replace("\r\n", "\n")
    for pattern, instead in CHANGING:
        words = pattern.sub(instead, words)
    return words.rstrip() + "\n"


@pytest.fixture
def snapshot(request):
    folder = Path(request.path).parent / "snapshots"

    def compare(name: str, message: Message) -> None:
        for ending, words in parts_of(message).items():
            file = folder / f"{name}.{ending}"
            if os.environ.get("UPDATE_SNAPSHOTS"):
                folder.mkdir(exist_ok=True)
                file.write_text(steady(words))
            assert file.exists(), f"{file.name} is missing. UPDATE_SNAPSHOTS=1 writes it."
            assert steady(words).splitlines() == file.read_text().splitlines(), file.name

    return compare


@pytest.fixture
def day_of_the_mails():
    """Monday, 4 May 2026, ten in the morning in London: the dates in the mails stay the same."""
    with time_machine.travel("2026-05-04T09:00:00Z", tick=False):
        yield
