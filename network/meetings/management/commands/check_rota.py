"""Check a plan against its ledger: manage.py check_rota LEDGER PLAN

Ends with 0 when the plan is right and no rota is fairer, with 1 and what is wrong when it is
not, with 2 and a sentence when a file cannot be read.
"""

from django.core.management.base import BaseCommand, CommandError

from network.meetings.check_rota import check
from network.meetings.ledger import read_json
from network.meetings.rota import LedgerError, load_ledger

PARTS = {"assignments", "max_deviation", "certificate"}


class Command(BaseCommand):
    help = "Check a plan of hosts against its ledger; works on files, without a database."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("ledger", metavar="LEDGER", help="The ledger (JSON).")
        parser.add_argument("plan", metavar="PLAN", help="The plan, as plan_hosts --json wrote it.")

    def handle(self, *, ledger, plan, **options):
        try:
            load_ledger(ledger)
            books, made = read_json(ledger), read_json(plan)
        except LedgerError as error:
            raise CommandError(str(error), returncode=2) from error
        if not isinstance(made, dict) or not made.keys() >= PARTS:
            raise CommandError(
                f"{plan} is not a plan: it needs {', '.join(sorted(PARTS))}.", returncode=2
            )
        wrong = check(books, made)
        if wrong:
            raise CommandError(wrong, returncode=1)
        self.stdout.write("The plan is right, and no rota is fairer.")
