"""Who sits where: each network's councils in alphabetical order, which is the order of turns."""

from collections import defaultdict

from hub.seats import Seat
from network.councils.models import Council


def seat_plan() -> dict[str, Seat]:
    """Slug to seat, for every council that belongs to a network."""
    tables: dict[int, list[str]] = defaultdict(list)
    members = Council.objects.filter(network__isnull=False).order_by("short_name")
    for network_id, slug in members.values_list("network_id", "slug"):
        tables[network_id].append(slug)
    return {
        slug: Seat(place, len(slugs))
        for slugs in tables.values()
        for place, slug in enumerate(slugs)
    }
