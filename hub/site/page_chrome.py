"""The frame round every page: its head, menu and foot, drawn once for all who are shown the same."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from hub import demonstration
from hub.site.fragment_cache import drawn
from hub.site.menu import own_pages_of

TOKEN = "token-of-this-request"  # noqa: S105  (stands where each request's own token goes)


@lru_cache(maxsize=2000)  # the same few addresses stand in the frame of every page
def address_of(name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> str:
    try:
        return reverse(name, args=args, kwargs=dict(kwargs))
    except NoReverseMatch:
        return ""


def masthead(user: Any, path: str, token: str, *, own_search: bool) -> SafeString:
    """Brand, search, the reader's own things and the menu; nobody's name but their own."""
    own = own_pages_of(user) if user else []
    signed_in = bool(user and user.is_authenticated)
    council = user.council if signed_in else None
    html = drawn(
        "components/masthead.html",
        own_search=own_search,
        signed_in=signed_in,
        name=(user.name or user.email) if signed_in else "",
        council=council.name if council else "",
        slug=council.slug if council else "",
        own=tuple((page.name, page.label) for page in own),
        may_post=not signed_in or any(page.name == "practices:my_notes" for page in own),
        token=TOKEN if token else "",
    )
    claimed = [address_of(page.name, (), ()) for page in own if page.theirs_alone]
    return mark_place(SafeString(html.replace(TOKEN, escape(token))), path, claimed)


def footer(path: str) -> SafeString:
    return mark_place(drawn("components/footer.html"), path)


def mark_place(html: SafeString, path: str, claimed: Sequence[str] = ()) -> SafeString:
    """Add `aria-current`: "page" to a link to this page, "true" to a menu's link above it.

    Below an address of `claimed` no other link is above the page.
    """
    marked: str = html
    own = {address for address in claimed if path.startswith(address)}
    for address in own or _above(path):
        if address == path:
            continue
        marked = marked.replace(f'<li><a href="{address}">', f'<li><a href="{address}" {ABOVE}>')
    for opening in ("<li><a", '<a class="button quiet"', '<a class="enter"'):
        marked = marked.replace(f'{opening} href="{path}">', f'{opening} href="{path}" {HERE}>')
    return SafeString(marked)


ABOVE, HERE = 'aria-current="true"', 'aria-current="page"'


def _above(path: str) -> list[str]:
    """The addresses over this one, without the home page: /a/ and /a/b/ for /a/b/c/."""
    ends = [match.end() for match in re.finditer("/", path)]
    return [path[:end] for end in ends[1:] if end < len(path)]


def hub(request: HttpRequest) -> dict[str, object]:
    """What every template may use: the hub's name, who runs it, and whether it holds the demonstration."""
    return {
        "hub_name": settings.HUB_NAME,
        "demo": demonstration.is_on(),
        "contact_email": settings.HUB_CONTACT_EMAIL,
        "dpo_email": settings.HUB_DPO_EMAIL,
        "run_by": settings.HUB_RUN_BY,
    }
