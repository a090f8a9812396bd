"""The thesaurus of this hub: the chair's terms, ready for reading queries."""

import csv
from pathlib import Path
from typing import Any

from search.models import Ledger, Term
from search.thesaurus import Thesaurus

FILE = Path(__file__).parent / "data" / "dp-thesaurus.csv"
_ready: dict[tuple[int, int], Thesaurus] = {}


def thesaurus(ledger: Ledger | None = None) -> Thesaurus:
    """All terms, kept in the process until one of them changes."""
    ledger = ledger or Ledger.now()
    version = (ledger.life, ledger.terms_version)
    if version not in _ready:
        _ready.clear()
        _ready[version] = Thesaurus(term.as_plain() for term in Term.objects.all())
    return _ready[version]


def load_terms(network: Any = None) -> int:
    """Add the terms that come with the project and are not there; returns how many.

    Terms that the chair has changed stay as they are. (`network` is the set-up step's argument.)
    """
    known = set(Term.objects.values_list("name", flat=True))
    with FILE.open(encoding="utf-8", newline="") as file:
        new = [_term(row) for row in csv.DictReader(file) if row["term"] not in known]
    Term.objects.bulk_create(new)
    Ledger.terms_changed()
    return len(new)


def _term(row: dict[str, str]) -> Term:
    return Term(
        name=row["term"],
        variants="\n".join(filter(None, row["variants"].split("|"))),
        related="\n".join(filter(None, row["related"].split("|"))),
    )
