"""manage.py load_demo: invented people, notes and meetings on top of create_network."""

from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand

from hub.setup_steps import run_steps

DEMO_REGION = "West Midlands"


class Command(BaseCommand):
    help = "Load the demonstration network. Everything in it but the councils' names is invented."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("create_network", DEMO_REGION, seats_its_chair=True, stdout=self.stdout)
        network = apps.get_model("councils", "Network").objects.get(name=DEMO_REGION)
        run_steps("demo", network, self.stdout.write)
        self.stdout.write("The demonstration is loaded.")
