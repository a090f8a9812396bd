"""manage.py load_demo: an invented region with its people, notes and meetings."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.setup_steps import run_steps
from network.councils.demo import set_up_demonstration
from network.councils.models import Network


class Command(BaseCommand):
    help = "Load the demonstration: invented councils, people, notes and figures."

    def handle(self, *args: Any, **options: Any) -> None:
        real = Network.objects.filter(demonstration=False).first()
        if real is not None:
            raise CommandError(
                f"This hub holds a real network, {real}: what is made up does not belong beside it. "
                "Load the demonstration into a hub of its own (set HUB_DATA to another folder)."
            )
        network = set_up_demonstration()
        run_steps("new_network", network, self.stdout.write)
        run_steps("demo", network, self.stdout.write)
        self.stdout.write("The demonstration is loaded.")
