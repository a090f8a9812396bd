"""What of a file is not kept, or has to be asked about: a sentence for each kind, with its places."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from practices.importing.draft import shortened

MOST_PLACES = 12
LONGEST_WORDS = 90


class Losses:
    """Collects by kind, in the order in which kinds were first met."""

    def __init__(self) -> None:
        self.places: dict[str, list[str]] = {}

    def add(self, sentence: str, words: str = "", under: str = "", *, page: int = 0) -> None:
        """`sentence` ends without a full stop; `words` are those it is about.

        They stand under a heading, or on a page of a PDF.
        """
        said = self.places.setdefault(sentence, [])
        place = placed(words, under, page)
        if place and place not in said:
            said.append(place)

    def sentences(self) -> Iterator[str]:
        for sentence, places in self.places.items():
            shown = "; ".join(places[:MOST_PLACES])
            if len(places) > MOST_PLACES:
                shown += _("; and %(count)s more") % {"count": len(places) - MOST_PLACES}
            yield f"{sentence}: {shown}." if shown else f"{sentence}."


def placed(words: str, under: str, page: int) -> str:
    """“Do not pay…” (under “Costs”), or “Do not pay…” (page 2)."""
    place = ""
    if page:
        place = _("page %(number)s") % {"number": page}
    elif under:
        place = _("under “%(heading)s”") % {"heading": shortened(under, LONGEST_WORDS)}
    if not words:
        return place
    said = _("“%(words)s”") % {"words": shortened(" ".join(words.split()), LONGEST_WORDS)}
    return f"{said} ({place})" if place else said
