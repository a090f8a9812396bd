"""A person walks: what each address answers, and what stands in the answer."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client
from lxml import html

from network.people.models import User
from tests.access.addresses import Address

NUMBER = re.compile(r"\d{1,9}$")
LEAVE_OUT = re.compile(r"logout|^health/ready|^/?accounts/(3rdparty|oidc|social)")


@dataclass
class Walk:
    """What one person met. Lines of `broken` and `told` are for people to read."""

    asked: int = 0
    opened: int = 0
    posted: int = 0
    broken: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


class Walker:
    """Somebody with a browser; None for a stranger."""

    def __init__(self, user_pk: int | None, hidden: dict[str, str]) -> None:
        self.client = Client(raise_request_exception=False)
        if user_pk is not None:
            self.client.force_login(User.objects.get(pk=user_pk), BACKEND)
        self.hidden = hidden
        self.words = re.compile("|".join(hidden), re.IGNORECASE) if hidden else None
        self.walk = Walk()

    def go(self, addresses: Iterable[Address], numbers: dict[str, list[Any]]) -> Walk:
        """Open each address; post each form of the first that opens of a kind."""
        filled: set[str] = set()
        for address in addresses:
            if LEAVE_OUT.search(address.pattern):
                continue
            answer = self.ask(address.path)
            if answer.status_code == 405:
                self.ask(address.path, {})
            if answer.status_code != 200:
                continue
            self.walk.opened += 1
            if address.pattern not in filled and "text/html" in answer.get("Content-Type", ""):
                filled.add(address.pattern)
                self.fill_in(address.path, answer, numbers)
        return self.walk

    def ask(self, path: str, posted: dict[str, Any] | None = None) -> Any:
        """One request. What it changes is taken back, so that the next finds all in place."""
        with transaction.atomic():
            if posted is None:
                self.walk.asked += 1
                answer = self.client.get(path)
            else:
                self.walk.posted += 1
                answer = self.client.post(path, posted)
            said = text_of(answer)
            transaction.set_rollback(True)
        self.look(path, answer, said, posted)
        return answer

    def look(self, path: str, answer: Any, said: str, posted: dict[str, Any] | None) -> None:
        how = f"POST {posted} " if posted is not None else ""
        if answer.status_code >= 500:
            self.walk.broken.append(f"{how}{path}: {answer.status_code}")
        if self.words is None:
            return
        said = said.replace(path, "").replace(path.strip("/"), "")
        for part in {piece for piece in path.split("/") if len(piece) > 6}:
            said = said.replace(part, "")  # an address that one typed may be repeated
        for word in {found.lower() for found in self.words.findall(said)}:
            self.walk.told.append(f"{how}{path}: {self.hidden[word]}")

    def fill_in(self, path: str, answer: Any, numbers: dict[str, list[Any]]) -> None:
        for action, values in forms_of(answer.content.decode(errors="replace"), numbers):
            self.ask(action if action.startswith("/") else path, values)


BACKEND = "network.people.authentication.MemberBackend"


def text_of(answer: Any) -> str:
    """All words of an answer, where it leads to, and what lies packed in a file."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    return body.decode("utf-8", errors="replace") + " " + answer.get("Location", "")


def forms_of(page: str, numbers: dict[str, list[Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where the page's own forms go to, and what is in them: as it stands, but with numbers of others' things.

    A field takes a number where its value, or one of its choices, is one, and where a field of
    the CMS chooses a thing. Each gets a number of each kind in turn.
    """
    try:
        tree = html.fromstring(page)
    except (ValueError, html.etree.ParserError):
        return
    foreign = sorted({one for values in numbers.values() for one in values if isinstance(one, int)})
    for form in tree.forms:
        if (form.method or "").upper() != "POST" or form.get("action", "").endswith("logout/"):
            continue
        values = {name: value or "" for name, value in form.form_values()}
        if "loaded_revision_id" in values:
            values["body-count"] = "0"  # the CMS's script writes it
        takes = [name for name in form.inputs.keys() if name and takes_number(form, name)]  # noqa: SIM118  # iterating gives elements
        for number in some(foreign) if takes else [None]:
            yield form.get("action", ""), values | {name: str(number) for name in takes}


def takes_number(form: Any, name: str) -> bool:
    if name.endswith(("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS", "version")):
        return False
    field_ = form.inputs[name]
    values = [field_.get("value") or ""] if hasattr(field_, "get") else []
    values += getattr(field_, "value_options", [])
    return any(NUMBER.match(str(value)) for value in values)


def some(numbers: list[int], most: int = 4) -> list[int]:
    step = max(len(numbers) // most, 1)
    return numbers[::step][:most]
