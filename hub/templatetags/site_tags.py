"""What a page of one room shows of other rooms. Each tag puts its names into the block it stands in."""

from typing import Any

from django import template
from django.template import Context

from hub.site import council_page
from practices.adoptions.services import elsewhere, may_adopt
from search.similar import Related, related

register = template.Library()


def tell(context: Context, names: dict[str, Any]) -> str:
    for name, value in names.items():
        context[name] = value
    return ""


@register.simple_tag(takes_context=True)
def council_index_parts(context: Context) -> str:
    """`q`, `groups` and `found` of hub.site.council_page.index."""
    return tell(context, council_page.index(context["request"]))


@register.simple_tag(takes_context=True)
def council_page_parts(context: Context) -> str:
    """What hub.site.council_page.council says of `page`."""
    return tell(context, council_page.council(context["page"], context["request"]))


@register.simple_tag(takes_context=True)
def adoption_parts(context: Context) -> str:
    """Which other councils do what `note` tells of, and whether the reader may say so of theirs."""
    note, reader = context["note"], context["request"].user
    others = elsewhere(note, reader) if reader.is_authenticated else ()
    own = getattr(reader, "council_id", None)
    return tell(
        context,
        {
            "elsewhere": others,
            "may_adopt": may_adopt(reader, note),
            "own_council": own,
            "has_said": own in {one.council_id for one in others},
        },
    )


@register.simple_tag(takes_context=True)
def related_notes(context: Context) -> list[Related]:
    """Up to three notes close to `note` that the reader may see."""
    return list(related(context["note"], context["request"].user))
