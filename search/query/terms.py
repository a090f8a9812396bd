"""The thesaurus of this hub: the chair's terms, ready for reading queries."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

from hub.search_registry import changed_many
from practices.models import TagMerge
from practices.tags.services import current_names
from search.models import Ledger, Term
from search.query.parsing import Query
from search.query.thesaurus import Thesaurus


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


DATA = Path(__file__).parent.parent / "data"
FILE = DATA / "dp-thesaurus.csv"
MEANINGS = DATA / "meanings.csv"
_ready: dict[tuple[int, int], Thesaurus] = {}


def thesaurus(ledger: Ledger | None = None) -> Thesaurus:
    """All terms, kept in the process until one of them changes.

    In the order they were made: where nothing else decides, a word is read in its oldest sense.
    """
    ledger = ledger or Ledger.now()
    version = (ledger.life, ledger.terms_version)
    ready = _ready.get(version)  # asked once: another thread may clear it between two looks
    if ready is None:
        terms = (term.as_plain() for term in Term.objects.order_by("pk"))
        ready = Thesaurus(terms, leads=leads())
        _ready.clear()
        _ready[version] = ready
    return ready


def load_terms(network: Any = None) -> int:
    """Add the terms that come with the project and are not there; returns how many.

    Terms that the chair has changed stay as they are. (`network` is the set-up step's argument.)
    """
    known = set(Term.objects.values_list("name", flat=True))
    means = {row["term"]: row["meaning"] for row in _rows(MEANINGS)}
    new = [_term(row, means.get(row["term"], "")) for row in _rows(FILE)]
    made = Term.objects.bulk_create(term for term in new if term.name not in known)
    Ledger.terms_changed()
    changed_many(made)
    return len(made)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _term(row: dict[str, str], meaning: str) -> Term:
    return Term(
        name=row["term"],
        meaning=meaning,
        variants="\n".join(filter(None, row["variants"].split("|"))),
        related="\n".join(filter(None, row["related"].split("|"))),
    )
