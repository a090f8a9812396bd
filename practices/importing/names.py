"""Finding a council or topic by the words a file uses for it, and the nearest when there is none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from network.councils.models import Council
from practices.importing.draft import Refused
from practices.importing.html import one_line
from practices.models import Topic

Thing = TypeVar("Thing")
NEAR = 65  # of 100: below this two words only share some letters
NOT_FAR_BEHIND = 12


def folded(words: str) -> str:
    """Case, hyphens and “&” make no difference."""
    words = one_line(words).casefold().replace("&", " and ").replace("-", " ").replace("_", " ")
    return " ".join(words.split())


class Names(Generic[Thing]):
    """All the words that things are known by. An earlier word wins over a later one."""

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self.shown: dict[str, str] = {}

    def add(self, thing: Thing, shown: str, words: Iterable[str]) -> None:
        for word in words:
            key = folded(word)
            if key and key not in self.things:
                self.things[key], self.shown[key] = thing, shown

    def get(self, word: str) -> Thing | None:
        return self.things.get(folded(word))

    def near(self, word: str, most: int = 3) -> list[str]:
        """Names of things whose words are close, best first."""
        found = process.extract(
            folded(word), self.things.keys(), scorer=fuzz.WRatio, score_cutoff=NEAR, limit=12
        )
        near = [
            self.shown[key] for key, score, _place in found if score >= found[0][1] - NOT_FAR_BEHIND
        ]
        return list(dict.fromkeys(near))[:most]


def council_names() -> Names[Council]:
    """Councils that have a page, by slug, name and short name."""
    names: Names[Council] = Names()
    for council in Council.objects.filter(page__isnull=False).select_related("page"):
        names.add(council, council.slug, [council.slug, council.name, council.short_name])
    return names


def topic_names() -> Names[Topic]:
    """Topics by slug and name; then the words they cover; then their synonyms."""
    names: Names[Topic] = Names()
    topics = list(Topic.objects.all())
    for topic in topics:
        names.add(topic, topic.slug, [topic.slug, topic.name])
    for topic in topics:
        names.add(topic, topic.slug, topic.covers.splitlines())
    for topic in topics:
        names.add(topic, topic.slug, topic.synonyms.splitlines())
    return names


def council_called(word: str, names: Names[Council]) -> Council:
    """Raises Refused, naming councils that are spelt alike."""
    council = names.get(word)
    if council is None:
        sentence = _("There is no council called “%(word)s” here.") % {"word": word[:80]}
        raise Refused(sentence + did_you_mean(names.near(word)))
    return council


def topics_called(words: Iterable[str], names: Names[Topic]) -> list[Topic]:
    """Each topic once, in the order named. Raises Refused for the first that is unknown."""
    found: dict[int, Topic] = {}
    for word in words:
        topic = names.get(word)
        if topic is None:
            sentence = _("There is no topic called “%(word)s”.") % {"word": word[:80]}
            raise Refused(sentence + did_you_mean(names.near(word)))
        found.setdefault(topic.pk, topic)
    return list(found.values())


def did_you_mean(near: list[str]) -> str:
    if not near:
        return ""
    return " " + _("Did you mean %(names)s?") % {"names": _(" or ").join(near)}
