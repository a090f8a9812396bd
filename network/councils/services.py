"""Setting up a network: its councils and their pages."""

import csv
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, Site

from hub.models import HomePage
from network.councils.changes import known_changes
from network.councils.models import (
    Council,
    CouncilIndexPage,
    CouncilMembership,
    CouncilPage,
    Network,
)

COUNCILS_FILE = Path(__file__).parent / "data" / "councils-england.csv"


class UnknownRegion(ValueError):
    """The region is not in the list of councils; the message names those that are."""


def council_rows(region: str) -> list[dict[str, str]]:
    """Rows of the councils file in a region (case does not matter).

    Raises UnknownRegion, naming the regions there are.
    """
    with COUNCILS_FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [row for row in rows if row["region"].casefold() == region.strip().casefold()]
    if not found:
        names = ", ".join(sorted({row["region"] for row in rows}))
        raise UnknownRegion(f"There is no region called “{region}”. Choose one of: {names}.")
    return found


@transaction.atomic
def set_up_network(region: str, *, joined: date | None = None) -> Network:
    """Make (or complete) the network of a region: councils, memberships and pages.

    Safe to run again. Raises UnknownRegion before anything is written.
    """
    rows = council_rows(region)
    name = rows[0]["region"]
    network, _ = Network.objects.get_or_create(
        slug=slugify(name), defaults={"name": name, "region": name}
    )
    index = council_index()
    for row in rows:
        council = council_from(row, network)
        if not council.memberships.filter(network=network).exists():
            CouncilMembership.objects.create(
                network=network, council=council, joined=joined or timezone.localdate()
            )
        give_page(council, index)
    apply_known_changes(network, index)
    return network


def give_page(council: Council, index: CouncilIndexPage) -> None:
    if not CouncilPage.objects.filter(council=council).exists():
        index.add_child(
            instance=CouncilPage(title=council.short_name, slug=council.slug, council=council)
        )


def apply_known_changes(network: Network, index: CouncilIndexPage) -> None:
    """Councils of this network that end: their last day, and those that follow them.

    The ending council leaves the network on the day the others join. A day that people have set
    stays.
    """
    for change in known_changes():
        ending = Council.objects.filter(
            gss_code=change["ends"], network=network, valid_to__isnull=True
        ).first()
        if ending is None:
            continue
        ending.valid_to = change["last_day"]
        ending.save(update_fields=["valid_to"])
        first_day = change["last_day"] + timedelta(days=1)
        ending.memberships.filter(network=network, left__isnull=True).update(left=first_day)
        for row in change["starts"]:
            ending.successors.add(start_council(row, network, index, first_day))


def start_council(
    row: dict[str, str], network: Network, index: CouncilIndexPage, first_day: date
) -> Council:
    council, _ = Council.objects.get_or_create(
        slug=slugify(row["short_name"]),
        defaults={
            "name": row["name"],
            "short_name": row["short_name"],
            "kind": row["kind"],
            "region": network.region,
            "valid_from": first_day,
            "network": network,
        },
    )
    CouncilMembership.objects.get_or_create(network=network, council=council, joined=first_day)
    give_page(council, index)
    return council


def council_from(row: dict[str, str], network: Network) -> Council:
    council, _ = Council.objects.get_or_create(
        gss_code=row["gss_code"],
        defaults={
            "slug": slugify(row["short_name"]),
            "name": row["name"],
            "short_name": row["short_name"],
            "kind": row["type"],
            "region": row["region"],
        },
    )
    if council.network_id is None:
        council.network = network
        council.save(update_fields=["network"])
    return council


def home_page() -> HomePage:
    """The site's root page, made on first use in place of Wagtail's welcome page."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        for welcome in Page.objects.filter(depth=2, slug="home"):
            welcome.delete()
        root.refresh_from_db()
        home = root.add_child(instance=HomePage(title="Home", slug="home"))
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page": home},
        )
    return home


def council_index() -> CouncilIndexPage:
    index = CouncilIndexPage.objects.first()
    if index is None:
        index = home_page().add_child(instance=CouncilIndexPage(title="Councils", slug="councils"))
    return index
