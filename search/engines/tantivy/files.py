"""The folder of the embedded index, which several web workers and the job runner share.

Each build of the index is a folder of its own beside the others, and a small file says which is
current and how far it has come. That file is replaced in one step after everything it speaks of
is on disk, so a rebuild takes the place of the old index at once, readers never wait for the
writer, and a folder that is damaged or deleted is simply followed by a new one.
"""

import fcntl
import json
import math
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from search.engines.base import Taken
from search.engines.tantivy.schema import FORMAT

STATE = "current.json"
WRITTEN_OVER = frozenset({".json", ".lock"})
LOOK_AGAIN_SECONDS = 0.01


class State(NamedTuple):
    """What the small file says."""

    build: str  # the folder's name
    taken: Taken
    sizes: Mapping[str, int]  # of the files that are written once, in bytes


class Files:
    """`folder` holds the builds. Nothing else may write there."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._file = self.folder / STATE

    def stamp(self) -> tuple[int, int]:
        """Changes whenever the state does. Raises FileNotFoundError while there is none."""
        held = self._file.stat()
        return held.st_ino, held.st_mtime_ns

    def state(self) -> State | None:
        """What is current; None when there is nothing that this version can use."""
        try:
            held = json.loads(self._file.read_text())
            if held["format"] != FORMAT:
                return None
            taken = Taken(int(held["life"]), int(held["revision"]))
            return State(str(held["build"]), taken, dict(held["sizes"]))
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def path(self, build: str) -> Path:
        return self.folder / build

    def whole(self, state: State) -> Path:
        """The folder of a build, none of whose files was cut. Raises ValueError for another.

        A file that was cut must never be mapped: reading behind its end kills the process. What
        is missing may have been merged into another since; tantivy itself tells what it misses.
        """
        path = self.path(state.build)
        for name, size in state.sizes.items():
            with suppress(FileNotFoundError):
                if (path / name).stat().st_size != size:
                    raise ValueError(f"{name} is not whole")
        return path

    @contextmanager
    def writing(self, seconds: float = math.inf) -> Iterator[None]:
        """One writer at a time, across processes. Raises OSError when it takes too long to be it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        until = time.monotonic() + seconds
        with (self.folder / "writer.lock").open("w") as lock:
            while not _locked(lock):
                if time.monotonic() > until:
                    raise OSError("another process is writing it")
                time.sleep(LOOK_AGAIN_SECONDS)
            yield

    def new_build(self) -> Path:
        """An empty folder for a new build. Only while writing."""
        numbers = [
            int(number)
            for path in self.folder.glob("build-*")
            if (number := path.name.removeprefix("build-")).isdigit()
        ]
        path = self.folder / f"build-{max(numbers, default=0) + 1}"
        path.mkdir()
        return path

    def put(self, build: str, taken: Taken) -> None:
        """Say that this is current from now on, and remove other builds. Only while writing."""
        sizes = {
            path.name: path.stat().st_size
            for path in self.path(build).iterdir()
            if path.suffix not in WRITTEN_OVER
        }
        held = {"format": FORMAT, "build": build, **taken._asdict(), "sizes": sizes}
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(held))
        new.replace(self._file)
        for path in self.folder.glob("build-*"):
            if path.name != build:
                shutil.rmtree(path, ignore_errors=True)

    def forget(self) -> None:
        """There is nothing current: the next feed builds anew. Only while writing."""
        self._file.unlink(missing_ok=True)


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
