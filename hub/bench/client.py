"""Asking for pages, and how long each took."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
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
