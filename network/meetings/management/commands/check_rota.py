"""Check a plan against its ledger: manage.py check_rota LEDGER PLAN

Ends with 0 when the plan is right and no rota is fairer, with 1 and what is wrong when it is
not, with 2 and a sentence when a file cannot be read.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from network.meetings.check_rota import check
from network.meetings.rota import LedgerError, load_ledger


class Command(BaseCommand):
    help = "Check a plan of hosts against its ledger; works on files, without a database."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("ledger", metavar="LEDGER", help="The ledger (JSON).")
        parser.add_argument("plan", metavar="PLAN", help="The plan, as plan_hosts --json wrote it.")

    def handle(self, *, ledger, plan, **options):
        try:
            load_ledger(ledger)
        except LedgerError as error:
            raise CommandError(str(error), returncode=2) from error
        wrong = check(_json(ledger), _json(plan))
        if wrong:
            raise CommandError(wrong, returncode=1)
        self.stdout.write("The plan is right, and no rota is fairer.")


def _json(path: str) -> Any:
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path} cannot be opened: {error.strerror}.", returncode=2) from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise CommandError(f"{path} is not JSON.", returncode=2) from error
