"""Looking into files, and cleaning them, in a process with limits of time and memory."""

from __future__ import annotations

import base64
from typing import Any

from hub.inspection.findings import Finding, Unreadable
from hub.inspection.reading import MAX_FILE, PLAIN, cleaned, ending_of, look_into
from hub.jobs.bounded import FellOver, TooMuch, run_bounded

MOST_SECONDS = 40  # of one file, starting the process included


def look(data: bytes, name: str) -> list[Finding]:
    """`reading.look_into`, bounded. Raises Unreadable."""
    if ending_of(name) in PLAIN and len(data) <= MAX_FILE:
        return look_into(data, name)  # no parser that could hang
    return findings_from(_bounded("look_here", data, name)["found"])


def clean(data: bytes, name: str) -> tuple[bytes, list[Finding]]:
    """`reading.cleaned`, bounded, and what is found in the copy. Raises Unreadable."""
    answer = _bounded("clean_here", data, name)
    return base64.b64decode(answer["copy"]), findings_from(answer["found"])


def findings_from(kept: list[dict[str, Any]]) -> list[Finding]:
    """Findings from what JSON made of them."""
    return [Finding(**{**one, "signs": tuple(one["signs"])}) for one in kept]


def _bounded(work: str, data: bytes, name: str) -> dict[str, Any]:
    if len(data) > MAX_FILE:
        raise Unreadable("The file is too large to be looked into.")
    try:
        answer = run_bounded(
            f"{__name__}:{work}", data, ending_of(name) or "none", seconds=MOST_SECONDS
        )
    except TooMuch as late:
        raise Unreadable("The file takes too long to look into, or too much memory.") from late
    except FellOver as ended:
        raise Unreadable("The file is damaged, or too much to look into.") from ended
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return answer


def look_here(data: bytes, ending: str) -> dict[str, Any]:
    """In the process of its own."""
    try:
        return {"found": [vars(one) for one in look_into(data, f"file.{ending}")]}
    except Unreadable as wrong:
        return {"unreadable": str(wrong)}


def clean_here(data: bytes, ending: str) -> dict[str, Any]:
    """In the process of its own."""
    try:
        copy = cleaned(data, f"file.{ending}")
    except Unreadable as wrong:
        return {"unreadable": str(wrong)}
    return {"copy": base64.b64encode(copy).decode()} | look_here(copy, ending)
