"""Plain letters: one form for all the ways a letter can stand in a file.

Text and queries pass here before they are split, so "beneﬁt" with a typographic ligature, a
"café" with its accent and a full-width "ＩＳＦ" are the words that people type. It is Unicode's
compatibility form (NFKD) with accents and invisible characters taken away, and these exceptions:
a raised character is the mark of a footnote and parts words ("5¹" is 5, not 51), and signs
that hold a number stand apart ("3½" is 3 1/2).
"""

import re
import unicodedata

OWN = {
    "’": "'", "‘": "'", "ʼ": "'", "‛": "'", "′": "'", "＇": "'",
    "‐": "-", "‑": "-", "−": "-", "⁃": "-",
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "ħ": "h", "Ħ": "H", "ı": "i", "ŧ": "t", "Ŧ": "T",
}  # fmt: skip
RAISED = "<super>"
APART = ("<fraction>", "<circle>")
UNSEEN = ("Cf", "Mn", "Me")  # soft hyphens, zero-width characters, accents


class _Plain(dict):
    """Letter number -> its plain letters, for str.translate; each letter worked out once."""

    def __missing__(self, number: int) -> str:
        self[number] = _plain(chr(number))
        return self[number]


def _plain(letter: str) -> str:
    if letter.isascii() or letter in OWN:
        return OWN.get(letter, letter)
    kind = unicodedata.decomposition(letter).partition(" ")[0]
    if kind == RAISED:
        return " "
    parts = (OWN.get(part, part) for part in unicodedata.normalize("NFKD", letter))
    plain = "".join(part for part in parts if unicodedata.category(part) not in UNSEEN)
    return f" {plain} " if kind in APART else plain


_PLAIN = _Plain()


def plain(text: str) -> str:
    """`text` in plain letters, in the case it was written in. It may become longer or shorter."""
    return text if text.isascii() else text.translate(_PLAIN)


def plain_with_places(text: str) -> tuple[str, list[int], list[int]]:
    """`plain(text)`, and for each of its letters where in `text` it comes from: start and end.

    What has no letter of its own, such as an accent, belongs to the letter before it.
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, letter in enumerate(text):
        plain_letters = _PLAIN[ord(letter)]
        letters.append(plain_letters)
        starts += [place] * len(plain_letters)
        ends += [place + 1] * len(plain_letters)
        if not plain_letters and ends:
            ends[-1] = place + 1
    return "".join(letters), starts, ends


# One spelling for words that Britain and America write differently: colour is color, -ise is -ize.
#
# Texts and queries pass here before stemming, so both spellings are one word to both engines, with
# one rarity. (Asked as two words, the rarer spelling outweighed everything else in a question.)
# Some results are no words at all. That is no matter: they are never shown.

ROOTS = {
    "behaviour": "behavior", "colour": "color", "favour": "favor", "labour": "labor",
    "honour": "honor", "neighbour": "neighbor", "vapour": "vapor", "tumour": "tumor",
    "endeavour": "endeavor", "humour": "humor", "flavour": "flavor", "harbour": "harbor",
    "odour": "odor", "rumour": "rumor", "armour": "armor", "haem": "hem", "aemi": "emi",
    "oedem": "edem", "oestr": "estr", "oesoph": "esoph", "rrhoea": "rrhea", "anaesth": "anesth",
    "aetiolog": "etiolog", "gynaec": "gynec", "paedi": "pedi", "foetus": "fetus", "foetal": "fetal",
    "analyz": "analys", "catalyz": "catalys", "paralyz": "paralys",
}  # fmt: skip
BEGINNINGS = {
    "defence": "defense", "licence": "license", "offence": "offense", "pretence": "pretense",
    "practis": "practic", "grey": "gray", "ageing": "aging", "judgement": "judgment",
    "acknowledgement": "acknowledgment", "catalogue": "cataloge", "cataloguing": "cataloging",
    "analogue": "analoge", "dialogue": "dialoge", "sceptic": "skeptic", "counsellor": "counselor",
    "tyre": "tire", "aluminium": "aluminum",
    "personaliz": "personalis",  # with -iz its stem is that of "person"
}  # fmt: skip
WHOLE = {
    "programme": "program", "programmes": "programs", "centred": "centered", "centring": "centering",
    "mould": "mold", "moulds": "molds",
}  # fmt: skip
RE_ENDING = re.compile(r"(met|lit|fib|cent|theat|calib)res?$")
ISE_ENDING = re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|er|ers|ation|ations|able)$)")
NEVER_IZE = re.compile(
    r"(?:(?:pre|con|ex|in|circum|exer)c|v|pr|pro?m|prem|dem|surm|w|gu|franch|advert|expert|treat"
    r"|parad|personal|[aouei])is(?:e|es|ed|ing|er|ers|ation|ations|able)$"
)
SIS_ENDING = re.compile(r"(?<=[ey]s)is$")  # analysis, hypothesis: their plurals end in -es

_ROOT = re.compile("|".join(ROOTS))
_BEGINNING = re.compile("|".join(BEGINNINGS))


def in_one_spelling(word: str) -> str:
    """The spelling that stands for all ways to write a folded word."""
    if word in WHOLE:
        return WHOLE[word]
    word = _ROOT.sub(lambda found: ROOTS[found.group()], word)
    if begins := _BEGINNING.match(word):
        word = BEGINNINGS[begins.group()] + word[begins.end() :]
    word = RE_ENDING.sub(lambda found: found.group(1) + "er", word)
    if len(word) > 5 and not NEVER_IZE.search(word):
        word = ISE_ENDING.sub("iz", word)
    return SIS_ENDING.sub("es", word) if len(word) > 6 else word
