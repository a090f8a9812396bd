"""The passage that answers best, with the words found marked."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from search import words
from search.engines.base import Stems

LENGTH = 240  # letters of a passage
LOOKED_AT = 60_000  # letters of a body
MOST_PLACES = 400


class Marker:
    """Marks the words of one search. Made once a search, used for each result."""

    def __init__(self, stems: Iterable[Stems]) -> None:
        self._stems = frozenset(stem for phrase in stems for stem in phrase)
        self._pattern = _pattern(self._stems)

    def title(self, text: str) -> SafeString:
        """The whole text, escaped, with found words marked."""
        return _marked(text, self._places(text), 0, len(text))

    def passage(self, *texts: str) -> SafeString:
        """The passage with the most different words, from the first text that has the best one."""
        best: tuple[int, str, list[tuple[int, int, str]], int] | None = None
        for text in texts:
            places = self._places(text[:LOOKED_AT])
            start, worth = _densest(places)
            if places and (best is None or worth > best[0]):
                best = (worth, text, places, start)
        if best is None:
            return _opening(next((text for text in texts if text), ""))
        _, text, places, start = best
        return _cut(text, places, start)

    def _places(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and stem of the words found, in order."""
        if self._pattern is None:
            return []
        found = []
        for match in self._pattern.finditer(words.fold(text)):
            stem = words.stem(match.group())
            if stem in self._stems:
                found.append((match.start(), match.end(), stem))
                if len(found) == MOST_PLACES:
                    break
        return found


@lru_cache(maxsize=256)
def _pattern(stems: frozenset[str]) -> re.Pattern | None:
    """Words that may have one of the stems: beginning alike is quick to ask of a long text."""
    if not stems:
        return None
    beginnings = {stem[:-1] if stem[-1] in "iy" and len(stem) > 2 else stem for stem in stems}
    beginnings = sorted(map(re.escape, beginnings), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(beginnings)})[^\W_]*(?:['’][^\W_]+)*")


def _densest(places: list[tuple[int, int, str]]) -> tuple[int, int]:
    """Where the best window begins, and how many different words it has."""
    best, worth = 0, 0
    for index, (start, _, _) in enumerate(places):
        inside = {stem for begin, _, stem in places[index : index + 20] if begin < start + LENGTH}
        if len(inside) > worth:
            best, worth = start, len(inside)
    return best, worth


def _cut(text: str, places: list[tuple[int, int, str]], start: int) -> SafeString:
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


def _marked(text: str, places: list[tuple[int, int, str]], begin: int, end: int) -> SafeString:
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
