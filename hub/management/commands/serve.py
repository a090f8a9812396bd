"""`make run`: set up what is missing, then serve the hub and run its jobs until interrupted."""

import hashlib
import logging
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from gunicorn.app.wsgiapp import run as gunicorn

from network.people.demo import demo_accounts

log = logging.getLogger(__name__)
FORK = multiprocessing.get_context("fork")
LOOK_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0


class Command(BaseCommand):
    help = "Set up what is missing and serve the hub with gunicorn (PORT, default 8000)."

    def handle(self, *args: Any, **options: Any) -> None:
        port = os.environ.get("PORT", "8000")
        refuse_a_taken_port(port)
        try:
            settings.HUB_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in ("media", "index", "mail"):
                (settings.HUB_DATA / folder).mkdir(parents=True, exist_ok=True)
        except OSError as wrong:
            raise CommandError(f"HUB_DATA cannot be written: {wrong}.") from wrong
        call_command("migrate", verbosity=0)
        if settings.HUB_DEMO and not apps.get_model("councils", "Network").objects.exists():
            self.stdout.write("Loading the demonstration network …")
            # Apart: it feeds search with threads, which do not cross a fork.
            manage = str(settings.BASE_DIR / "manage.py")
            subprocess.run([sys.executable, manage, "load_demo"], check=True)  # noqa: S603
        self.collect_static()
        self.announce(port)
        serve_until_stopped(port)

    def collect_static(self) -> None:
        """Only when a stylesheet or a library has changed since the last time."""
        mark = settings.HUB_DATA / "static" / ".mark"
        now = static_mark()
        if not mark.exists() or mark.read_text() != now:
            call_command("collectstatic", interactive=False, clear=False, verbosity=0)
            mark.write_text(now)

    def announce(self, port: str) -> None:
        self.stdout.write(f"\n{settings.HUB_NAME}: http://localhost:{port}/")
        accounts = demo_accounts()
        if accounts:
            self.stdout.write(f"Demonstration accounts (password for all: {accounts[0].password})")
            for account in accounts:
                self.stdout.write(f"  {account.email:<32} {account.who}")
        self.stdout.write("Stop with Ctrl-C.\n")
        self.stdout.flush()


def refuse_a_taken_port(port: str) -> None:
    """A sentence before anything is set up, in place of the web server's five lines after it."""
    try:
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", int(port)))
    except (OSError, ValueError, OverflowError) as wrong:
        raise CommandError(f"Port {port} cannot be used ({wrong}). Set PORT to another.") from wrong


def static_mark() -> str:
    """Changes when any file that is served as static changes."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    for file in sorted(settings.BASE_DIR.glob("*/**/static/**/*")):
        if file.is_file() and ".venv" not in file.parts:
            digest.update(f"{file}{file.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def serve_until_stopped(port: str) -> None:
    """Run gunicorn and the job runner side by side. A dead job runner is started again; when
    gunicorn ends, both end.

    Both are forked from this process, which has loaded the hub once: what is loaded, all share.
    """
    import_module("hub.wsgi")  # loads what pages need, and freezes it for sharing
    connections.close_all()  # a connection must not cross a fork
    web, jobs = Kept(partial(run_gunicorn, port)), Kept(run_jobs)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while web.process.is_alive():
            time.sleep(LOOK_SECONDS)
            if jobs.start_again_if_dead():
                log.error("The job runner had died and was started again.")
    except KeyboardInterrupt:
        pass
    finally:
        for child in (web, jobs):
            child.process.terminate()
        for child in (web, jobs):
            child.process.join()


def run_gunicorn(port: str) -> None:
    config = str(settings.BASE_DIR / "hub/gunicorn.py")
    sys.argv = ["gunicorn", "hub.wsgi", "--config", config, "--bind", f"127.0.0.1:{port}"]
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gunicorn()


def run_jobs() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    call_command("run_jobs")


class Kept:
    """A process that is started again when it dies: at once, then more and more slowly."""

    def __init__(self, work: Callable[[], None]) -> None:
        self.work = work
        self.wait_seconds = LOOK_SECONDS
        self.start()

    def start(self) -> None:
        self.process = FORK.Process(target=self.work)
        self.process.start()
        self.started = time.monotonic()

    def start_again_if_dead(self) -> bool:
        """True when it was dead and runs again. One that dies young waits up to half a minute."""
        if self.process.is_alive():
            return False
        lived = time.monotonic() - self.started
        if lived > LONGEST_WAIT_SECONDS:
            self.wait_seconds = LOOK_SECONDS
        if lived < self.wait_seconds:
            return False
        self.wait_seconds = min(self.wait_seconds * 2, LONGEST_WAIT_SECONDS)
        self.start()
        return True
