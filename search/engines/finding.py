"""One search, asked of an engine: candidates, what they have in common, and their order.

The same for both engines: they fetch and count, `ranking` decides. Some dozens of candidates are
ranked in full; behind them the engine's own order goes on, so that pages never overlap.
"""

from dataclasses import replace
from functools import partial

from search.engines import feedback, weights
from search.engines.base import Candidate, Concept, Engine, Found, Hit, Scope, Wanted
from search.engines.ranking import Ranking

RANKED = 60  # candidates put in order in full
ASKED_BACK = 10  # of the terms fed back, heaviest first: the engine need not know all of them
FIRST = 3 * weights.FEEDBACK_HITS  # looked at for feedback: bonuses lift by less than that


def find(engine: Engine, wanted: Wanted) -> Found:
    """The page of `wanted`, best first. Raises EngineUnavailable."""
    if wanted.sort != "best" or not wanted.concepts:
        return Found(tuple(Hit(entry, 0.0) for entry in engine.listed(wanted)))
    ranking = _with_feedback(engine, wanted)
    hits = [ranking.hit(*pair) for pair in _page(engine, ranking)]
    return Found(tuple(hits), tuple(clause.stems[0] for clause in ranking.fed_back))


def _with_feedback(engine: Engine, wanted: Wanted) -> Ranking:
    first = engine.candidates(wanted, (), 0, FIRST)
    asked = [stem for clause in wanted.clauses for stem in clause.stems]
    plain = Ranking(wanted, engine.statistics(asked))
    likely = feedback.likely_stems(plain.ordered(first)[: weights.FEEDBACK_HITS], plain)
    if not likely:
        return plain
    known = engine.statistics([*asked, *likely])
    return Ranking(wanted, known, feedback.clauses(likely, Ranking(wanted, known)))


def _page(engine: Engine, ranking: Ranking) -> list[tuple[float, Candidate]]:
    wanted = ranking.wanted
    end = wanted.offset + wanted.limit
    fetch = partial(engine.candidates, wanted, ranking.fed_back[:ASKED_BACK])
    if wanted.offset >= RANKED:
        return [(0.0, candidate) for candidate in fetch(wanted.offset, wanted.limit)]
    ordered = ranking.ordered(fetch(0, RANKED))
    if end > RANKED and len(ordered) == RANKED:
        ordered += [(0.0, candidate) for candidate in fetch(RANKED, end - RANKED)]
    return ordered[wanted.offset : end]


def alike(engine: Engine, entry: int, scope: Scope, limit: int) -> list[int]:
    """Ids of entries in scope that share this one's heaviest terms, nearest first."""
    held = engine.held(entry)
    if held is None:
        return []
    wanted = Wanted(scope)
    plain = Ranking(wanted, engine.statistics(()))
    likely = feedback.likely_stems([(1.0, held)] * feedback.LEAST_HITS, plain)
    if not likely:
        return []
    known = Ranking(wanted, engine.statistics(likely))
    concepts = tuple(Concept((clause,)) for clause in feedback.clauses(likely, known))
    ranking = Ranking(replace(wanted, concepts=concepts), known.statistics)
    near = engine.candidates(ranking.wanted, (), 0, limit + 1)
    return [found.id for _, found in ranking.ordered(near) if found.id != entry][:limit]
