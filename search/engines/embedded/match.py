"""Text for SQLite's MATCH. Every stem is quoted, so nothing a reader types is read as syntax."""

from collections.abc import Iterable

from search.engines import weights
from search.engines.base import Stems


def phrase(stems: Stems) -> str:
    """One stem, or several in a row."""
    return '"' + " ".join(stem.replace('"', "") for stem in stems) + '"'


def any_of(spellings: Iterable[Stems]) -> str:
    return " OR ".join(phrase(stems) for stems in spellings)


def all_of(groups: Iterable[Iterable[Stems]]) -> str:
    """One of each group."""
    return " AND ".join(f"({any_of(group)})" for group in groups)


def near(pairs: Iterable[tuple[str, str]]) -> str:
    """Any of these pairs, standing near each other."""
    return " OR ".join(
        f"NEAR({phrase((left,))} {phrase((right,))}, {weights.NEAR})" for left, right in pairs
    )
