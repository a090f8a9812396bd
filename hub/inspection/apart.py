"""Looking into files in a process of its own, which is ended when it takes too long or too much.

The process: `python -m hub.inspection.apart look|clean <ending>`; the file comes in, out comes one
line of JSON and, after it, the cleaned file. It needs no Django, no database and no network.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from hub.inspection.findings import Finding, Unreadable
from hub.inspection.reading import MAX_FILE, PLAIN, cleaned, ending_of, look_into

MOST_SECONDS = 40  # of one file, starting the process included
MOST_MEMORY = 1536 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]


def look(data: bytes, name: str) -> list[Finding]:
    """`reading.look_into`, bounded. Raises Unreadable."""
    if ending_of(name) in PLAIN and len(data) <= MAX_FILE:
        return look_into(data, name)  # no parser that could hang
    answer, _copy = run_apart("look", data, name)
    return findings_from(answer["found"])


def clean(data: bytes, name: str) -> tuple[bytes, list[Finding]]:
    """`reading.cleaned`, bounded, and what is found in the copy. Raises Unreadable."""
    answer, copy = run_apart("clean", data, name)
    return copy, findings_from(answer["found"])


def findings_from(kept: list[dict[str, Any]]) -> list[Finding]:
    """Findings from what JSON made of them."""
    return [Finding(**{**one, "signs": tuple(one["signs"])}) for one in kept]


def run_apart(what: str, data: bytes, name: str) -> tuple[dict[str, Any], bytes]:
    """The one place where the process is started. Raises Unreadable."""
    if len(data) > MAX_FILE:
        raise Unreadable("The file is too large to be looked into.")
    command = [sys.executable, "-m", "hub.inspection.apart", what, ending_of(name) or "none"]
    try:
        done = subprocess.run(  # noqa: S603 (our own module; no shell)
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=True,
            cwd=ROOT,
        )
    except subprocess.TimeoutExpired as late:
        raise Unreadable("The file takes too long to look into.") from late
    except subprocess.CalledProcessError as ended:  # out of memory, or the parser fell over
        raise Unreadable("The file is damaged, or too much to look into.") from ended
    head, _newline, copy = done.stdout.partition(b"\n")
    answer = json.loads(head)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return answer, copy


def _in_the_process(what: str, ending: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    data, name, copy = sys.stdin.buffer.read(), f"file.{ending}", b""
    try:
        if what == "clean":
            copy = cleaned(data, name)
        answer: dict[str, Any] = {"found": [vars(one) for one in look_into(copy or data, name)]}
    except Unreadable as wrong:
        answer, copy = {"unreadable": str(wrong)}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + copy)


if __name__ == "__main__":
    _in_the_process(sys.argv[1], sys.argv[2])
