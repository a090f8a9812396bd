"""The words of the field, explained: a public page, and terms as things that can be found."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.access.audience import PUBLIC
from hub.search_registry import SearchRecord
from search.models import Term


def anchor_of(name: str) -> str:
    """Where on the glossary's page a term stands."""
    return f"term-{slugify(name)}"


def address_of(name: str) -> str:
    return f"{reverse('search_glossary')}#{anchor_of(name)}"


def describe_term(term: Term) -> SearchRecord:
    """The thesaurus is public: whoever types a word of it is told what it means.

    Its other spellings are not in the text: the thesaurus brings them to the query, and here they
    would only make them look common.
    """
    plain = term.as_plain()
    also = _("Also: %(names)s.") % {"names": ", ".join(plain.variants)} if plain.variants else ""
    return SearchRecord(
        kind="term",
        title=term.name,
        url=address_of(term.name),
        audience_key=PUBLIC,
        summary=term.meaning or also,
        extra={"signpost": True},
    )


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """All terms from A to Z, for everybody."""
    terms = sorted(Term.objects.all(), key=lambda term: term.name.casefold())
    context = {
        "letters": [(letter, list(some)) for letter, some in groupby(_rows(terms), _letter)],
        "may_keep": request.user.has_perm("search.change_term"),
    }
    return render(request, "search/glossary.html", context)


def _letter(row: dict[str, Any]) -> str:
    return row["name"][:1].upper()


def _rows(terms: list[Term]) -> Iterator[dict[str, Any]]:
    known = {term.name for term in terms}
    for term in terms:
        plain = term.as_plain()
        yield {
            "name": term.name,
            "anchor": anchor_of(term.name),
            "meaning": term.meaning,
            "variants": plain.variants,
            "related": [(name, f"#{anchor_of(name)}") for name in plain.related if name in known],
        }
