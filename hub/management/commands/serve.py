"""`make run`: set up what is missing, then serve the hub and run its jobs until interrupted."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from hub.front_door import demo_accounts


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
            call_command("load_demo", stdout=self.stdout)
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
    """Run gunicorn and the job runner side by side; when one ends, end the other."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
    manage = str(Path(settings.BASE_DIR) / "manage.py")
    children = [
        subprocess.Popen([sys.executable, *command], env=environment)  # noqa: S603
        for command in (
            ["-m", "gunicorn", "hub.wsgi", "--config", str(settings.BASE_DIR / "hub/gunicorn.py"),
             "--bind", f"127.0.0.1:{port}"],
            [manage, "run_jobs"],
        )
    ]  # fmt: skip
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        children[0].wait()
    except KeyboardInterrupt:
        pass
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait()
