"""What one reader may know of the councils in one issue: the name, or "a council".

Everything shown, mailed, indexed or exported of an issue goes through a veil.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePath
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from network.councils.models import Council
from network.escalations.models import Issue
from network.escalations.permissions import is_chair, is_manager, standing_signatures
from network.people.models import User

LETTER = r"[^\W\d_]"  # in "dudley_2026.xlsx" a name ends at the line and at the figure


class Veil:
    """One reader looking at one issue. `reader` None: search, the public page, exports."""

    def __init__(self, issue: Issue, reader: Any = None) -> None:
        self.issue = issue
        self.reader = reader
        self.unnamed = self._unnamed()
        self.hidden = self._hidden_from(reader)

    def _unnamed(self) -> dict[int, Council]:
        """Councils that asked not to be named."""
        held = {
            one.council_id: one.council
            for one in standing_signatures(self.issue)
            if one.name_withheld
        }
        if self.issue.name_withheld and self.issue.council is not None:
            held[self.issue.council.pk] = self.issue.council
        return held

    def _hidden_from(self, reader: Any) -> dict[int, Council]:
        """Those of them that this reader may not know."""
        held = dict(self.unnamed)
        if not held or reader is None or not reader.is_authenticated:
            return held
        if is_chair(reader, self.issue.network) or is_manager(reader, self.issue.network):
            return {}
        held.pop(reader.council_id, None)
        return held

    @property
    def hides_something(self) -> bool:
        """Whether some name is hidden from this reader."""
        return bool(self.hidden)

    def council(self, council: Council | None) -> str:
        """The council's name, or "a council"; empty without one.

        Whoever may know the name reads beside it that the others do not.
        """
        if council is None:
            return ""
        if council.pk in self.hidden:
            return _("a council")
        if council.pk in self.unnamed:
            return _("%s (asked not to be named)") % council.short_name
        return council.short_name

    def slug(self, council: Council | None) -> str:
        """For the seat beside the name; empty when the name is hidden."""
        return "" if council is None or council.pk in self.hidden else council.slug

    def person(self, user: User | None, council: Council | None = None) -> str:
        """The person's name, or words that do not point at her council."""
        if user is None:
            return _("the hub")
        own = council.pk if council is not None else user.council_id
        if own in self.hidden and not self._acts_openly(user, council):
            return _("someone in a council")
        return user.name

    def _acts_openly(self, user: User, council: Council | None) -> bool:
        """A chair from the unnamed council who acts as chair is named as chair."""
        return council is None and is_chair(user, self.issue.network)

    def file_name(self, name: str, pk: int) -> str:
        """What a file is called when it is handed out: nothing that its sender made up, where a
        council is not named, for names are short and misspelt."""
        if not self.hides_something:
            return name
        return f"issue-{self.issue.pk}-file-{pk}{PurePath(name).suffix.lower()}"

    def text(self, words: str) -> str:
        """The words with each hidden council's name, and its people's names, taken out."""
        for name, instead in self._instead():
            words = re.sub(
                rf"(?<!{LETTER}){re.escape(name)}(?!{LETTER})",
                partial(in_place_of, instead),
                words,
                flags=re.IGNORECASE,
            )
        return words

    def nameless(self, words: str) -> str:
        """For the public: no council of the issue and none of its people, withheld or not."""
        everyone = {one.council_id: one.council for one in standing_signatures(self.issue)}
        if self.issue.council is not None:
            everyone[self.issue.council.pk] = self.issue.council
        bare = Veil.__new__(Veil)
        bare.issue, bare.reader, bare.hidden, bare.unnamed = self.issue, None, everyone, everyone
        return bare.text(words)

    def _instead(self) -> list[tuple[str, str]]:
        if not self.hidden:
            return []
        people = {self.issue.raised_by} | {s.signed_by for s in standing_signatures(self.issue)}
        pairs = [
            (name, _("a council"))
            for council in self.hidden.values()
            for name in {council.name, council.short_name, council.slug}
            if name
        ]
        pairs += [
            (user.name, _("someone in a council"))
            for user in people
            if user.council_id in self.hidden and user.name
        ]
        return sorted(pairs, key=lambda pair: -len(pair[0]))


def in_place_of(instead: str, name: re.Match[str]) -> str:
    """What stands for a name: with a capital where a sentence or a line begins."""
    before = name.string[: name.start()].rstrip(" ")
    return capfirst(instead) if not before or before[-1] in ".!?\n" else instead
