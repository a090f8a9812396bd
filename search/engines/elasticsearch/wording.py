"""Words in Elasticsearch: which are known, which a mistyped one may be, which titles begin so."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.engines import spelling
from search.engines.base import Scope, Stems
from search.engines.elasticsearch import queries
from search.engines.elasticsearch.fetching import ids, total
from search.engines.elasticsearch.server import Server
from search.query import words

Key = TypeVar("Key", bound=Hashable)
BESIDE = 4  # words of the query that a correction is looked for together with
BEGUN_ALIKE = 50  # words that a begun one may become


def known(
    server: Server, spellings: Iterable[Stems], scope: Scope, enough: int
) -> dict[Stems, int]:
    """Those that stand in something visible, and in how much; counted as far as `enough`."""
    questions = {stems: queries.said(stems) for stems in spellings if stems}
    return _seen(server, scope, questions, enough)


def spelt(server: Server, spelled: Iterable[str], scope: Scope, enough: int) -> dict[str, int]:
    """The same for words as they are written."""
    questions = {word: Q("term", spelt=word) for word in spelled}
    return _seen(server, scope, questions, enough)


def _seen(
    server: Server, scope: Scope, questions: Mapping[Key, Query], enough: int = 1
) -> dict[Key, int]:
    """Those of some questions to which visible entries are an answer; one request for all.

    Looking ends when enough are found, so it costs the same in a large index.
    """
    if not questions:
        return {}
    audience = Q("terms", audience=sorted(scope.audiences))
    asked = [
        Search()
        .query(Q("bool", filter=[question, audience]))[:0]
        .extra(terminate_after=enough, track_total_hits=True)
        for question in questions.values()
    ]
    answers = server.searches(asked)
    counted = {key: total(answer) for key, answer in zip(questions, answers, strict=True)}
    return {key: count for key, count in counted.items() if count}


def resembling(
    server: Server, word: str, scope: Scope, beside: Sequence[str], fitting: bool
) -> list[str]:
    """Words like a mistyped one that the scope's audiences see, likeliest first."""
    if not spelling.may_be_mended(word, bool(beside)):
        return []
    beside = beside[:BESIDE]
    own = words.stem(word)
    others = [option for option in _near(server, word) if words.stem(option[0]) != own]
    options = sorted(others, key=lambda option: option[1])[: spelling.CANDIDATES]
    questions = {(other, ""): Q("term", spelt=other) for other, _ in options}
    questions |= {
        (other, near): Q("term", text=words.stem(other)) & Q("term", text=near)
        for other, _ in options
        for near in beside
    }
    seen = _seen(server, scope, questions)

    def company(other: str) -> float | None:
        if (other, "") not in seen:
            return None
        return sum((other, near) in seen for near in beside) / max(len(beside), 1)

    least = 1.0 if fitting and beside else 0.0
    return spelling.likeliest(word, options, company, least)


def _near(server: Server, word: str) -> list[tuple[str, float]]:
    term = {
        "field": "spelt",
        "size": spelling.CANDIDATES * 2,
        "max_edits": spelling.slips_in(word),
        "prefix_length": 0,
        "min_word_length": spelling.SHORTEST - 1,
        "suggest_mode": "always",
        "max_term_freq": 2_000_000_000,  # a word that many hold, unseen by the reader, counts too
        "string_distance": "damerau_levenshtein",
        "max_inspections": 20,
    }
    answer = server.search(Search().suggest("near", word, term=term)[:0])
    near = answer["suggest"]["near"]
    options = near[0]["options"] if near else []
    return [
        (
            option["text"],
            spelling.cost(
                word, option["text"], _slips(word, option["text"], option["score"]), option["freq"]
            ),
        )
        for option in options
    ]


def _slips(word: str, other: str, score: float) -> float:
    """Elasticsearch tells likeness from 0 to 1 by the longer word's length."""
    return round((1 - score) * max(len(word), len(other)))


def starting(server: Server, text: str, scope: Scope, limit: int) -> list[int]:
    """Entries whose title has these words, the last one unfinished."""
    typed = words.split(text)[:8]
    if not typed:
        return []
    whole = [word for word in typed[:-1] if word not in words.STOP_WORDS]
    must = [Q("term", title_words=word) for word in whole]
    rewrite = f"top_terms_{BEGUN_ALIKE}"  # all words that begin so would be too many
    must.append(Q("prefix", title_words={"value": typed[-1], "rewrite": rewrite}))
    filters = queries.in_reach(scope) + queries.chosen(scope)
    return ids(server, Search().query(Q("bool", must=must, filter=filters)), limit)
