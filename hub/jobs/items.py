"""Work on many things of which one may be bad: it is put aside, and the rest goes on."""

import logging
import traceback
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Model
from django.utils import timezone

from hub.jobs.models import PutAside, wait_after

log = logging.getLogger(__name__)
Item = TypeVar("Item")


def key_of(item: object) -> str:
    """`meetings.invitation 12` for a row."""
    return f"{item._meta.label_lower} {item.pk}" if isinstance(item, Model) else str(item)


def one_by_one(
    job: str,
    items: Iterable[Item],
    work: Callable[[Item], int | bool | None],
    *,
    key: Callable[[Item], str] = key_of,
    what: Callable[[Item], str] = str,
) -> int:
    """Do `work` for each item in a transaction of its own; returns the sum of what it returned.

    `key` names an item for ever, within the job; `what` names it for an administrator, without
    words that they must not see. Trouble with the database itself is nobody's fault: it is raised,
    and the job runs again.
    """
    passed_over = set(PutAside.objects.waiting(job).values_list("key", flat=True))
    tried_before = set(PutAside.objects.filter(job=job).values_list("key", flat=True))
    total = 0
    for item in items:
        name = key(item)[:200]
        if name in passed_over:
            continue
        try:
            with transaction.atomic():
                total += int(work(item) or 0)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # whatever it was: it is kept, shown, and the others are not held up
            log.exception("Job %s put %s aside", job, name)
            put_aside(job, name, _named(what, item, name), traceback.format_exc()[-4000:])
        else:
            if name in tried_before:
                PutAside.objects.filter(job=job, key=name).delete()
    return total


def _named(what: Callable[[Item], str], item: Item, otherwise: str) -> str:
    """Naming a bad item may fail as well."""
    try:
        return what(item)[:200]
    except (ValueError, TypeError, AttributeError, LookupError):
        return otherwise


def put_aside(job: str, key: str, what: str, error: str) -> PutAside:
    """Write it down, or write down that it failed once more."""
    now = timezone.now()
    with transaction.atomic():
        row, fresh = PutAside.objects.select_for_update().get_or_create(
            job=job, key=key, defaults={"what": what, "error": error}
        )
        row.tries += 0 if fresh else 1
        row.what, row.error, row.last = what, error, now
        row.next_try = now + wait_after(row.tries)
        row.save()
    return row
