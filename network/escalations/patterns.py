"""The same barrier against the same topic or note in several councils. Pure: no Django.

A council that met a barrier has not agreed to be named for it. So a pattern carries how many
councils there are, and names only those that said yes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

DEFAULT_LEAST_COUNCILS = 3


@dataclass(frozen=True)
class Sighting:
    """One council met one barrier. `subject` is a topic ("topic:fraud") or a note ("page:12")."""

    barrier: str
    subject: str
    council: str
    where: str = ""


@dataclass(frozen=True)
class Pattern:
    """A barrier that enough councils met. `named` holds only councils that agreed to be named."""

    barrier: str
    subject: str
    councils: int
    named: tuple[str, ...] = ()
    _hidden: frozenset[str] = field(default=frozenset(), repr=False, compare=False)

    def asks(self) -> frozenset[str]:
        """Councils to be asked whether they agree. For the hub's own letters, never for a page."""
        return self._hidden


def patterns_in(
    sightings: Iterable[Sighting],
    least: int = DEFAULT_LEAST_COUNCILS,
    agreed: Iterable[tuple[str, str, str]] = (),
) -> list[Pattern]:
    """Patterns met by at least `least` different councils, most councils first.

    `agreed` holds (barrier, subject, council) for each council that said it may be named.
    """
    councils: dict[tuple[str, str], set[str]] = defaultdict(set)
    for seen in sightings:
        if seen.barrier and seen.subject and seen.council:
            councils[seen.barrier, seen.subject].add(seen.council)
    yes = set(agreed)
    found = [_pattern(key, met, yes) for key, met in councils.items() if len(met) >= least]
    return sorted(found, key=lambda p: (-p.councils, p.barrier, p.subject))


def _pattern(key: tuple[str, str], met: set[str], yes: set[tuple[str, str, str]]) -> Pattern:
    barrier, subject = key
    named = tuple(sorted(c for c in met if (barrier, subject, c) in yes))
    return Pattern(barrier, subject, len(met), named, frozenset(met) - set(named))
