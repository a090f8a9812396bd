"""Entries that nobody wrote, for measuring: words of the field over a long tail of made-up ones."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

FIELD_TEXT = """
    direct payment card prepaid account council assessment review receipt statement employer
    assistant wage pension holiday insurance budget support plan care carer nominee trust fraud
    audit surplus clawback agreement policy contribution respite equipment provider agency
    payroll training recruitment capacity attorney transition young parent deaf rural reablement
"""
FIELD = FIELD_TEXT.split()
START = date(2019, 1, 1)
TAIL = 30_000  # made-up words
BODY_WORDS = 120
KINDS, COUNCILS, TOPICS, TAGS = ("note", "source", "question", "minutes"), 150, 40, 600


def vocabulary() -> list[str]:
    """Words by rank: those of the field come first, a tail of made-up ones follows."""
    parts = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi", "xo")
    made_up = (
        "".join(syllables) for length in (3, 4) for syllables in product(parts, repeat=length)
    )
    return FIELD + [word for word, _ in zip(made_up, range(TAIL), strict=False)]


class Maker:
    """Makes the same entries each time. The word of rank n comes 1/n as often as the first."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)  # noqa: S311
        self._words = vocabulary()
        total, self._cumulated = 0.0, []
        for rank in range(len(self._words)):
            total += 1 / (rank + 10)  # the very commonest words are stop words, and not here
            self._cumulated.append(total)

    def text(self, count: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._cumulated, k=count))

    def entries(self, first: int, count: int) -> Iterator[dict[str, Any]]:
        """Field values of entries numbered from `first`."""
        pick = self._random
        for number in range(first, first + count):
            council = f"council-{pick.randrange(COUNCILS)}"
            yield {
                "thing": f"synthetic.thing:{number}",
                "kind": pick.choices(KINDS, (60, 30, 8, 2))[0],
                "title": self.text(6).capitalize(),
                "url": f"/synthetic/{number}/",
                "audience_key": "public",
                "summary": self.text(20),
                "body": self.text(BODY_WORDS),
                "council": council,
                "council_name": council,
                "topics": [f"topic-{pick.randrange(TOPICS)}"],
                "tags": [f"tag-{min(int(pick.paretovariate(0.7)), TAGS)}" for _ in range(2)],
                "status": pick.choice(("trial", "embedded", "idea")),
                "date": START + timedelta(days=pick.randrange(2500)),
            }

    def queries(self, count: int) -> dict[str, list[str]]:
        """A mix of what people ask, by the name of the kind."""
        some = self._random.sample
        near = self._words[: len(FIELD)] + self._words[len(FIELD) : 2000 : 20]
        return {
            "one word": [some(near, 1)[0] for _ in range(count)],
            "two words": [" ".join(some(near, 2)) for _ in range(count)],
            "a question": ["how do we " + " ".join(some(near, 4)) for _ in range(count)],
            "filtered": [
                f"{' '.join(some(near, 2))} council:council-{n % COUNCILS}" for n in range(count)
            ],
        }
