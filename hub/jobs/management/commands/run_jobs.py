"""manage.py run_jobs: run scheduled jobs until interrupted. Several may run at once."""

import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from hub.jobs.runner import run_due

PAUSE_SECONDS = 0.5


class Command(BaseCommand):
    help = "Run the hub's scheduled jobs: mail, reminders, search, scheduled notes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"{run_due()} jobs ran.")
            return
        self.going = True
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self.stop)
        while self.going:
            try:
                close_old_connections()
                run_due()
            except DatabaseError as away:
                self.stderr.write(f"The database did not answer: {away}. Trying again.")
                time.sleep(5)
            time.sleep(PAUSE_SECONDS)

    def stop(self, *_: Any) -> None:
        """Let the job at hand finish."""
        self.going = False
