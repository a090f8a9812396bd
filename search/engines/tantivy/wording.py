"""Words in the index: which are known, which a mistyped one may be, which titles begin so."""

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import Query

from search.engines import spelling
from search.engines.base import Scope, Stems
from search.engines.tantivy import queries
from search.engines.tantivy.reader import Reader
from search.engines.tantivy.schema import SCHEMA
from search.query import words

LIKE_ENOUGH = 200  # words that the whole vocabulary is cut down to
BEGUN_ALIKE = 50  # words that a begun one may become
BESIDE = 4  # words of the query that a correction is looked for together with


def known(
    reader: Reader, spellings: Iterable[Stems], scope: Scope, enough: int
) -> dict[Stems, int]:
    """Those that stand in something visible, and in how much; counted as far as `enough`."""
    counted = {stems: _count(reader, stems, "text", scope, enough) for stems in spellings if stems}
    return {stems: count for stems, count in counted.items() if count}


def spelt(reader: Reader, spelled: Iterable[str], scope: Scope, enough: int) -> dict[str, int]:
    """The same for words as they are written."""
    counted = {word: _count(reader, (word,), "spelt", scope, enough) for word in spelled}
    return {word: count for word, count in counted.items() if count}


def _count(reader: Reader, stems: Stems, field: str, scope: Scope, enough: int) -> int:
    holders = min(reader.searcher.doc_freq(field, stem) for stem in stems)
    if not holders:
        return 0
    unseen = reader.written - reader.visible(scope.audiences)
    if len(stems) == 1 and holders - unseen >= enough:
        return enough  # more hold it than there are entries which the reader cannot see
    seen = queries.all_of([queries.said(stems, field), queries.visible(scope.audiences)])
    return min(reader.how_many(seen), enough)


def resembling(
    reader: Reader, word: str, scope: Scope, beside: Sequence[str], fitting: bool
) -> list[str]:
    """Words like `word` that these audiences can see, likeliest first."""
    if not spelling.may_be_mended(word, bool(beside)):
        return []
    visible = queries.visible(scope.audiences)
    near = _near(reader, word, visible, word[:1]) or _near(reader, word, visible, "")

    def company(other: str) -> float:
        stem = queries.said((words.stem(other),))
        met = [
            reader.how_many(queries.all_of([stem, queries.said((one,)), visible])) > 0
            for one in beside[:BESIDE]
        ]
        return sum(met) / max(len(met), 1)

    least = 1.0 if fitting and beside else 0.0
    return spelling.likeliest(word, near, company, least)


def _near(reader: Reader, word: str, visible: Query, beginning: str) -> list[tuple[str, float]]:
    """Visible words a slip or two away, with the cost of reading the word so."""
    there = dict(reader.searcher.terms_with_prefix("spelt", beginning))
    like = process.extract(
        word,
        [other for other in there if len(other) > 2 and not other.isdigit()],
        scorer=OSA.distance,
        score_cutoff=spelling.slips_in(word),
        limit=LIKE_ENOUGH,
    )
    near = []
    for other, slips, _ in like:
        seen = reader.how_many(queries.all_of([queries.said((other,), "spelt"), visible]))
        if seen:
            near.append((other, spelling.cost(word, other, slips, seen)))
    return near


def starting(reader: Reader, text: str, scope: Scope, limit: int) -> list[int]:
    """Visible entries with all typed words in the title, the last one unfinished."""
    typed = words.split(text)[:8]
    if not typed:
        return []
    *whole, last = typed
    begun = [
        term
        for term, _ in reader.searcher.terms_with_prefix("title_words", last, limit=BEGUN_ALIKE)
    ]
    if not begun:
        return []
    parts = [queries.said((word,), "title_words") for word in whole if word not in words.STOP_WORDS]
    parts.append(Query.term_set_query(SCHEMA, "title_words", begun))
    return reader.ids(Query.boolean_query([*_musts(parts), *queries.in_scope(scope)]), limit)


def _musts(parts: Iterable[Query]):
    return [(queries.Occur.Must, part) for part in parts]
