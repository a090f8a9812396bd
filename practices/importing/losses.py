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

    def add(self, sentence: str, words: str = "", under: str = "") -> None:
        """`sentence` ends without a full stop; `words` are those it is about, `under` a heading."""
        said = self.places.setdefault(sentence, [])
        place = placed(words, under)
        if place and place not in said:
            said.append(place)

    def sentences(self) -> Iterator[str]:
        for sentence, places in self.places.items():
            shown = "; ".join(places[:MOST_PLACES])
            if len(places) > MOST_PLACES:
                shown += _("; and %(count)s more") % {"count": len(places) - MOST_PLACES}
            yield f"{sentence}: {shown}." if shown else f"{sentence}."


def placed(words: str, under: str) -> str:
    """“Do not pay…” (under “Costs”)."""
    said = (
        _("“%(words)s”") % {"words": shortened(" ".join(words.split()), LONGEST_WORDS)}
        if words
        else ""
    )
    if not under:
        return said
    place = _("under “%(heading)s”") % {"heading": shortened(under, LONGEST_WORDS)}
    return f"{said} ({place})" if said else place
