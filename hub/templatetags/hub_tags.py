"""Tags that every page may load: links to rooms, seats, and the parts of a form field."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hub import demonstration
from hub.site import page_chrome
from hub.site.fragment_cache import drawn
from hub.site.menu import OwnPage, own_pages_of
from hub.site.page_chrome import address_of
from hub.ui import form_fields, seat_geometry
from network.councils.seats import seat_of

register = template.Library()
register.filter(seat_geometry.around_the_table)
register.filter(seat_geometry.in_a_row)
register.filter(demonstration.marked)
register.simple_tag(demonstration.mark, name="demonstration_mark")
register.simple_tag(demonstration.sentence, name="demonstration_sentence")


@register.simple_tag
def url_if(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a room's page, or an empty text where that room is not installed."""
    return address_of(name, args, tuple(sorted(kwargs.items())))


@register.simple_tag(takes_context=True)
def kept_for(context: Context) -> str:
    """Whose things a script may keep in the browser: a mark of the account, empty for a stranger.

    A script forgets what carries another mark. It tells nothing of the account.
    """
    user = context.get("user")
    if user is None or not user.is_authenticated:
        return ""
    return salted_hmac("hub.kept_for", str(user.pk), algorithm="sha256").hexdigest()[:16]


@register.simple_tag
def menu_link(name: str, label: str) -> SafeString:
    """A line of the menu; nothing at all where the room is not installed.

    `name` is a URL's name, or an address where Wagtail's page tree answers. The frame marks the
    line of the page that is being read (hub.site.page_chrome).
    """
    address = name if name.startswith("/") else url_if(name)
    return (
        format_html('<li><a href="{}">{}</a></li>', address, label) if address else SafeString("")
    )


@register.simple_tag(takes_context=True)
def masthead(context: Context, own_search: bool = False) -> SafeString:
    """The head of the page for whoever reads it."""
    request = context.get("request")
    path, token = (request.path, context.get("csrf_token", "")) if request else ("", "")
    alone = bool(own_search or context.get("own_search"))
    return page_chrome.masthead(context.get("user"), path, str(token), own_search=alone)


@register.simple_tag(takes_context=True)
def footer(context: Context) -> SafeString:
    request = context.get("request")
    return page_chrome.footer(request.path if request else "")


@register.simple_tag(takes_context=True)
def own_pages(context: Context) -> list[OwnPage]:
    """The lines of the reader's own menu; none where a page is drawn without a reader."""
    user = context.get("user")
    return own_pages_of(user) if user else []


@register.filter
def lead_to(pages: list[OwnPage], name: str) -> bool:
    """Whether the reader's own menu has this page: what they may not use is not offered."""
    return any(page.name == name for page in pages)


@register.simple_tag
def seat(slug: str = "") -> SafeString:
    """The seat of a council; an empty table where its seat is not known."""
    found = seat_of(slug)
    place, seats = (found.place, found.seats) if found else (None, 14)
    return drawn("components/seat.html", place=place, seats=seats)


@register.simple_tag
def draw(template: str, **arguments: Any) -> SafeString:
    """A component by its arguments, as `include ... only` would draw it, but drawn once for all."""
    return drawn(template, **arguments)


@register.filter
def times(number: int, factor: int) -> int:
    return int(number or 0) * int(factor)


@register.filter
def first_sentence(text: str) -> str:
    """Up to the first full stop that ends a sentence; all of it where there is none."""
    head, stop, _rest = str(text).partition(". ")
    return head + "." if stop else head


@register.filter
def week_heads(days: str) -> list[list[str]]:
    """ "M Monday,T Tuesday" as pairs of letter and name, so that one translated line holds all."""
    return [day.split(" ", 1) for day in days.split(",")]


@register.filter
def page_numbers(page: Page) -> Iterable[int | None]:
    """Numbers to show for a long list; None stands for a gap."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@register.filter
def shape(field: BoundField) -> str:
    return form_fields.shape_of(field)


@register.filter
def control(field: BoundField, hint: str = "") -> SafeString:
    return form_fields.control(field, hint)


@register.simple_tag
def described_by(field: BoundField, hint: str = "") -> SafeString:
    ids = form_fields.ties(field, hint)
    return format_html(' aria-describedby="{}"', ids) if ids else SafeString("")


@register.filter
def choices_of(field: BoundField) -> list[form_fields.Choice]:
    return form_fields.choices_of(field)


@register.filter
def many(field: BoundField) -> bool:
    """True where several may be ticked: those stand in columns, one-of-many stand in a list."""
    return bool(getattr(field.field.widget, "allow_multiple_selected", False))


@register.simple_tag
def problems_of(
    form: BaseForm | str, others: list[BaseForm] | str = ""
) -> list[form_fields.Problem]:
    """Everything to put right; a form that the page does not have arrives as an empty text."""
    return form_fields.problems_of([form, *others])
