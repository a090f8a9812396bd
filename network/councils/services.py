"""Setting up a network: its councils and their pages."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

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


class CannotSetUp(ValueError):
    """Nothing was written; the message says why."""


class UnknownRegion(CannotSetUp):
    """The region is not in the list of councils; the message names those that are."""


class UnknownCouncil(CannotSetUp):
    """A council is not in the region's list; the message names those that are."""


class BelongsElsewhere(CannotSetUp):
    """A council belongs to another network: one council, one network at a time."""


def council_rows(region: str) -> list[dict[str, str]]:
    """Rows of the councils file in a region (case does not matter).

    Raises UnknownRegion, naming the regions there are.
    """
    rows = rows_of(COUNCILS_FILE)
    found = [row for row in rows if row["region"].casefold() == region.strip().casefold()]
    if not found:
        names = ", ".join(sorted({row["region"] for row in rows}))
        raise UnknownRegion(f"There is no region called “{region}”. Choose one of: {names}.")
    return found


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


@transaction.atomic
def set_up_network(
    region: str,
    *,
    joined: date | None = None,
    name: str = "",
    councils: Iterable[str] = (),
) -> Network:
    """Make (or complete) a network of a region: councils, memberships and pages.

    A region may have several: `name` tells them apart, `councils` are the slugs of those that
    belong to it (default: all of the region that belong to no other network). Safe to run again.
    Raises UnknownRegion, UnknownCouncil or BelongsElsewhere before anything is written.
    """
    rows = council_rows(region)
    region = rows[0]["region"]
    name = " ".join(name.split()) or region
    rows = rows_for(rows, set(councils), slugify(name))
    network, _ = Network.objects.get_or_create(
        slug=slugify(name), defaults={"name": name, "region": region}
    )
    index = council_index()
    seat_councils(network, rows, joined)
    apply_known_changes(network, index)
    return network


def rows_for(rows: list[dict[str, str]], wanted: set[str], network: str) -> list[dict[str, str]]:
    """The rows of the councils that this network gets; none that belongs to another one."""
    by_slug = {slugify(row["short_name"]): row for row in rows}
    if unknown := sorted(wanted - set(by_slug)):
        there = ", ".join(sorted(by_slug))
        raise UnknownCouncil(
            f"The region has no council called {', '.join(unknown)}. It has: {there}."
        )
    others = Council.objects.filter(network__isnull=False).exclude(network__slug=network)
    elsewhere = dict(others.filter(slug__in=by_slug).values_list("slug", "network__name"))
    if taken := sorted(wanted & set(elsewhere)):
        told = ", ".join(f"{slug} ({elsewhere[slug]})" for slug in taken)
        raise BelongsElsewhere(f"These belong to another network and must leave it first: {told}.")
    chosen = wanted or set(by_slug)
    return [row for slug, row in by_slug.items() if slug in chosen and slug not in elsewhere]


def seat_councils(network: Network, rows: list[dict[str, str]], joined: date | None = None) -> None:
    """The councils of the rows with their memberships and pages; those that are there stay."""
    index = council_index()
    for row in rows:
        council = council_from(row, network)
        if not council.memberships.filter(network=network).exists():
            CouncilMembership.objects.create(
                network=network, council=council, joined=joined or timezone.localdate()
            )
        give_page(council, index)


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
        first_day = change["last_day"] + timedelta(days=1)
        endings = {
            one: council
            for one in map(ending_from, change["ends"])
            if (council := end_council(one.code, network, change["last_day"]))
        }
        if not endings:
            continue
        started = {
            row["short_name"]: start_council(row, network, index, first_day, change.get("elected"))
            for row in change["starts"]
        }
        for one, council in endings.items():
            council.successors.add(*(started[name] for name in one.to or started))


class Ending(NamedTuple):
    """A council that ends, and to which of those that start; none named is all."""

    code: str
    to: tuple[str, ...] = ()


def ending_from(row: dict[str, Any]) -> Ending:
    return Ending(row["code"], tuple(row.get("to", ())))


def end_council(code: str, network: Network, last_day: date) -> Council | None:
    """Give the council its last day; None where it is not of this network or has a day already."""
    ending = Council.objects.filter(gss_code=code, network=network, valid_to__isnull=True).first()
    if ending is not None:
        ending.valid_to = last_day
        ending.save(update_fields=["valid_to"])
        first_day = last_day + timedelta(days=1)
        ending.memberships.filter(network=network, left__isnull=True).update(left=first_day)
    return ending


def start_council(
    row: dict[str, str],
    network: Network,
    index: CouncilIndexPage,
    first_day: date,
    elected: date | None = None,
) -> Council:
    """The council that begins, made once however many councils lead to it."""
    council, _ = Council.objects.get_or_create(
        slug=slugify(row["short_name"]),
        defaults={
            "name": row["name"],
            "short_name": row["short_name"],
            "kind": row["kind"],
            "region": network.region,
            "shadow_from": elected,
            "valid_from": first_day,
            "network": network,
        },
    )
    CouncilMembership.objects.get_or_create(network=network, council=council, joined=first_day)
    give_page(council, index)
    return council


def council_from(row: dict[str, str], network: Network) -> Council:
    """The council of a row, known by its code or, where it has none (an invented one), its slug."""
    if row["former_gss_code"]:
        Council.objects.filter(gss_code=row["former_gss_code"]).update(gss_code=row["gss_code"])
    facts = {
        "slug": slugify(row["short_name"]),
        "gss_code": row["gss_code"] or None,
        "name": row["name"],
        "short_name": row["short_name"],
        "other_names": row["other_names"],
        "kind": row["type"],
        "region": row["region"],
    }
    key = "gss_code" if row["gss_code"] else "slug"
    council, _ = Council.objects.get_or_create(**{key: facts.pop(key)}, defaults=facts)
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
