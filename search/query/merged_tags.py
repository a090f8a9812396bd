"""Tags that were merged: the old name still filters and still finds."""

from dataclasses import replace

from practices.merging_tags import current_names
from practices.models import TagMerge
from search.models import Ledger
from search.query.parsing import Query


def follow(query: Query) -> Query:
    """The query with merged tags replaced by those they lead to."""
    asked = tuple(query.filters.get("tag", ()))
    if not asked:
        return query
    now = tuple(dict.fromkeys(name.lower() for name in current_names(asked)))
    return replace(query, filters={**query.filters, "tag": now}) if now != asked else query


def leads() -> dict[str, str]:
    """Old tags and the tags they became, for reading queries."""
    merges = TagMerge.objects.order_by("pk")
    return dict(merges.values_list("old__name", "into__name"))


def merged(**kwargs: object) -> None:
    """A merge was made or taken away: every process reads the thesaurus anew."""
    Ledger.terms_changed()
