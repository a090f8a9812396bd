"""Set up once, laid down again as rows in every test: a few milliseconds in place of a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from wagtail.models import Site

FILLED = "_fts"  # SQLite's full-text tables: triggers fill them
OWN = {"hub_datachange"}  # each write to another table leaves its row here by itself


@dataclass(frozen=True)
class Change:
    """Rows of one table that went (by their first column) and that came; a new version is both."""

    table: str
    columns: list[str]
    gone: list[Any]
    come: list[tuple[Any, ...]]


def record(work: Callable[[], object]) -> list[Change]:
    """What `work` changes in the database. Nothing of it stays."""
    with transaction.atomic():
        before = everything()
        work()
        after = everything()
        transaction.set_rollback(True)
    changes = [difference(table, columns_of(table), before[table], after[table]) for table in after]
    return [change for change in changes if change.gone or change.come]


def everything() -> dict[str, dict[Any, tuple[Any, ...]]]:
    """All rows of all models by their primary key."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    there = {name for name in connection.introspection.table_names() if not name.endswith(FILLED)}
    return {table: rows_of(table) for table in sorted(tables & there - OWN)}


def columns_of(table: str) -> list[str]:
    """The primary key first."""
    meta = model_of(table)._meta
    others = [f.column for f in meta.local_concrete_fields if f is not meta.pk]
    return [meta.pk.column, *others]


def model_of(table: str) -> Any:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table == table:
            return model
    raise LookupError(table)


def rows_of(table: str) -> dict[Any, tuple[Any, ...]]:
    names = ", ".join(map(connection.ops.quote_name, columns_of(table)))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(table)}")
        return {row[0]: tuple(row) for row in cursor.fetchall()}


def difference(table: str, columns: list[str], before: dict, after: dict) -> Change:
    gone = [key for key, row in before.items() if after.get(key) != row]
    come = [row for key, row in after.items() if before.get(key) != row]
    return Change(table, columns, gone, come)


@transaction.atomic  # rows that point at rows still to come are checked at its end
def lay_down(changes: list[Change]) -> None:
    """Make the recorded changes again, in a database that stands where it stood then."""
    with connection.cursor() as cursor:
        for change in changes:
            table, key = connection.ops.quote_name(change.table), change.columns[0]
            for gone in change.gone:
                where = connection.ops.quote_name(key)
                cursor.execute(f"DELETE FROM {table} WHERE {where} = %s", [gone])
        for change in changes:
            table = connection.ops.quote_name(change.table)
            names = ", ".join(map(connection.ops.quote_name, change.columns))
            marks = ", ".join(["%s"] * len(change.columns))
            rows = [tuple(map(writable, row)) for row in change.come]
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
    move_sequences_on(changes)
    Site.clear_site_root_paths_cache()


def writable(value: Any) -> Any:
    """SQLite's driver reads a time of day, but does not write one."""
    return value.isoformat() if isinstance(value, time) else value


def move_sequences_on(changes: list[Change]) -> None:
    """PostgreSQL counts apart from the rows, and gives a number laid down by hand once more."""
    models = [model_of(change.table) for change in changes]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
