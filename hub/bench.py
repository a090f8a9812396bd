"""Asking for pages, and how long each took."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

import requests


@dataclass(frozen=True)
class Timing:
    """Milliseconds: median and 95th percentile; `each_second` over all clients."""

    p50: float
    p95: float
    each_second: float


def sign_in(address: str, email: str, password: str) -> str:
    """The Cookie header of a signed-in session. Raises RuntimeError when sign-in fails."""
    session = requests.Session()
    page = f"{address}/accounts/login/"
    session.get(page, timeout=30)
    form = {
        "login": email,
        "password": password,
        "csrfmiddlewaretoken": session.cookies["csrftoken"],
    }
    session.post(page, data=form, timeout=30)
    if "sessionid" not in session.cookies:
        raise RuntimeError(f"Could not sign in as {email}.")
    return "; ".join(f"{name}={value}" for name, value in session.cookies.items())


def ask(connection: HTTPConnection, path: str, cookie: str) -> float:
    started = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}.")
    return (time.perf_counter() - started) * 1000


def measure(
    address: str, paths: list[str], cookie: str = "", clients: int = 1, rounds: int = 60
) -> Timing:
    """Ask for the paths in turn, `rounds` times by each of `clients` at once."""
    host = urlsplit(address).netloc
    taken: list[float] = []

    def work(steps: Iterator[str]) -> None:
        connection = HTTPConnection(host, timeout=60)
        taken.extend([ask(connection, path, cookie) for path in steps])
        connection.close()

    turns = [[paths[(n + c) % len(paths)] for n in range(rounds)] for c in range(clients)]
    threads = [threading.Thread(target=work, args=(iter(turn),)) for turn in turns]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall = time.perf_counter() - started
    if len(taken) != clients * rounds:
        raise RuntimeError(f"Some requests for {paths[0]} failed; see the messages above.")
    taken.sort()
    return Timing(statistics.median(taken), taken[int(len(taken) * 0.95)], len(taken) / wall)


# A hub of its own for measuring: own folder, own port, ended afterwards.

START_SECONDS = 300


class BenchServer:
    """`manage.py serve` on a fresh HUB_DATA folder. Use as a context manager."""

    def __init__(self, folder: Path, manage: Path) -> None:
        self.folder, self.manage = folder, manage
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.start_seconds = 0.0

    def environment(self) -> dict[str, str]:
        return os.environ | {
            "HUB_DATA": str(self.folder),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "hub.settings.local",
        }

    def manage_py(self, *words: str) -> str:
        """Run a management command on this hub's data and give what it printed."""
        return subprocess.run(  # noqa: S603
            [sys.executable, str(self.manage), *words],
            env=self.environment(),
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def __enter__(self) -> BenchServer:
        started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, str(self.manage), "serve"],
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() - started > START_SECONDS:
                raise RuntimeError("The hub did not start; run `make run` to see why.")
            time.sleep(0.2)
        self.start_seconds = time.monotonic() - started
        return self

    def is_ready(self) -> bool:
        try:
            return requests.get(f"{self.address}/health/ready", timeout=5).ok
        except requests.RequestException:
            return False

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def megabytes(self) -> float | None:
        """Memory of all processes of the hub: PSS, so shared pages count once (Linux)."""
        total = 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(folder.name)) != self.process.pid:
                    continue
                lines = (folder / "smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total / 1024 if total else None


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
