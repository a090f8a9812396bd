"""Where councils met barriers: in issues of this room, and wherever other rooms say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from network.councils.models import Network
from network.escalations.models import Evidence, Issue, JointReply
from network.escalations.patterns import Sighting

SightingsOf = Callable[[Network], Iterable[Sighting]]
_sources: list[SightingsOf] = []


def register_sightings(source: SightingsOf) -> None:
    """Add a function that gives barriers met elsewhere, such as a practice that was not adopted.

    A Sighting names the barrier by slug, the subject as "topic:<slug>" or "page:<id>", and the
    council by primary key. Call it in AppConfig.ready.
    """
    if source not in _sources:
        _sources.append(source)


def all_sightings(network: Network) -> Iterator[Sighting]:
    """Every sighting of a network, each told once for each subject."""
    yield from _in_issues(network)
    for source in _sources:
        yield from source(network)


def _in_issues(network: Network) -> Iterator[Sighting]:
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
