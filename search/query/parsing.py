"""Reading what somebody typed: words, "phrases", -words and filters such as council:dudley.

Nothing here raises: what cannot be read is dropped, and the page says what was dropped.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from hub.inputs import whole_number
from search.query import parts, words

LONGEST_QUERY = 6000  # letters; a pasted page is cut here
MOST_WORDS = 600
MOST_PARTS = 20  # phrases, and unwanted words
PROSE = 12  # a text of more words is a question or something pasted
MOST_VALUES = 20
LAST_PAGE = 1000
FILTERS = ("kind", "topic", "council", "tag", "status", "year", "audience")
SORTS = ("best", "newest", "adopted")

QUOTES = str.maketrans("“”„‟«»″", '"""""""')
PIECE = re.compile(
    r"""(?P<minus>(?<!\S)[-−])?(?:
        (?P<field>kind|topic|council|tag|status|year|by|audience):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"]+))
        | "(?P<phrase>[^"]*)"
        | (?P<word>[^\s"]+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Query:
    """One search as it was understood. `filters` holds slugs or codes by facet name."""

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[tuple[str, ...], ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by: str = ""
    part: str = ""  # one of the parts of an answer; both, in their order, when empty
    sort: str = "best"
    grouped: bool = False  # the page shows the best of each kind in place of one list
    page: int = 1
    published_page: int = 1  # of what others published, where that has pages of its own
    page_size: int = 10
    only_my_words: bool = False  # no spelling help and no variants
    exactly: bool = False  # no spelling help
    senses: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is a word or phrase to look for; else everything is listed by date."""
        return bool(self.words or self.phrases)

    @property
    def content_words(self) -> tuple[str, ...]:
        """The words worth looking for: stop words left out, unless nothing else is there."""
        kept = tuple(word for word in self.words if word not in words.STOP_WORDS)
        if kept or self.phrases:
            return kept
        return self.words

    def with_filter(self, name: str, *values: str) -> "Query":
        """The same search with one facet set anew; no values takes it off."""
        filters = {key: chosen for key, chosen in self.filters.items() if key != name}
        if values:
            filters[name] = tuple(values)
        return replace(self.from_start(), filters=filters)

    def from_start(self) -> "Query":
        """The same search at its first page."""
        return replace(self, page=1, published_page=1)

    def address(self, **changes: object) -> str:
        """The query string that brings this search back, with `changes` to any field."""
        query = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        return urlencode(list(query.pairs()))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Names and values of that query string, as the fields of a form would send them."""
        if self.text:
            yield "q", self.text
        for name in FILTERS:
            yield from ((name, value) for value in self.filters.get(name, ()))
        yield from self.settings()
        if self.only_my_words:
            yield "mine", "1"
        if self.exactly:
            yield "exactly", "1"
        yield from (("sense", f"{word}:{term}") for word, term in sorted(self.senses.items()))
        if self.page > 1:
            yield "page", str(self.page)
        if self.published_page > 1:
            yield "published", str(self.published_page)

    def settings(self) -> Iterator[tuple[str, str]]:
        """How the answer is shown, which no words change: part, order, grouping."""
        if self.part:
            yield "part", self.part
        if self.sort != "best":
            yield "sort", self.sort
        if self.grouped:
            yield "group", "kind"


def read(text: str, **rest: object) -> Query:
    """The query that somebody typed. `rest` sets other fields; filters given there are added."""
    text = _clean(text)
    plain = _is_prose(text)
    found: dict[str, list] = {"words": [], "phrases": [], "unwanted": [], "dropped": []}
    filters: dict[str, list[str]] = {
        name: list(values)
        for name, values in (rest.pop("filters", None) or {}).items()  # type: ignore[attr-defined]
    }
    by = ""
    for piece in PIECE.finditer(text):
        if piece["field"]:
            by = _read_filter(piece, filters, found) or by
        else:
            _read_words(piece, found, plain)
    typed = words.split(" ".join(found["words"]))  # at once: a telephone number has spaces
    return Query(
        text=text,
        words=tuple(typed[:MOST_WORDS]),
        phrases=tuple(found["phrases"][:MOST_PARTS]),
        unwanted=tuple(found["unwanted"][:MOST_PARTS]),
        filters={
            name: tuple(dict.fromkeys(values))[:MOST_VALUES]
            for name, values in filters.items()
            if values
        },
        by=by,
        dropped=tuple(found["dropped"] + typed[MOST_WORDS:]),
        **rest,  # type: ignore[arg-type]
    )


def _clean(text: str) -> str:
    """One line of at most LONGEST_QUERY letters, without control characters or curly quotes."""
    text = unicodedata.normalize("NFC", text[: LONGEST_QUERY * 2]).translate(QUOTES)
    return " ".join("".join(map(_clean_letter, text)).split())[:LONGEST_QUERY]


def _clean_letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Cf":
        return ""  # soft hyphens and zero-width characters stand within words
    return " " if letter.isspace() or kind[0] == "C" else letter


def _read_filter(piece: re.Match, filters: dict[str, list[str]], found: dict[str, list]) -> str:
    """Put a filter where it belongs; returns the name after by:, for which there is no facet."""
    name = piece["field"].lower()
    value = (piece["quoted"] if piece["quoted"] is not None else piece["value"]).strip()
    if piece["minus"] or not value:
        found["dropped"].append(piece.group())
    elif name == "by":
        return value
    else:
        filters.setdefault(name, []).append(value if name == "audience" else value.lower())
    return ""


def _is_prose(text: str) -> bool:
    """Whether quotes and dashes are punctuation: in long texts nobody means them as orders.

    A sentence with "quoted" words would find nothing if each quotation had to be there.
    """
    return len(PIECE.sub(_without_parts, text).split()) > PROSE


def _without_parts(piece: re.Match) -> str:
    is_part = piece["field"] or piece["minus"] or piece["phrase"] is not None
    return " " if is_part else piece.group()


def _read_words(piece: re.Match, found: dict[str, list], plain: bool) -> None:
    quoted = piece["phrase"] is not None
    written = piece["phrase"] if quoted else piece["word"]
    parts = tuple(words.split(written))
    if not parts:
        if any(letter.isalnum() for letter in piece.group()):
            found["dropped"].append(piece.group())
    elif plain:
        found["words"].append(written)
    elif piece["minus"]:
        found["unwanted"].append(parts)
    elif quoted:
        found["phrases"].append(parts)
    else:
        found["words"].append(written)


def page_number(value: str | None) -> int:
    """The page asked for; 1 when it is no number or out of reason."""
    number = whole_number(value, most=99_999)
    return 1 if number is None else min(max(number, 1), LAST_PAGE)


def from_address(
    get: Mapping[str, str], values: Iterable[tuple[str, list[str]]], page_size: int = 10
) -> Query:
    """The query that a page's address stands for. `values` are all name, list pairs of it."""
    values = list(values)
    filters = {
        name: [
            value for value in (item.replace("\0", "").strip()[:100] for item in chosen) if value
        ]
        for name, chosen in values
        if name in FILTERS
    }
    senses = dict(
        item.split(":", 1)
        for name, chosen in values
        if name == "sense"
        for item in chosen
        if ":" in item
    )
    part, sort = get.get("part", ""), get.get("sort", "best")
    return read(
        get.get("q", ""),
        filters=filters,
        senses=senses,
        part=part if part in parts.PARTS else "",
        sort=sort if sort in SORTS else "best",
        grouped=get.get("group") == "kind",
        page=page_number(get.get("page")),
        published_page=page_number(get.get("published")),
        only_my_words=get.get("mine") == "1",
        exactly=get.get("exactly") == "1",
        page_size=page_size,
    )
