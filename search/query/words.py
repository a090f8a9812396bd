"""Words as the index knows them: split, folded to plain letters, and stemmed.

Both engines and the snippets read text through this module alone, so what one of them calls
a word is a word to all of them. Stems are Snowball's English ones: on public test collections
they ranked better than Porter's older rules, which is why text is stemmed here and not by SQLite.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import Stemmer

from search.query import british

LONGEST_WORD = 40  # longer runs are web addresses and keys: nobody types them
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

STOP_WORDS = frozenset(
    (Path(__file__).parent.parent / "data" / "stop-words.txt").read_text().split()
)


class Word(NamedTuple):
    """A word of a text: as written in small letters, and where it stands."""

    text: str
    start: int
    end: int


class _Stems(dict):
    """word -> stem, worked out once. Emptied when full, so a strange import cannot fill memory."""

    FULL = 60_000

    def __init__(self) -> None:
        super().__init__()
        self._stemmer = Stemmer.Stemmer("english", 0)

    def __missing__(self, word: str) -> str:
        if len(self) >= self.FULL:
            self.clear()
        stem = self._stemmer.stemWord(british.plain(word.replace("’", "'")))
        stem = stem.replace("'", "")[:LONGEST_WORD] or word[:LONGEST_WORD]
        self[word] = stem
        return stem


_stems = _Stems()


class _PlainLetters(dict):
    """Letter number -> the plain letter, for str.translate: é becomes e, a fraction stays."""

    def __missing__(self, number: int) -> str:
        letter = chr(number)
        base = letter if letter.isascii() else unicodedata.normalize("NFKD", letter)[:1]
        self[number] = base if base.isalnum() else letter
        return self[number]


_plain_letters = _PlainLetters()


def fold(text: str) -> str:
    """`text` in small letters without accents, every letter in its old place."""
    lowered = text.lower()
    return lowered if lowered.isascii() else lowered.translate(_plain_letters)


def split(text: str) -> list[str]:
    """The words of `text`, folded, in order."""
    return WORD.findall(fold(text))


def places(text: str) -> Iterator[Word]:
    """The words of `text` with the place where each starts and ends in it."""
    for match in WORD.finditer(fold(text)):
        yield Word(match.group(), match.start(), match.end())


def stem(word: str) -> str:
    """The stem that the index holds for a folded word."""
    return _stems[word]


STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS)


def stems(text: str) -> list[str]:
    """The stems of all words of `text`, in order."""
    return stem_each(split(text))


def stem_each(folded: list[str]) -> list[str]:
    """The stems of folded words, in order."""
    return list(map(_stems.__getitem__, folded))


def content_words(text: str) -> list[str]:
    """The words that say something. When all are stop words ("who is who"), all of them."""
    every = split(text)
    return [word for word in every if word not in STOP_WORDS] or every


def joined(words: list[str]) -> Iterator[tuple[int, str]]:
    """Neighbours written as one, with the place of the first: pre paid -> (0, prepaid)."""
    for place, (left, right) in enumerate(pairwise(words)):
        yield place, left + right


def halves(word: str) -> Iterator[tuple[str, str]]:
    """Ways to read one word as two of at least three letters: prepaid -> pre paid."""
    for cut in range(3, len(word) - 2):
        yield word[:cut], word[cut:]
