"""Tags that every page may load: links to rooms, seats, and the parts of a form field."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hub import drawing, form_parts
from hub.own_pages import OwnPage, own_pages_of
from hub.seats import seat_of

register = template.Library()
register.filter(drawing.around_the_table)
register.filter(drawing.in_a_row)


@register.simple_tag
def url_if(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a room's page, or an empty text where that room is not installed."""
    return address_of(name, args, tuple(sorted(kwargs.items())))


@lru_cache(maxsize=2000)  # the same few addresses stand in the frame of every page
def address_of(name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> str:
    try:
        return reverse(name, args=args, kwargs=dict(kwargs))
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def menu_link(context: Context, name: str, label: str, classes: str = "") -> SafeString:
    """A line of the menu; nothing at all where the room is not installed.

    `name` is a URL's name, or an address where Wagtail's page tree answers.
    `aria-current` is "page" on the page itself and "true" on the pages below it.
    """
    address = name if name.startswith("/") else url_if(name)
    if not address:
        return SafeString("")
    request = context.get("request")
    path = request.path if request else ""
    current = ""
    if path == address:
        current = SafeString(' aria-current="page"')
    elif address != "/" and path.startswith(address) and not hers_alone(context, path, address):
        current = SafeString(' aria-current="true"')
    kind = format_html(' class="{}"', classes) if classes else ""
    return format_html('<li><a{} href="{}"{}>{}</a></li>', kind, address, current, label)


def hers_alone(context: Context, path: str, besides: str) -> bool:
    """Whether another line of the reader's own menu claims this page for itself."""
    mine = (url_if(page.name) for page in context.get("hers") or () if page.hers_alone)
    return any(path.startswith(own) for own in mine if own != besides)


@register.simple_tag(takes_context=True)
def own_pages(context: Context) -> list[OwnPage]:
    """The lines of the reader's own menu; none where a page is drawn without a reader."""
    user = context.get("user")
    return own_pages_of(user) if user else []


@register.filter
def lead_to(pages: list[OwnPage], name: str) -> bool:
    """Whether the reader's own menu has this page: what she may not use is not offered."""
    return any(page.name == name for page in pages)


@register.inclusion_tag("components/seat.html")
def seat(slug: str = "") -> dict[str, int | None]:
    """The seat of a council; an empty table where its seat is not known."""
    found = seat_of(slug)
    return {"place": found.place, "seats": found.seats} if found else {"place": None, "seats": 14}


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
    return form_parts.shape_of(field)


@register.filter
def control(field: BoundField, hint: str = "") -> SafeString:
    return form_parts.control(field, hint)


@register.simple_tag
def described_by(field: BoundField, hint: str = "") -> SafeString:
    ids = form_parts.ties(field, hint)
    return format_html(' aria-describedby="{}"', ids) if ids else SafeString("")


@register.filter
def choices_of(field: BoundField) -> list[form_parts.Choice]:
    return form_parts.choices_of(field)


@register.filter
def many(field: BoundField) -> bool:
    """True where several may be ticked: those stand in columns, one-of-many stand in a list."""
    return bool(getattr(field.field.widget, "allow_multiple_selected", False))


@register.simple_tag
def problems_of(
    form: BaseForm | str, others: list[BaseForm] | str = ""
) -> list[form_parts.Problem]:
    """Everything to put right; a form that the page does not have arrives as an empty text."""
    return form_parts.problems_of([form, *others])
