"""manage.py make_administrator ann@council.example"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from network.people.invitations import make_administrator
from network.people.models import User


class Command(BaseCommand):
    help = "Make somebody who has an account an administrator of the hub. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(
                f"Nobody has an account with the address {email}. "
                "Send an invitation first; the account is there once it is accepted."
            )
        networks = make_administrator(user)
        if not networks:
            raise CommandError("There is no network yet. Run manage.py create_network first.")
        names = ", ".join(str(network) for network in networks)
        self.stdout.write(f"{user.name} is an administrator: {names}.")
