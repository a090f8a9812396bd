"""Names that readers see for the slugs and codes that search works with."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.search_registry import kinds
from network.councils.models import Council
from practices.models import Topic
from search.query.parts import NETWORK, PUBLISHED

FACET_NAMES = {
    "kind": gettext_lazy("Kind"),
    "topic": gettext_lazy("Topic"),
    "council": gettext_lazy("Council"),
    "tag": gettext_lazy("Tag"),
    "status": gettext_lazy("Stage"),
    "year": gettext_lazy("Year"),
    "audience": gettext_lazy("Who can see it"),
}
PARTS = {
    NETWORK: gettext_lazy("From this network"),
    PUBLISHED: gettext_lazy("Published elsewhere"),
}
KINDS = {
    "note": (gettext_lazy("Practice note"), gettext_lazy("Practice notes")),
    "source": (gettext_lazy("Source"), gettext_lazy("Sources")),
    "file": (gettext_lazy("Attachment"), gettext_lazy("Attachments")),
    "question": (gettext_lazy("Question"), gettext_lazy("Questions")),
    "minutes": (gettext_lazy("Minutes"), gettext_lazy("Minutes")),
    "meeting": (gettext_lazy("Meeting"), gettext_lazy("Meetings")),
    "person": (gettext_lazy("Person"), gettext_lazy("People")),
    "council": (gettext_lazy("Council"), gettext_lazy("Councils")),
    "topic": (gettext_lazy("Topic"), gettext_lazy("Topics")),
    "issue": (gettext_lazy("Issue"), gettext_lazy("Issues")),
    "term": (gettext_lazy("Glossary term"), gettext_lazy("Glossary terms")),
}
STATUSES = {
    "idea": gettext_lazy("Idea"),
    "trial": gettext_lazy("Trial"),
    "embedded": gettext_lazy("Embedded"),
    "stopped": gettext_lazy("Stopped"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "historical": gettext_lazy("Historical"),
    "superseded": gettext_lazy("Superseded"),
    "undated": gettext_lazy("Undated"),
}
# Those of a source that is not to be taken as current.
STANDINGS = frozenset(["historical", "superseded", "undated"])
AUDIENCES = {
    "public": gettext_lazy("Everyone"),
    "network": gettext_lazy("The network"),
    "adass": gettext_lazy("The network and ADASS"),
    "council": gettext_lazy("My council only"),
    "group": gettext_lazy("A group"),
}


def part_label(part: str) -> str:
    """The heading over the things of one part."""
    return str(PARTS[part])


def kind_label(kind: str, many: bool = False) -> str:
    """What a kind is called, one of it or many; rooms may register kinds not known here."""
    if kind in KINDS:
        return str(KINDS[kind][many])
    own = next((known.label for known in kinds() if known.kind == kind), kind)
    return str(own)


def names_of(facet: str, values: Iterable[str]) -> dict[str, str]:
    """Value -> name, for the values of one facet, in at most one query."""
    values = list(values)
    if facet == "topic" and values:
        found = dict(Topic.objects.filter(slug__in=values).values_list("slug", "name"))
    elif facet == "council" and values:
        found = dict(Council.objects.filter(slug__in=values).values_list("slug", "short_name"))
    else:
        found = {}
    return {value: str(found.get(value) or _plain_name(facet, value)) for value in values}


def _plain_name(facet: str, value: str) -> str:
    if facet == "kind":
        return kind_label(value, many=True)
    if facet == "status":
        return str(STATUSES.get(value, value))
    if facet == "audience":
        return str(AUDIENCES.get(value.split(":")[0], value))
    if facet in ("topic", "council"):
        return value.replace("-", " ").capitalize()
    return value


def status_label(status: str) -> str:
    return str(STATUSES.get(status, status.capitalize()))


def due_label(review_by: date | None, today: date) -> str:
    """What a list says of a note's review date; nothing while it is far off."""
    if review_by is None or (review_by - today).days > 60:
        return ""
    if review_by < today:
        return _("Past its review date")
    return _("Review by %(day)s") % {"day": f"{review_by.day} {review_by:%B}"}
