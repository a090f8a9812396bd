"""The same barrier against the same topic or note in several councils. Pure: no Django.

A council that met a barrier has not agreed to be named for it. So a pattern carries how many
councils there are, and names only those that said yes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from network.councils.models import Network
from network.escalations.models import Evidence, Issue, JointReply

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


def sightings_in(network: Network) -> Iterator[Sighting]:
    """Where councils of this network met barriers: in issues that were sent."""
    issues = Issue.objects.sent().filter(
        network=network, barrier__isnull=False, council__isnull=False
    )
    issues = issues.exclude(outcome__in=("withdrawn", "merged")).select_related("barrier")
    pages = _pages_of(issues)
    for issue in issues:
        where, council = f"issue:{issue.pk}", str(issue.council_id)
        if issue.topic:
            yield Sighting(issue.barrier.slug, f"topic:{issue.topic}", council, where)
        for page in pages.get(issue.pk, ()):
            yield Sighting(issue.barrier.slug, f"page:{page}", council, where)


def _pages_of(issues: Iterable[Issue]) -> dict[int, list[int | None]]:
    """The pages each issue points at, in one query."""
    kinds = [kind.pk for kind in ContentType.objects.all() if _is_page(kind)]
    found: dict[int, list[int | None]] = {}
    for issue, page in Evidence.objects.filter(
        issue__in=issues, content_type__in=kinds
    ).values_list("issue", "object_id"):
        found.setdefault(issue, []).append(page)
    return found


def _is_page(kind: ContentType) -> bool:
    model = kind.model_class()
    return model is not None and issubclass(model, Page)


def agreed_in(network: Network) -> set[tuple[str, str, str]]:
    """(barrier, subject, council) of each council that said it may be named."""
    yes = JointReply.objects.filter(ask__network=network, word=JointReply.Word.YES)
    return {
        (slug, subject, str(council))
        for slug, subject, council in yes.values_list(
            "ask__barrier__slug", "ask__subject", "council"
        )
    }
