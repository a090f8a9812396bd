"""Plan hosts for a ledger file: manage.py plan_hosts --ledger FILE --json"""

import json

from django.core.management.base import BaseCommand, CommandError

from network.meetings.rota import LedgerError, Plan, load_ledger, plan_hosts


class Command(BaseCommand):
    help = "Plan who hosts the dates of a ledger; works on a file, without a database."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("--ledger", required=True, metavar="FILE", help="The ledger (JSON).")
        parser.add_argument("--json", action="store_true", help="Print the whole plan as JSON.")

    def handle(self, *, ledger, **options):
        try:
            plan = plan_hosts(load_ledger(ledger))
        except LedgerError as error:
            raise CommandError(str(error), returncode=2) from error
        if options["json"]:
            self.stdout.write(json.dumps(plan.as_json(), indent=2, ensure_ascii=False))
        else:
            self.stdout.write(in_words(plan))


def in_words(plan: Plan) -> str:
    lines = [f"{one.date}  {one.reason}" for one in plan.assignments]
    return "\n".join([*lines, f"Nobody is further than {plan.max_deviation} of a turn away."])
