"""manage.py run_jobs: run scheduled jobs until interrupted. Several may run at once."""

import logging
import signal
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connections

from hub.jobs.registry import LANES
from hub.jobs.runner import run_due

log = logging.getLogger(__name__)
PAUSE_SECONDS = 0.5
PAUSE_AFTER_TROUBLE = 5.0


class Command(BaseCommand):
    help = "Run the hub's scheduled jobs: mail, reminders, search, scheduled notes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"{run_due()} jobs ran.")
            return
        stopping = threading.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stopping.set())
        lanes = [Lane(name, stopping) for name in LANES]
        for lane in lanes:
            lane.start()
        while not stopping.wait(1) and all(lane.is_alive() for lane in lanes):
            pass
        fell_over = not stopping.is_set()
        stopping.set()
        for lane in lanes:
            lane.join()  # the jobs at hand finish
        if fell_over:
            sys.exit(1)  # whatever keeps the runner up starts a new one


class Lane(threading.Thread):
    """Runs the jobs of one lane, so that no slow job holds up the mail."""

    def __init__(self, lane: str, stopping: threading.Event) -> None:
        super().__init__(name=f"jobs {lane}")
        self.lane, self.stopping = lane, stopping

    def run(self) -> None:
        while not self.stopping.is_set():
            pause = PAUSE_SECONDS
            try:
                close_old_connections()
                run_due(self.lane, lambda: not self.stopping.is_set())
            except DatabaseError as away:
                log.warning("The database did not answer: %s. Trying again.", away)
                pause = PAUSE_AFTER_TROUBLE
            self.stopping.wait(pause)
        connections.close_all()
