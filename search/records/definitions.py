"""Short forms that notes explain themselves, proposed to whoever keeps the thesaurus."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from hub.access.audience import keys_of
from hub.jobs.items import one_by_one
from search.models import DismissedDefinition, FoundDefinition, Ledger, SearchEntry, Term
from search.query import terms, words
from search.query.thesaurus import Thesaurus, definitions

JOB = "look for definitions"
BATCH = 200
LONGEST_TEXT = 100_000  # letters of an entry that are read
MOST = 30  # proposals shown at a time
LONGEST_NAME = FoundDefinition._meta.get_field("name").max_length or 0


@dataclass(frozen=True)
class Proposal:
    """A name with its short form; `entry` is one place where it stands, `more` how many others."""

    name: str
    short: str
    key: str
    entry: SearchEntry
    more: int = 0


def gather() -> int:
    """Look through all entries that changed since the last time; returns how many."""
    count = 0
    while looked := _gather_batch():
        count += looked
    return count


@transaction.atomic
def _gather_batch() -> int:
    ledger = Ledger.now()
    after = SearchEntry.objects.filter(revision__gt=ledger.defined_to).order_by("revision")
    batch = list(after[:BATCH])
    if not batch:
        return 0
    FoundDefinition.objects.filter(entry__in=batch).delete()
    found: list[FoundDefinition] = []
    one_by_one(JOB, batch, lambda entry: found.extend(_defined_in(entry)), what=key_of_entry)
    FoundDefinition.objects.bulk_create(found)
    Ledger.objects.filter(pk=ledger.pk).update(defined_to=batch[-1].revision)
    return len(batch)


def key_of_entry(entry: SearchEntry) -> str:
    """What an administrator may know of it: no title."""
    return f"search entry {entry.pk}"


def _defined_in(entry: SearchEntry) -> Iterator[FoundDefinition]:
    text = f"{entry.title} . {entry.summary}\n{entry.body}"[:LONGEST_TEXT]
    seen = set()
    for name, short in definitions(text) if "(" in text else ():
        key = key_of(name, short)
        if key not in seen and len(name) <= LONGEST_NAME:
            seen.add(key)
            yield FoundDefinition(entry=entry, name=name, short=short, key=key)


def key_of(name: str, short: str) -> str:
    """The same for all ways to write one definition: plurals and capitals apart."""
    return " ".join([words.fold(short), *words.stems(name)])[:150]


def proposals(reader: Any) -> list[Proposal]:
    """Definitions that the thesaurus does not have, most used first, as far as `reader` sees them."""
    known = terms.thesaurus()
    rows = _seen_by(reader).exclude(key__in=DismissedDefinition.objects.values("key"))
    return _grouped((row for row in rows if not _has(known, row)), MOST)


def proposal(reader: Any, key: str) -> Proposal | None:
    """One definition by its key, if this reader may see it and it is still open."""
    if DismissedDefinition.objects.filter(key=key).exists():
        return None
    known = terms.thesaurus()
    rows = (row for row in _seen_by(reader).filter(key=key) if not _has(known, row))
    return next(iter(_grouped(rows, 1)), None)


def _seen_by(reader: Any):
    here = FoundDefinition.objects.filter(entry__gone=False)
    seen = here.filter(entry__audience_key__in=keys_of(reader))
    return seen.select_related("entry").defer("entry__body").order_by("-entry__revision")


def _grouped(rows: Iterable[FoundDefinition], most: int) -> list[Proposal]:
    rows = list(rows)
    times = Counter(row.key for row in rows)
    first: dict[str, FoundDefinition] = {}
    for row in rows:
        first.setdefault(row.key, row)
    return [
        Proposal(first[key].name, first[key].short, key, first[key].entry, count - 1)
        for key, count in times.most_common(most)
    ]


def _has(known: Thesaurus, row: FoundDefinition) -> bool:
    """Whether some term is written both ways already."""
    return bool(set(known.senses(row.short)) & set(known.senses(row.name)))


def add(found: Proposal) -> Term:
    """Make the definition a term, or its short form a variant of the term that has the name."""
    named = terms.thesaurus().senses(found.name)
    with transaction.atomic():
        term = Term.objects.filter(name=named[0].name).first() if named else None
        term = term or Term(name=found.name)
        lines = [line.strip() for line in term.variants.splitlines() if line.strip()]
        term.variants = "\n".join(dict.fromkeys([*lines, found.short]))
        term.save()
    return term


def dismiss(found: Proposal) -> None:
    """Never propose it again."""
    DismissedDefinition.objects.get_or_create(key=found.key)
