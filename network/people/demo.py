"""The people of the demonstration. Invented, and loaded by `manage.py load_demo` only."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from network.councils.models import Council, Network
from network.people.cms_access import sync_admin_access
from network.people.models import Membership, User

PEOPLE_FILE = Path(__file__).parent / "data" / "demo_people.yaml"


@dataclass(frozen=True)
class DemoAccount:
    """A demonstration account, shown only where settings.HUB_DEMO is on."""

    email: str
    who: str
    password: str
    name: str = ""
    hint: str = ""


@cache
def cast() -> dict[str, Any]:
    """The file of invented people, with the password they share."""
    return yaml.safe_load(PEOPLE_FILE.read_text(encoding="utf-8"))


def load_demo_people(network: Network) -> None:
    """Make the accounts that are missing; those that are there stay as people left them."""
    # Hashed once for all: one hash takes a third of a second, and this password is no secret.
    password = make_password(cast()["password"])
    for row in cast()["people"]:
        if not User.objects.filter(email=row["email"]).exists():
            take_a_seat(row, network, password)


def take_a_seat(row: dict[str, Any], network: Network, password: str) -> User:
    user = User.objects.create(
        email=row["email"],
        name=row["name"],
        password=password,
        council=Council.objects.filter(slug=row.get("council")).first(),
        organisation=row.get("organisation", ""),
        job_title=row["job_title"],
        ask_me_about=row["ask_me_about"],
        preferred_contact=row["preferred_contact"],
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for role in row["roles"]:
        Membership.objects.create(user=user, network=network, role=role)
    sync_admin_access(user)
    return user


def demo_accounts() -> list[DemoAccount]:
    """Those offered on the sign-in page of a demonstration; none on a real hub."""
    if not settings.HUB_DEMO:
        return []
    return [demo_account(row) for row in cast()["people"] if row.get("shown")]


def demo_account(row: dict[str, str]) -> DemoAccount:
    council = row.get("council", "").replace("-", " ").capitalize()
    who = f"{row['job_title']}, {council}" if council else row["job_title"]
    return DemoAccount(row["email"], who, cast()["password"], row["name"], row["try"])
