"""The passage that answers best, with the words found marked."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from search.engines.base import Stems
from search.query import words


class Place(NamedTuple):
    start: int
    end: int
    stem: str


LENGTH = 240  # letters of a passage
LOOKED_AT = 60_000  # letters of a body
MOST_PLACES = 400
LONGEST_GAP = 40  # letters that are no words, between two words in a row


class Marker:
    """Marks the words of one search. Made once a search, used for each result.

    A phrase of several stems is marked only where its words stand in a row.
    """

    def __init__(self, stems: Iterable[Stems]) -> None:
        stems = frozenset(stems)
        self._words = frozenset(phrase[0] for phrase in stems if len(phrase) == 1)
        self._phrases = tuple(phrase for phrase in stems if len(phrase) > 1)
        self._finder = words.Finder(self._words.union(*self._phrases))

    def title(self, text: str) -> SafeString:
        """The whole text, escaped, with found words marked."""
        return _marked(text, self._places(text), 0, len(text))

    def passage(self, *texts: str) -> SafeString:
        """The passage with the most different words, from the first text that has the best one."""
        best: tuple[int, str, list[Place], int] | None = None
        for text in texts:
            places = self._places(text[:LOOKED_AT])
            start, worth = _densest(places)
            if places and (best is None or worth > best[0]):
                best = (worth, text, places, start)
        if best is None:
            return _opening(next((text for text in texts if text), ""))
        _, text, places, start = best
        return _cut(text, places, start)

    def line(self, lines: Iterable[str]) -> SafeString:
        """The line with the most different words, whole; the first where none has any."""
        lines = list(lines)
        found = [len({place.stem for place in self._places(line)}) for line in lines]
        return self.title(lines[found.index(max(found))]) if lines else SafeString("")

    def _places(self, text: str) -> list[Place]:
        """The words found, in order: those looked for alone, and those of whole phrases."""
        found = [
            Place(word.start, word.end, words.stem(word.text))
            for word in self._finder.places(text)[:MOST_PLACES]
        ]
        if not self._phrases:
            return found
        in_phrases = self._in_phrases(found, text)
        return [
            place
            for number, place in enumerate(found)
            if place.stem in self._words or number in in_phrases
        ]

    def _in_phrases(self, found: list[Place], text: str) -> set[int]:
        """Numbers of places that belong to a phrase whose words stand in a row."""
        stems = [place.stem for place in found]
        inside: set[int] = set()
        for phrase in self._phrases:
            size = len(phrase)
            for first in range(len(found) - size + 1):
                if tuple(stems[first : first + size]) != phrase:
                    continue
                if _in_a_row(found[first : first + size], text):
                    inside.update(range(first, first + size))
        return inside


def _in_a_row(places: list[Place], text: str) -> bool:
    gaps = (text[left.end : right.start] for left, right in pairwise(places))
    return all(len(gap) < LONGEST_GAP and not words.split(gap) for gap in gaps)


def _densest(places: list[Place]) -> tuple[int, int]:
    """Where the best window begins, and how many different words it has."""
    best, worth = 0, 0
    for index, (start, _, _) in enumerate(places):
        inside = {stem for begin, _, stem in places[index : index + 20] if begin < start + LENGTH}
        if len(inside) > worth:
            best, worth = start, len(inside)
    return best, worth


def _cut(text: str, places: list[Place], start: int) -> SafeString:
    begin = _sentence_before(text, start)
    end = _word_end(text, begin + LENGTH)
    inner = _marked(text, places, begin, end)
    before = "… " if begin > 0 and text[begin - 1] not in ".!?\n " else ""
    after = " …" if end < len(text.rstrip()) else ""
    return SafeString(before + inner.strip() + after)


def _sentence_before(text: str, start: int) -> int:
    """The start of the sentence around `start`, or of a word some way before it."""
    earliest = max(0, start - LENGTH // 3)
    for mark in (". ", "\n", "? ", "! "):
        place = text.rfind(mark, earliest, start)
        if place >= 0:
            return place + len(mark)
    if earliest == 0:
        return 0
    space = text.find(" ", earliest, start)
    return space + 1 if space >= 0 else start


def _word_end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - 30, end)
    return space if space > 0 else end


def _marked(text: str, places: list[Place], begin: int, end: int) -> SafeString:
    parts, done = [], begin
    for start, stop, _ in places:
        if start < done or stop > end:
            continue
        parts += [escape(text[done:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        done = stop
    parts.append(escape(text[done:end]))
    return mark_safe("".join(parts))  # noqa: S308 (every part of the text is escaped above)


def _opening(text: str) -> SafeString:
    end = _word_end(text, LENGTH)
    return conditional_escape(text[:end].strip() + (" …" if end < len(text.rstrip()) else ""))
