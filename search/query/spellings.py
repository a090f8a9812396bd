"""Spellings: which forms a word has, and whether known spellings show that a word is right.

Stems are too coarse for that: "retain" and "retainer" have one stem, and so have "need" and the
slip "neede".
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from search.query import letters, words

SHORT_WORDS = frozenset(
    (Path(__file__).parent.parent / "data" / "short-words.txt").read_text().split()
)
LEAST = 3  # letters that are left of a word when an ending is taken off
LEAST_OF_A_VERB = 4  # with three, "caring" would be a form of "car" and "acting" of "act"
SINGULARS_IN_S = ("ss", "us", "is")
VOWELS = "aeiou"
HISSING = ("s", "x", "z", "ch", "sh", "o")
VERB_ENDINGS = ("ing", "ed")
OTHER_ENDINGS = [
    "er",
    "ers",
    "or",
    "ors",
    "able",
    "ion",
    "ions",
    "ive",
    "ance",
    "ence",
    "ant",
    "ent",
    "al",
    "ally",
    "ly",
    "ity",
    "y",
    "ment",
    "ments",
    "ness",
    "ful",
    "less",
]
PREFIXES = [
    "re",
    "un",
    "non",
    "pre",
    "co",
    "over",
    "under",
    "mis",
    "dis",
    "inter",
    "sub",
    "anti",
    "multi",
]


def singular(word: str) -> str:
    """A word in the one spelling and number that stands for it: PA's is PA, agencies agency.

    Three letters stay as they are: DBS is no plural of DB.
    """
    word = letters.in_one_spelling(word.removesuffix("'s"))
    if len(word) <= LEAST or not word.endswith("s") or word.endswith(SINGULARS_IN_S):
        return word
    if word.endswith("ies") and len(word) > LEAST + 1:
        return word[:-3] + "y"
    if word.endswith("ys") and word[-3] not in VOWELS:
        return word  # the plural of "deputy" is not so
    return word[:-2] if word.endswith("es") and word[:-2].endswith(HISSING[1:-1]) else word[:-1]


def base(word: str) -> str:
    """The singular, and of a verb what is left without -ing and -ed: managed, managing, manage."""
    word = singular(word)
    for ending in VERB_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_OF_A_VERB:
            return _undoubled(word.removesuffix(ending))
    return word.removesuffix("e") if len(word) > LEAST_OF_A_VERB else word


def _undoubled(word: str) -> str:
    return word[:-1] if word[-1:] == word[-2:-1] and word[-1:] not in "lsefz" else word


# --- is a word right? ---


def witnesses(word: str) -> frozenset[str]:
    """Spellings to look up for `is_right`: the word itself, and those that would speak for it."""
    return frozenset([word, word[:-1], *_shorter(word), *_longer(word), *_without_prefix(word)])


def is_right(word: str, known: Collection[str]) -> bool:
    """Whether `known` spellings show that `word` is spelt right.

    They hold the word itself or another form of it, made by the rules of English: "statements"
    is right where "statement" is known, "recommission" where "commission" is. "neede" is not,
    where "need" and "needed" are known. `known` are those of `witnesses(word)` that somebody uses.
    """
    if word in known or not known:
        return word in known
    if any(form in known for form in (*_shorter(word), *_without_prefix(word))):
        return True
    has_stray_e = word.endswith("e") and word[:-1] in known
    return not has_stray_e and any(form in known for form in _longer(word))


def _shorter(word: str) -> Iterator[str]:
    """What `word` may be a longer form of, and that one's other forms."""
    for root in _roots(word):
        if len(root) >= LEAST and words.stem(root) == words.stem(word):
            yield root
            yield from (form for form in _longer(root) if form != word)


def _roots(word: str) -> Iterator[str]:
    if word.endswith("'s"):
        yield word[:-2]
    if word.endswith("s") and not word.endswith(SINGULARS_IN_S):
        yield word[:-1]
    if word.endswith("es") and word[:-2].endswith(HISSING):
        yield word[:-2]
    for ending in ("ies", "ied", "ier", "iers"):
        if word.endswith(ending):
            yield word.removesuffix(ending) + "y"
    for ending in (*VERB_ENDINGS, *OTHER_ENDINGS):
        root = word.removesuffix(ending)
        if root != word:
            yield from (root, _undoubled(root))
            if ending[0] in "aeioy":
                yield root + "e"


def _longer(word: str) -> Iterator[str]:
    """Plain forms of a word that ends as it should: its plural, and those of a verb."""
    if len(word) < LEAST:
        return
    yield word + "s"
    if word.endswith(HISSING):
        yield word + "es"
    begins = word[:-1] if word.endswith("e") else word
    if word.endswith("y"):
        yield from (word[:-1] + ending for ending in ("ies", "ied", "ier"))
    for ending in ("ed", "ing", "er", "ers"):
        yield begins + ending
    yield from (word + ending for ending in ("ly", "ment", "ments"))


def _without_prefix(word: str) -> Iterator[str]:
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > LEAST_OF_A_VERB:
            yield rest
