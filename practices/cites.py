"""[1] in a note's text becomes a link to the first of its sources."""

import re

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

NUMBER = re.compile(r"\[(\d{1,3})\](?![^<]*>)")  # not inside a tag


def with_cites(markup: str, sources: int) -> SafeString:
    """The same markup, with each [n] for which there is an n-th source linked to it.

    `markup` is trusted: it comes from Wagtail's own rendering of cleaned rich text.
    """

    def link(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 1 <= number <= sources:
            return found[0]
        label = _("Source %(number)s") % {"number": number}
        return f'<a class="cite" href="#source-{number}" aria-label="{label}">[{number}]</a>'

    return mark_safe(NUMBER.sub(link, markup))  # noqa: S308
