"""The invented region of the demonstration: its councils, and how they work.

No place in Britain bears these names. `manage.py load_demo` alone loads them.
"""

from pathlib import Path

import yaml
from django.db import transaction
from django.utils.text import slugify

from network.councils.models import Network, TeamModel
from network.councils.services import rows_of, seat_councils

COUNCILS_FILE = Path(__file__).parent / "data" / "demo-councils.csv"
TEAMS_FILE = Path(__file__).parent / "data" / "demo_team_models.yaml"
WORDS = ("home", "support_provider", "set_up", "monitoring", "review", "payroll")


@transaction.atomic
def set_up_demonstration() -> Network:
    """Make (or complete) the network of the invented region. All in it carries the mark."""
    rows = rows_of(COUNCILS_FILE)
    name = rows[0]["region"]
    network, _ = Network.objects.get_or_create(
        slug=slugify(name), defaults={"name": name, "region": name, "demonstration": True}
    )
    seat_councils(network, rows)
    return network


def load_demo_teams(network: Network) -> None:
    """Add the team models that are missing; those that people edited stay."""
    councils = {council.slug: council for council in network.councils.all()}
    for row in yaml.safe_load(TEAMS_FILE.read_text(encoding="utf-8"))["councils"]:
        facts = {name: row[name] or "" for name in WORDS}
        facts |= {"team_size": row["team_size"], "as_at": row["as_at"]}
        if row["council"] in councils:
            TeamModel.objects.get_or_create(council=councils[row["council"]], defaults=facts)
