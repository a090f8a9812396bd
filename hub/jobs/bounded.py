"""Work on bytes from a stranger, in a process of its own with limits of time and memory.

A parser that never comes back, or takes all memory, is ended from outside; the web worker or job
runner that asked goes on. The function must be importable without Django's apps, take bytes and
texts, and return what JSON can hold: nothing that a broken parser made up is unpickled here.
"""

import importlib
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024
MOST_SECONDS = 40  # starting the process included
MOST_MEMORY = 1024 * MEGABYTE
MOST_ANSWER = 150 * MEGABYTE
OUT_OF_MEMORY = 77
ROOT = Path(__file__).resolve().parents[2]


class TooMuch(Exception):
    """The work took more time or memory than it may have."""


class FellOver(Exception):
    """The work failed."""


def run_bounded(function: str, data: bytes, *arguments: str, seconds: int = MOST_SECONDS) -> Any:
    """`function` is "package.module:name"; returns what name(data, *arguments) returned.

    Raises TooMuch or FellOver; never what the function itself raised.
    """
    command = [sys.executable, "-m", "hub.jobs.bounded", str(seconds), function, *arguments]
    with subprocess.Popen(  # noqa: S603 (our own module; arguments are no shell's)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        start_new_session=True,  # so that what it started ends with it
    ) as process:
        try:
            answer, _ = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired as late:
            raise TooMuch from late
        finally:
            end_group(process)
    if process.returncode in (OUT_OF_MEMORY, -signal.SIGXCPU, -signal.SIGKILL):
        raise TooMuch
    if process.returncode:
        raise FellOver
    return json.loads(answer)


def end_group(process: subprocess.Popen) -> None:
    """The process and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # all have ended


def bound_this_process(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)  # readers of pages come first


def main(seconds: str, function: str, *arguments: str) -> None:
    """What the process does: bytes come in, JSON goes out."""
    bound_this_process(int(seconds))
    module, _, name = function.partition(":")
    try:
        work = getattr(importlib.import_module(module), name)
        answer = json.dumps(work(sys.stdin.buffer.read(), *arguments))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    if len(answer) > MOST_ANSWER:
        os._exit(OUT_OF_MEMORY)
    sys.stdout.write(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
