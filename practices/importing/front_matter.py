"""What front matter or a JSON line says of a note, read with care: nothing is trusted to be text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from hub.written_dates import day_in
from practices.importing.draft import Draft, Refused, shortened
from practices.importing.html import clean_text, one_line
from practices.notes.fields import SAID_IN_FILES, Kind, NoteField

LONGEST_REF = 200
LONGEST_ADDRESS = 600


def apply_said(draft: Draft, said: Mapping[Any, Any]) -> None:
    """Put title, summary, council, topics, tags, date, audience, ref and the rest on the draft.

    Unknown keys are left alone. Raises Refused for a value of the wrong kind.
    """
    said = {str(key).strip().lower(): value for key, value in said.items()}
    for name in ("title", "council", "audience", "status"):
        setattr(draft, name, line_of(said, name) or getattr(draft, name))
    draft.summary = clean_text(text_of(said, "summary")).strip() or draft.summary
    draft.ref = ref_of(said)
    put_address(draft, said)
    draft.topics = list_of(said, "topics", "topic")
    draft.tags = list_of(said, "tags")
    for field in SAID_IN_FILES:
        if value := fact_of(said, field, draft.lost):
            draft.facts[field.name] = value


def fact_of(said: Mapping[str, Any], field: NoteField, lost: list[str]) -> str | date | None:
    """What the file says of a plain field; what is too long for it is cut, and that is said."""
    names = (field.name, *field.imported)
    if field.kind is Kind.DAY:
        return date_of(said, *names)
    words = line_of(said, *names)
    if len(words) > field.most:
        about = {"name": names[-1], "most": field.most}
        lost.append(_("“%(name)s” was cut to %(most)s characters.") % about)
    return shortened(words, field.most)


def text_of(said: Mapping[str, Any], *names: str) -> str:
    """The first of these that is given, as text; a number is taken as written."""
    for name in names:
        value = said.get(name)
        if value is None:
            continue
        if isinstance(value, bool | dict | list) or not isinstance(value, str | int | float | date):
            raise Refused(_("“%(name)s” must be text.") % {"name": name})
        if str(value).strip():
            return str(value)
    return ""


def line_of(said: Mapping[str, Any], *names: str) -> str:
    return one_line(text_of(said, *names))


def ref_of(said: Mapping[str, Any]) -> str:
    ref = line_of(said, "ref", "id", "_id")
    if len(ref) > LONGEST_REF:
        raise Refused(
            _("The ref is too long: at most %(most)s characters.") % {"most": LONGEST_REF}
        )
    return ref


def put_address(draft: Draft, said: Mapping[str, Any]) -> None:
    """The web address of the source; what is none is left out, and that is said."""
    address = line_of(said, "source_url", "url")
    if is_web_address(address):
        draft.source_url = address
    elif address:
        words = {"address": shortened(address, 80)}
        draft.lost.append(_("“%(address)s” is not a web address and was left out.") % words)


def is_web_address(address: str) -> bool:
    try:
        split = urlsplit(address)
    except ValueError:
        return False
    good = split.scheme in {"http", "https"} and bool(split.hostname) and " " not in address
    return good and len(address) <= LONGEST_ADDRESS


def list_of(said: Mapping[str, Any], *names: str) -> list[str] | None:
    """A list of words, or words parted by commas; None when nothing is said of it."""
    for name in names:
        value = said.get(name)
        if value is None:
            continue
        items = value.split(",") if isinstance(value, str) else value
        if not isinstance(items, Iterable) or isinstance(items, Mapping | bytes):
            raise Refused(_("“%(name)s” must be a list of words.") % {"name": name})
        return [word for word in unique(items, name) if word]
    return None


def unique(items: Iterable[Any], name: str) -> list[str]:
    words: dict[str, str] = {}
    for item in items:
        if not isinstance(item, str | int | float):
            raise Refused(_("“%(name)s” must be a list of words.") % {"name": name})
        word = one_line(str(item))
        words.setdefault(word.casefold(), word)
    return list(words.values())


def date_of(said: Mapping[str, Any], *names: str) -> date | None:
    """A day; a month or year alone counts from its first day."""
    value = next((said[name] for name in names if said.get(name) is not None), None)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = line_of(said, *names)
    if not words:
        return None
    if found := day_in(words, or_its_first_day=True):
        return found
    raise Refused(_("“%(words)s” is not a date. Write it as 2026-05-31.") % {"words": words[:40]})
