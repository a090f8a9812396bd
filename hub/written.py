"""Queries whose SQL Django writes once, to be asked again with other values.

Django works a query's SQL out anew each time, in Python: one to four milliseconds, many times
what the database takes to answer it. The few queries that every page asks are written once a
process and kept:

    CURRENT = Written(lambda user, day: Membership.objects.filter(user=user).current(day))
    rows = CURRENT.rows(user=user.pk, day=timezone.localdate())

The rows are those that the queryset itself would give; nothing of an answer is kept.
"""

import re
from collections.abc import Callable, Collection, Hashable, Sequence
from copy import copy
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

Value = int | str | date | Collection[int] | Collection[str]
Place = tuple[str, int]  # which value, and where in it when it is a list
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class _Sql(NamedTuple):
    """SQL as it was written; `params` holds a Place wherever a value goes in."""

    text: str
    params: tuple[Any, ...]
    queryset: QuerySet
    compiler: Any
    converters: dict


class Written:
    """A query by the function that builds it from named values.

    Values are whole numbers, texts, dates, moments, or lists of numbers or texts; there is no
    None. The function must take all that changes from its arguments: a clock that it read itself
    would stand still, so a date that was not passed raises ValueError.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._kept: dict[Hashable, _Sql | None] = {}

    def rows(self, **values: Value) -> list[Any]:
        """What the queryset gives with these values, asked of the database now."""
        shape = tuple((name, _shape(value)) for name, value in values.items())
        if shape not in self._kept:
            self._kept[shape] = self._write(values)
        sql = self._kept[shape]
        return [] if sql is None else list(_filled(sql, values))

    def first(self, **values: Value) -> Any:
        """The first row, or None. The query should end after one row by itself."""
        return next(iter(self.rows(**values)), None)

    def _write(self, values: dict[str, Value]) -> _Sql | None:
        """None when a list is empty and so nothing can be found."""
        stand_ins = _StandIns()
        queryset = self._build(**{name: stand_ins.of(name, v) for name, v in values.items()})
        connection = connections[queryset.db]
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            text, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        places = stand_ins.find(params, connection.ops)
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        return _Sql(text, places, queryset, compiler, compiler.get_converters(columns))


def _shape(value: Any) -> Any:
    """Values of one shape share their SQL: a list takes as many marks as it is long."""
    if isinstance(value, list | tuple | set | frozenset):
        return (len(value), type(next(iter(value), None)))
    return type(value)


class _StandIns:
    """Values that nothing else in a query has, so that their places in the SQL can be known."""

    def __init__(self) -> None:
        self._places: dict[Any, Place] = {}

    def of(self, name: str, value: Value) -> Any:
        if isinstance(value, list | tuple | set | frozenset):
            return [self._one(name, number, one) for number, one in enumerate(value)]
        return self._one(name, 0, value)

    def _one(self, name: str, number: int, like: Any) -> Any:
        count = len(self._places)
        one: Any
        if isinstance(like, datetime):
            one = datetime(9000, 1, 1, tzinfo=UTC) + timedelta(days=count)
        elif isinstance(like, date):
            one = date(9000, 1, 1) + timedelta(days=count)
        elif isinstance(like, int) and not isinstance(like, bool):
            one = 1_900_000_000 + count
        elif isinstance(like, str):
            one = f"\x02{count}\x03"
        else:
            raise TypeError(f"{name}: {like!r} cannot be put into a written query.")
        self._places[one] = (name, number)
        return one

    def find(self, params: Sequence[Any], ops: Any) -> tuple[Any, ...]:
        """The params with a Place for each stand-in. Raises ValueError for what is lost."""
        known = {_adapted(one, ops): place for one, place in self._places.items()}
        found = tuple(known.get(param, param) for param in params)
        lost = set(known.values()) - set(filter(_is_place, found))
        if lost:
            raise ValueError(f"The query does not use these values as they are: {lost}.")
        for param in found:
            if isinstance(param, date) or (isinstance(param, str) and A_DAY.match(param)):
                raise ValueError(f"{param} would be kept for ever: pass it as a value.")
        return found


def _is_place(param: Any) -> bool:
    return isinstance(param, tuple)


def _adapted(value: Any, ops: Any) -> Any:
    """As this database takes it."""
    if isinstance(value, datetime):
        return ops.adapt_datetimefield_value(value)
    return ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _filled(sql: _Sql, values: dict[str, Value]) -> QuerySet:
    """The queryset as a copy whose compiler has its SQL already, with the values of now."""
    connection = connections[sql.queryset.db]  # the one of this thread
    lists = {name: list(v) for name, v in values.items() if not isinstance(v, str | int | date)}

    def value_of(place: Place) -> Any:
        name, number = place
        return lists[name][number] if name in lists else _adapted(values[name], connection.ops)

    params = tuple(value_of(param) if _is_place(param) else param for param in sql.params)
    compiler: Any = copy(sql.compiler)
    query: Any = copy(sql.queryset.query)
    compiler.connection = connection
    compiler.as_sql = lambda *_args, **_options: (sql.text, params)
    compiler.get_converters = lambda _columns: sql.converters
    query.get_compiler = lambda *_args, **_options: compiler
    asked = object.__new__(type(sql.queryset))
    asked.__dict__.update(sql.queryset.__dict__, _query=query)
    return asked
