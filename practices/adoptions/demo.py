"""Councils' words of the demonstration. `manage.py load_demo` alone reads them."""

from datetime import timedelta

import yaml
from django.db import transaction
from django.utils import timezone

from network.councils.models import Network
from network.people.models import User
from practices.models import Adoption, PracticeNotePage
from practices.setting_up import DATA

FILE = DATA / "demo" / "adoptions.yaml"


@transaction.atomic
def load_demo_adoptions(network: Network) -> None:
    """Those that are not there yet, of people and notes that are."""
    people = {user.email: user for user in User.objects.exclude(council=None)}
    notes = {note.ref: note for note in PracticeNotePage.objects.live().exclude(ref="")}
    for told in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        note, who = notes.get(told["note"]), people.get(told["by"])
        if note is None or who is None or who.council_id == note.council_id:
            continue
        at = timezone.now() - timedelta(days=told["days"])
        Adoption.objects.get_or_create(
            note=note, council=who.council,
            defaults={"how": told["how"], "line": told["line"], "by": who, "at": at},
        )  # fmt: skip
