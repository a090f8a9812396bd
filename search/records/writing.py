"""Writing SearchEntry rows: always in the transaction of the thing they speak of."""

import logging
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from hub.search_registry import SearchRecord, kind_of
from search.models import Ledger, SearchEntry
from search.records import indexing

log = logging.getLogger(__name__)
FIELDS = [
    "kind",
    "title",
    "url",
    "audience_key",
    "summary",
    "body",
    "council",
    "council_name",
    "network_id",
    "topics",
    "tags",
    "status",
    "date",
    "review_by",
    "ref",
    "source_url",
    "extra",
]
LIMITS = {
    field.name: field.max_length
    for field in SearchEntry._meta.get_fields()
    if isinstance(field, models.CharField) and field.max_length
}


def name_of(instance: models.Model) -> str:
    """How SearchEntry calls a thing: practices.source:12."""
    return f"{instance._meta.label_lower}:{instance.pk}"


def record(instance: models.Model) -> None:
    """Write, renew or end the entry of one thing."""
    record_many([instance])


@transaction.atomic
def record_many(instances: Sequence[models.Model]) -> int:
    """Write, renew or end the entries of things of one model; returns how many changed."""
    kind = kind_of(type(instances[0])) if instances else None
    if kind is None:
        return 0
    findings = {name_of(instance): kind.describe(instance) for instance in instances}
    return write_all(findings)


@transaction.atomic
def forget(instance: models.Model) -> None:
    """End the entry of a thing that was deleted."""
    write_all({name_of(instance): None})


def write_all(findings: dict[str, SearchRecord | None]) -> int:
    """Entries by the name of their thing; None ends one. Returns how many changed."""
    held = {entry.thing: entry for entry in SearchEntry.objects.filter(thing__in=findings)}
    changed = []
    for thing, finding in findings.items():
        entry = held.get(thing)
        if finding is None:
            changed += [_ended(entry)] if entry and not entry.gone else []
        elif entry is None:
            changed.append(SearchEntry(thing=thing, **_fields(finding)))
        elif entry.gone or _differs(entry, finding):
            changed.append(_renewed(entry, finding))
    if changed:
        _save(changed)
        transaction.on_commit(indexing.feed_at_once)
    return len(changed)


def _save(changed: list[SearchEntry]) -> None:
    first = Ledger.next_revisions(len(changed))
    for revision, entry in enumerate(changed, first):
        entry.revision = revision
        entry.born = entry.born or revision
    new = [entry for entry in changed if entry.pk is None]
    known = [entry for entry in changed if entry.pk is not None]
    SearchEntry.objects.bulk_create(new, batch_size=200)
    SearchEntry.objects.bulk_update(
        known, ["revision", "born", "gone", "seen_by", *FIELDS], batch_size=50
    )


def _fields(finding: SearchRecord) -> dict[str, Any]:
    """The finding's fields as columns hold them. NUL, which PostgreSQL refuses, is dropped."""
    values = {name: getattr(finding, name) for name in FIELDS}
    values["topics"], values["tags"] = list(finding.topics), list(finding.tags)
    for name, value in values.items():
        if isinstance(value, str):
            values[name] = value.replace("\0", " ")[: LIMITS.get(name)]
    return values


def _differs(entry: SearchEntry, finding: SearchRecord) -> bool:
    return bool(differing(entry, finding))


def differing(entry: SearchEntry, finding: SearchRecord) -> list[str]:
    """Names of the fields in which an entry is not what its thing is described as."""
    return [name for name, value in _fields(finding).items() if getattr(entry, name) != value]


def _renewed(entry: SearchEntry, finding: SearchRecord) -> SearchEntry:
    wider = entry.gone or entry.audience_key != finding.audience_key
    if wider and not entry.gone:
        _remember_audience(entry)
    for name, value in _fields(finding).items():
        setattr(entry, name, value)
    entry.gone = False
    entry.born = 0 if wider else entry.born  # 0: gets the new revision
    return entry


def _remember_audience(entry: SearchEntry) -> None:
    """So that those who could see it, and they alone, can be told that it went."""
    entry.seen_by = sorted({*entry.seen_by, entry.audience_key})


def _ended(entry: SearchEntry) -> SearchEntry:
    """The row stays, empty: engines learn from it, and nobody can read it."""
    _remember_audience(entry)
    blank = SearchEntry(kind=entry.kind)
    for name in FIELDS:
        setattr(entry, name, getattr(blank, name))
    entry.title, entry.url, entry.gone = "", "", True
    return entry
