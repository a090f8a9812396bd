"""What each sign of a good result counts. One source for both engines.

docs/search.md says what each of them gained and on which collection.
"""

TITLE, LABELS, SUMMARY, BODY = 2.0, 1.2, 1.2, 1.0

VARIANT = 0.35  # a thesaurus variant against the word typed
VARIANT_WIDTH = 0.25  # a variant stands for all words of its term: their number to this power
JOINED = 0.5  # pre paid written as one word
CORRECTED_ELSE = 0.2  # its second and third likeliest corrections
CORRECTED = 1.0  # a corrected word: nothing has the word typed, so nothing exact is outranked
NEIGHBOURS = 0.35  # query words that stand together
LONG = 8  # content words; in a longer text single words count too little to guess about
NEAR = 6  # words between two neighbours, at most
NEAR_MOST = 20  # in a longer text neighbours tell nothing and cost much

ALL_WORDS = 1.1
PHRASE = 1.10
TITLE_ALL_WORDS = 1.15

FEEDBACK = 0.4  # most that terms of the first hits may count, against 1 - FEEDBACK
FEEDBACK_LOST = 0.3  # the first hit's part of the best score: below this feedback counts in full
FEEDBACK_SURE = 0.7  # and above this nothing
FEEDBACK_WORDS = 3  # a question of so few words is broad, whatever its first hit
FEEDBACK_HITS = 10
FEEDBACK_TERMS = 20
FEEDBACK_COMMON = 0.1  # a term in more of the entries than this is too common to feed back
FEEDBACK_FEW = 10  # but never one in so few: in a young hub every word stands in a tenth

# factors on things past their time
WITHDRAWN = 0.6
STOPPED = 0.95
HISTORICAL = 0.95
PAST_REVIEW = 0.95
SIGNPOST = 0.35  # topics and terms lead on: what councils wrote comes first


def too_common(entries: int) -> float:
    """A stem in more entries than this tells little of any of them."""
    return max(FEEDBACK_COMMON * entries, FEEDBACK_FEW)
