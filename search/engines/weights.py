"""What each sign of a good result counts. One source for both engines.

docs/search.md says what each of them gained and on which collection.
"""

# bm25: how soon a word said again and again counts no more, and how much long texts are held back
K1, B = 1.5, 0.6
TITLE = 2  # times that a title's words count

VARIANT = 0.8  # a thesaurus variant against the words typed
JOINED = 0.7  # pre paid written as one word
CORRECTED = 1.0  # a corrected word: nothing has the word typed, so nothing exact is outranked
CORRECTED_ELSE = 0.4  # its second and third likeliest corrections
LONG = 8  # content words; in a longer text single words count too little to guess about

NEIGHBOURS = 0.28  # words of the query that stand together in the text as they do in the query
NEIGHBOURS_MOST = 20  # words; in a longer query they tell nothing
ALL_WORDS = 1.1
PHRASE = 1.1
TITLE_ALL_WORDS = 1.1

FEEDBACK = 0.5  # what terms of the first hits count, against 1 - FEEDBACK
FEEDBACK_HITS = 10
FEEDBACK_POWER = 4  # a hit counts by (its score / the first score) to this power
FEEDBACK_TERMS = 20
FEEDBACK_COMMON = 0.5  # a term in more of the entries than this is too common to feed back
FEEDBACK_FEW = 10  # but never one in so few: in a young hub every word stands in a tenth

# What a council wrote, an answered question, a person to ring: in this order. Who asks for a person
# is understood to (search.query.intent), so people need not lead where nobody asked for them.
KINDS = {"note": 1.06, "source": 1.0, "question": 1.03, "person": 0.65, "term": 0.35}
OTHER_KINDS = 0.7
TEXTS = (
    "note",
    "source",
)  # the others are records: short by nature, not because they are to the point

# factors on things past their time
WITHDRAWN = 0.6
STOPPED = 0.95
HISTORICAL = 0.95
SUPERSEDED = 0.85  # rates and rules that no longer hold
UNDATED = 0.97
PAST_REVIEW = 0.95
SIGNPOST = 0.6  # topics and terms lead on: what councils wrote comes first


def too_common(entries: int) -> float:
    """A stem in more entries than this tells little of any of them."""
    return max(FEEDBACK_COMMON * entries, FEEDBACK_FEW)
