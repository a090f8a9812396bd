"""manage.py create_network "West Midlands" --chair ann@council.example --chair-name "Ann Other" """

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub import demonstration
from hub.setup_steps import run_steps
from network.councils.services import CannotSetUp, set_up_network

MARKED = (
    "This hub holds the demonstration, so all of it stays marked as made up. "
    "Set up a network that people will use in a hub of its own, with HUB_DEMO=False."
)


class Command(BaseCommand):
    help = "Set up a real, empty network for a region of England. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("region", help='for example "West Midlands"')
        parser.add_argument(
            "--name", default="", help="where the region has several networks (default: the region)"
        )
        parser.add_argument(
            "--council", action="append", default=[], metavar="SLUG",
            help="only this one, such as dudley; again for each (default: all that are free)",
        )  # fmt: skip
        parser.add_argument("--chair", default="", help="e-mail address of the first chair")
        parser.add_argument("--chair-name", default="", help="name of the first chair")

    def handle(self, *args: Any, region: str, **options: Any) -> None:
        try:
            network = set_up_network(region, name=options["name"], councils=options["council"])
        except CannotSetUp as wrong:
            raise CommandError(str(wrong)) from wrong
        network.first_chair = (options["chair"], options["chair_name"])
        run_steps("new_network", network, self.stdout.write)
        self.stdout.write(f"{network}: {network.memberships.count()} councils.")
        if demonstration.is_on():
            self.stdout.write(MARKED)
