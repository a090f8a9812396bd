"""Team models of the demonstration: invented, and loaded by `manage.py load_demo` only."""

from pathlib import Path

import yaml

from network.councils.models import Network, TeamModel

TEAMS_FILE = Path(__file__).parent / "data" / "demo_team_models.yaml"
WORDS = ("home", "support_provider", "set_up", "monitoring", "review", "payroll")


def load_demo_teams(network: Network) -> None:
    """Add the team models that are missing; those that people edited stay."""
    councils = {council.slug: council for council in network.councils.all()}
    for row in yaml.safe_load(TEAMS_FILE.read_text(encoding="utf-8"))["councils"]:
        facts = {name: row[name] or "" for name in WORDS}
        facts |= {"team_size": row["team_size"], "as_at": row["as_at"]}
        if row["council"] in councils:
            TeamModel.objects.get_or_create(council=councils[row["council"]], defaults=facts)
