"""Words as the index knows them: split, folded to plain letters, and stemmed.

Both engines and the snippets read text through this module alone, so what one of them calls
a word is a word to all of them. Stems are Snowball's English ones: on public test collections
they ranked better than Porter's older rules, which is why text is stemmed here and not by SQLite.

Different ways to write one thing become the same words here where that can do no harm: P.A. and
PA, s.31 and section 31, 16hours and 16 hours, £1,000 and 1000, 50% and 50 per cent, a telephone
number with and without spaces. Ways that could mean something else ("pre paid" and "prepaid")
are tried when a query is read: see `halves`, and `analysis`.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import Stemmer

from search.query import letters

LONGEST_WORD = 40  # longer runs are web addresses and keys: nobody types them

STOP_WORDS = frozenset(
    (Path(__file__).parent.parent / "data" / "stop-words.txt").read_text().split()
)

# --- pieces between spaces, and the words in them ---

BEFORE, AFTER = r"(?<![^\W_])", r"(?![^\W_])"  # no letter or digit there
UNITS = (
    "hours? hrs? minutes? mins? days? weeks? wks? months? mths? years? yrs? pounds? pence miles?"
    " percent"
).replace(" ", "|")
PREFIXES = ("co", "pre")  # more of them were measured: "anti", "re", "multi" gained nothing
TELEPHONE = r"0(?=(?:\d[ \xa0)-]{0,2}){9,10}(?!\d))\d{2,4}\)?[ \xa0-]?\d{3,4}[ \xa0-]?\d{3,4}(?!\d)"
_ANY_PREFIX = "|".join([*PREFIXES, *map(str.title, PREFIXES)])
WORD = re.compile(
    rf"""
      (?P<dotted>    {BEFORE} [^\W\d_](?:\.[^\W\d_])+ (?:\.?'s)? {AFTER} )
    | (?P<section>   {BEFORE} (?: (?: [sS]{{1,2}}\.? | [sS]ect?\.? | (?i:section) )
                                  (?=\d{{1,3}}[a-zA-Z]{{0,2}}{AFTER}) | (?:ss? | sect?)\.$ ) )
    | (?P<telephone> {BEFORE} {TELEPHONE} )
    | (?P<number>    {BEFORE} \d{{1,3}}(?:,\d{{3}})+(?!\d) | {BEFORE} \d+(?=(?i:{UNITS}){AFTER}) )
    | (?P<percent>   % | (?<![^\W\d_])(?i:percent){AFTER} )
    | (?P<prefixed>  {BEFORE} (?: (?:{_ANY_PREFIX})-(?!(?:and|to){AFTER})[a-zA-Z][a-z]{{2,}}
                                | (?:{"|".join(PREFIXES).upper()})-[A-Z]{{3,}} ) {AFTER} )
    | [^\W_]+(?:'[^\W_]+)*
    """,
    re.VERBOSE,
)
PIECE = re.compile(rf"(?:\w+:)?[^\s\w]*{TELEPHONE}\S*|\S+")
SHORT_BEGINNINGS = frozenset(["co", "re", "up", "on", "in", "by", "un", "de", "e"])
NOT_SHORT_FORMS = {"i.e": "that is", "p.a": "per annum"}  # with the dots out they look like IE, PA


class Word(NamedTuple):
    """A word of a text: as written in small letters, and where it stands."""

    text: str
    start: int
    end: int


def _words_in(piece: str) -> Iterator[Word]:
    """The words of plain letters without spaces, save those in a telephone number."""
    for match in WORD.finditer(piece):
        start, end = match.span()
        for word in _read(match):
            yield Word(word, start, end)


def _read(match: re.Match) -> list[str]:
    written = match.group().lower()
    kind = match.lastgroup
    if kind is None:
        return [written]
    if kind == "dotted":
        meant = NOT_SHORT_FORMS.get(match.group())
        return meant.split() if meant else [written.replace(".", "")]
    if kind == "section":
        return ["section"]
    if kind == "percent":
        return ["per", "cent"]
    return [re.sub(r"[ ,()-]", "", written)]


class _Words(dict):
    """Piece of a text -> its words, read once. Emptied when full, like the stems below."""

    FULL = 30_000

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if len(self) >= self.FULL:
            self.clear()
        found = tuple(word.text for word in _words_in(letters.plain(piece)))
        if len(piece) <= LONGEST_WORD:
            self[piece] = found
        return found


_words = _Words()
_NO_PLURAL = re.compile(r"\.?'?s$")
_telephone = re.compile(TELEPHONE)


def _pieces(text: str) -> list[str]:
    """`text` cut at its spaces, but not within a telephone number."""
    return PIECE.findall(text) if _telephone.search(text) else text.split()


def split(text: str) -> list[str]:
    """The words of `text`, folded, in order."""
    return list(chain.from_iterable(map(_words.__getitem__, _pieces(text))))


def places(text: str) -> Iterator[Word]:
    """The words of `text` with the place where each starts and ends in it."""
    for match in PIECE.finditer(text):
        yield from _placed(match.group(), match.start())


def _placed(piece: str, offset: int) -> Iterator[Word]:
    if piece.isascii():
        for word in _words_in(piece):
            yield Word(word.text, word.start + offset, word.end + offset)
        return
    plain, starts, ends = letters.plain_with_places(piece)
    for word in _words_in(plain):
        yield Word(word.text, starts[word.start] + offset, ends[word.end - 1] + offset)


class Finder(dict):
    """Finds where words with some stems stand in texts. Made once a search, used for each result.

    Long texts have few different pieces, so each is looked at once and then sought by its letters.
    """

    def __init__(self, stems: Collection[str]) -> None:
        super().__init__()
        self._sought = frozenset(stems)

    def __missing__(self, piece: str) -> list[Word]:
        found = []
        if not self._sought.isdisjoint(map(_stems.__getitem__, _words[piece])):
            found = [word for word in _placed(piece, 0) if _stems[word.text] in self._sought]
        self[piece] = found
        return found

    def places(self, text: str) -> list[Word]:
        """The places of the words sought in `text`, in order."""
        found = []
        for piece in filter(self.__getitem__, set(_pieces(text))):
            wanted = self[piece]
            for start in _starts(text, piece):
                found += [Word(word, start + begin, start + end) for word, begin, end in wanted]
        return sorted(found, key=itemgetter(1, 2))


def _starts(text: str, piece: str) -> Iterator[int]:
    """Where a piece stands in a text, with a space or an end on both sides."""
    start = text.find(piece)
    while start >= 0:
        end = start + len(piece)
        if (not start or text[start - 1].isspace()) and (end == len(text) or text[end].isspace()):
            yield start
        start = text.find(piece, end)


# --- stems ---

# The stemmer knows endings only. Verbs that leads look for; those of every sentence (made, given) are not.
IRREGULAR = {
    form: verb
    for verb, forms in {
        "build": "built", "buy": "bought", "choose": "chose chosen", "deal": "dealt",
        "drive": "drove driven", "forget": "forgot forgotten", "hold": "held", "keep": "kept",
        "lead": "led", "lend": "lent", "lose": "lost", "meet": "met", "overspend": "overspent",
        "pay": "paid", "repay": "repaid", "sell": "sold", "send": "sent", "sleep": "slept",
        "speak": "spoke spoken", "spend": "spent", "steal": "stole stolen", "teach": "taught",
        "tell": "told", "underspend": "underspent", "withdraw": "withdrew withdrawn",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}  # fmt: skip


class _Stems(dict):
    """word -> stem, worked out once. Emptied when full, so a strange import cannot fill memory."""

    FULL = 60_000

    def __init__(self) -> None:
        super().__init__()
        self._stemmer = Stemmer.Stemmer("english", 0)

    def __missing__(self, word: str) -> str:
        if len(self) >= self.FULL:
            self.clear()
        stem = self._stemmer.stemWord(letters.in_one_spelling(IRREGULAR.get(word, word)))
        stem = stem.replace("'", "")[:LONGEST_WORD] or word[:LONGEST_WORD]
        self[word] = stem
        return stem


_stems = _Stems()


def stem(word: str) -> str:
    """The stem that the index holds for a folded word."""
    return _stems[word]


STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS)


def stems(text: str) -> list[str]:
    """The stems of all words of `text`, in order."""
    return stem_each(split(text))


def stem_each(folded: Iterable[str]) -> list[str]:
    """The stems of folded words, in order."""
    return list(map(_stems.__getitem__, folded))


def content_words(text: str) -> list[str]:
    """The words that say something. When all are stop words ("who is who"), all of them."""
    every = split(text)
    return [word for word in every if word not in STOP_WORDS] or every


def capitals(text: str) -> frozenset[str]:
    """The words that are written in capitals, folded: PA, PAs, P.A.

    None where all of a text is: that tells nothing of its words.
    """
    plain = letters.plain(text)
    if plain.isupper() and len(plain.split()) > 1:
        return frozenset()
    return frozenset(
        word
        for match in WORD.finditer(plain)
        if len(match.group()) > 1 and _NO_PLURAL.sub("", match.group()).isupper()
        for word in _read(match)
    )


def fold(text: str) -> str:
    """`text` in small plain letters, not split."""
    return letters.plain(text).lower()


# --- other ways to write ---


def halves(word: str) -> Iterator[tuple[str, str]]:
    """Ways to read one word as two of at least three letters: prepaid -> pre paid.

    The first may be one that words are often made with: uptake -> up take.
    """
    for cut in range(1, len(word) - 2):
        if cut > 2 or word[:cut] in SHORT_BEGINNINGS:
            yield word[:cut], word[cut:]
