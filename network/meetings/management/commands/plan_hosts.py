"""Plan hosts for a ledger file, or for a series of the hub.

manage.py plan_hosts --ledger FILE --json     works without a database
manage.py plan_hosts --series ID [--save]     on the hub; --save gives the drafts their hosts
"""

import json

from django.core.management.base import BaseCommand, CommandError

from network.meetings.ledger_builder import ledger_of
from network.meetings.models import Series
from network.meetings.planning import plan_series
from network.meetings.rota import LedgerError, Plan, load_ledger, plan_hosts


class Command(BaseCommand):
    help = "Plan who hosts the dates of a ledger (a file, without a database) or of a series."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--ledger", metavar="FILE", help="The ledger (JSON).")
        source.add_argument("--series", metavar="ID", type=int, help="A series of this hub.")
        parser.add_argument("--save", action="store_true", help="Keep the hosts (with --series).")
        parser.add_argument("--json", action="store_true", help="Print the whole plan as JSON.")

    def handle(self, *, ledger, series, save, **options):
        try:
            plan = plan_hosts(load_ledger(ledger)) if ledger else plan_of(series, save=save)
        except LedgerError as error:
            raise CommandError(str(error), returncode=2) from error
        if options["json"]:
            self.stdout.write(json.dumps(plan.as_json(), indent=2, ensure_ascii=False))
        else:
            self.stdout.write(in_words(plan))


def plan_of(series_id: int, *, save: bool) -> Plan:
    series = Series.objects.filter(pk=series_id).first()
    if series is None:
        raise CommandError(f"There is no series {series_id}.", returncode=2)
    if save:
        return plan_series(series, by=None, version=series.version)
    return plan_hosts(ledger_of(series))


def in_words(plan: Plan) -> str:
    lines = [f"{one.date}  {one.reason}" for one in plan.assignments]
    return "\n".join([*lines, f"Nobody is further than {plan.max_deviation} of a turn away."])
