"""The ledger: who belonged when, who is away, who hosted, which dates are fixed or to plan.

Reading is strict, because a rota is only as fair as its ledger: the first thing that is
wrong raises `LedgerError` with one sentence that names the entry. The format is described
in docs/rota.md. No Django here: a ledger is a file anyone can write by hand.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any


class LedgerError(ValueError):
    """What is wrong with a ledger, as one sentence."""


@dataclass(frozen=True)
class Member:
    """A council in the ledger. It belongs from `joined` up to, but not including, `left`.

    `follows` names the councils it takes over from (a council that splits or merges).
    """

    id: str
    joined: date
    left: date | None = None
    name: str = ""
    follows: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.name or self.id

    def belongs(self, day: date) -> bool:
        return self.joined <= day and (self.left is None or day < self.left)


@dataclass(frozen=True)
class Span:
    """Days on which a member is paused or unavailable; both ends count."""

    member: str
    first: date
    last: date


@dataclass(frozen=True)
class Meeting:
    date: date
    host: str | None


@dataclass(frozen=True)
class Ledger:
    members: tuple[Member, ...]
    grace_meetings: int = 1
    pauses: tuple[Span, ...] = ()
    unavailable: tuple[Span, ...] = ()
    held: tuple[Meeting, ...] = ()
    fixed: tuple[Meeting, ...] = ()
    to_plan: tuple[date, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Member]:
        return {member.id: member for member in self.members}

    def belongs(self, member_id: str | None, day: date) -> bool:
        member = self.by_id.get(member_id or "")
        return member is not None and member.belongs(day)


def load_ledger(path: str | Path) -> Ledger:
    """The ledger in a JSON file. Raises LedgerError for anything that cannot be read."""
    return read_ledger(read_json(path))


def read_json(path: str | Path) -> Any:
    """What a JSON file holds. Raises LedgerError, also for numbers and letters that are none."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        json.dumps(data, ensure_ascii=False).encode()  # half a character could not be printed
    except OSError as error:
        raise LedgerError(f"{path} cannot be opened: {error.strerror}.") from error
    except UnicodeEncodeError as error:
        raise LedgerError(f"{path} holds half a character (a lone surrogate).") from error
    except (ValueError, RecursionError) as error:
        raise LedgerError(f"{path} is not JSON in UTF-8.") from error
    return data


def read_ledger(data: object) -> Ledger:
    """Build and check a ledger from decoded JSON."""
    if not isinstance(data, dict):
        raise LedgerError("The ledger must be an object with members, held, fixed and to_plan.")
    if "members" not in data:
        raise LedgerError("The ledger has no members.")
    ledger = Ledger(
        members=tuple(_member(entry, where) for where, entry in _entries(data, "members")),
        grace_meetings=_grace(data.get("grace_meetings", 1)),
        pauses=tuple(_span(entry, where) for where, entry in _entries(data, "pauses")),
        unavailable=tuple(_span(entry, where) for where, entry in _entries(data, "unavailable")),
        held=_sorted(_held(entry, where) for where, entry in _entries(data, "held")),
        fixed=_sorted(_fixed(entry, where) for where, entry in _entries(data, "fixed")),
        to_plan=tuple(sorted(_day(day, where) for where, day in _entries(data, "to_plan", str))),
    )
    _check_members(ledger)
    _check_spans(ledger)
    _check_meetings(ledger)
    return ledger


def _entries(data: dict, key: str, kind: type = dict) -> Iterator[tuple[str, Any]]:
    """Each entry of a list with the words that name it ("pauses, entry 2")."""
    entries = data.get(key, [])
    if not isinstance(entries, list):
        raise LedgerError(f"{key} must be a list.")
    for number, entry in enumerate(entries, 1):
        where = f"{key}, entry {number}"
        if not isinstance(entry, kind):
            raise LedgerError(f"{where} is not {'an object' if kind is dict else 'a date'}.")
        yield where, entry


def _sorted(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    return tuple(sorted(meetings, key=lambda meeting: meeting.date))


def _grace(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise LedgerError(f"grace_meetings must be a whole number from 0, not {value!r}.")
    return value


def _day(value: Any, where: str) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        day = date.min
    # 20261112 and 2026-W46-4 are dates to Python, but sort wrongly as text elsewhere.
    if day.isoformat() != value:
        raise LedgerError(f"{where}: {value!r} is not a date written like 2026-11-12.")
    return day


def _text(entry: dict, key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value:
        raise LedgerError(f"{where} has no {key}.")
    return value


def _member(entry: dict, where: str) -> Member:
    member_id = _text(entry, "id", where)
    where = f"{where} ({member_id})"
    joined = _day(entry.get("joined"), where)
    left = None if entry.get("left") is None else _day(entry["left"], where)
    if left is not None and left < joined:
        raise LedgerError(f"{where}: it left on {left}, before it joined on {joined}.")
    follows = entry.get("follows", [])
    if not isinstance(follows, list) or not all(isinstance(one, str) for one in follows):
        raise LedgerError(f"{where}: follows must be a list of member ids.")
    name = entry.get("name", "")
    if not isinstance(name, str):
        raise LedgerError(f"{where}: its name must be text.")
    return Member(member_id, joined, left, name, tuple(dict.fromkeys(follows)))


def _span(entry: dict, where: str) -> Span:
    member_id = _text(entry, "member", where)
    where = f"{where} ({member_id})"
    first, last = _day(entry.get("from"), where), _day(entry.get("to"), where)
    if last < first:
        raise LedgerError(f"{where}: it ends on {last}, before it starts on {first}.")
    return Span(member_id, first, last)


def _held(entry: dict, where: str) -> Meeting:
    host = entry.get("host")
    if host is not None and not isinstance(host, str):
        raise LedgerError(f"{where}: the host must be an id or null.")
    return Meeting(_day(entry.get("date"), where), host)


def _fixed(entry: dict, where: str) -> Meeting:
    return Meeting(_day(entry.get("date"), where), _text(entry, "host", where))


def _check_members(ledger: Ledger) -> None:
    seen: set[str] = set()
    for member in ledger.members:
        if member.id in seen:
            raise LedgerError(f"members: {member.id} is listed twice.")
        seen.add(member.id)
    for member in ledger.members:
        for older in member.follows:
            _check_succession(ledger, member, older)


def _check_succession(ledger: Ledger, member: Member, older: str) -> None:
    before = ledger.by_id.get(older)
    if before is None:
        raise LedgerError(f"members: {member.id} follows {older}, which is not a member.")
    if before.left is None or before.left > member.joined or before.joined >= member.joined:
        raise LedgerError(
            f"members: {member.id} follows {older}, which has not left by {member.joined}."
        )


def _check_spans(ledger: Ledger) -> None:
    for key, spans in (("pauses", ledger.pauses), ("unavailable", ledger.unavailable)):
        for span in spans:
            if span.member not in ledger.by_id:
                raise LedgerError(
                    f"{key}: {span.member} (from {span.first} to {span.last}) is not a member."
                )


def _check_meetings(ledger: Ledger) -> None:
    seen: set[date] = set()
    days = [meeting.date for meeting in (*ledger.held, *ledger.fixed)]
    for day in (*days, *ledger.to_plan):
        if day in seen:
            raise LedgerError(f"The date {day} is there twice in held, fixed and to_plan.")
        seen.add(day)
    for meeting in ledger.fixed:
        if meeting.host not in ledger.by_id:
            raise LedgerError(f"fixed, {meeting.date}: {meeting.host} is not a member.")
        if not ledger.belongs(meeting.host, meeting.date):
            raise LedgerError(
                f"fixed, {meeting.date}: {meeting.host} does not belong on that date."
            )
    if ledger.held and ledger.to_plan and ledger.to_plan[0] < ledger.held[-1].date:
        raise LedgerError(
            f"to_plan: {ledger.to_plan[0]} is before the meeting held on {ledger.held[-1].date}."
        )
