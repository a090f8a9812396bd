"""Writing the trail and proving it whole."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from network.councils.models import Council
from network.escalations import clock_source
from network.escalations.models import Issue, TrailEntry, TrailHead
from network.escalations.trail_hash import Break, breaks_in, hash_of
from network.people.models import User

HEAD = 1


@transaction.atomic
def write(
    issue: Issue,
    verb: str,
    *,
    by: User | None = None,
    council: Council | None = None,
    reason: str = "",
    **detail: object,
) -> TrailEntry:
    """Add one row. `by` None is the hub itself; `council` when a person acted for one.

    The head row is locked first, so two writers never take the same place in the chain.
    """
    TrailHead.objects.get_or_create(pk=HEAD)
    head = TrailHead.objects.select_for_update().get(pk=HEAD)
    entry = TrailEntry(
        number=head.rows + 1,
        issue=issue,
        at=clock_source.now(),
        actor=by,
        council=council,
        verb=verb,
        reason=reason.strip(),
        detail=detail,
        hash_before=head.last_hash,
    )
    entry.own_hash = hash_of(entry.hash_before, entry.says())
    entry.save(force_insert=True)
    head.rows, head.last_hash = entry.number, entry.own_hash
    head.save()
    return entry


def breaks() -> Iterator[Break]:
    """Every place where the stored trail does not hold; nothing when it is whole."""
    head = TrailHead.objects.filter(pk=HEAD).first() or TrailHead()
    rows = TrailEntry.objects.order_by("number").iterator(chunk_size=500)
    return breaks_in((row.link() for row in rows), count=head.rows, last=head.last_hash)
