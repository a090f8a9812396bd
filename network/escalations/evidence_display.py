"""What shows an issue: evidence, as far as this reader may see each piece of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.access.audience import keys_of
from hub.inputs import whole_number
from hub.search_registry import SearchRecord, kind_of, kinds
from network.escalations.anonymise import Veil
from network.escalations.models import Evidence, Issue


@dataclass(frozen=True)
class Shown:
    """One piece of evidence for one reader. `url` is empty where there is nothing to open."""

    title: str
    what: str
    url: str = ""
    pk: int | None = None
    inside: str = ""  # where those who raised it see what is in the file


def finding_of(thing: Model | None) -> SearchRecord | None:
    """What the registry says of a thing: None when it is gone or not findable."""
    if isinstance(thing, Page):
        thing = thing.specific if thing.live else None
    kind = kind_of(type(thing)) if thing is not None else None
    return kind.describe(thing) if kind and thing is not None else None


def may_see(finding: SearchRecord | None, reader: Any) -> bool:
    """Whether the reader holds the key of the thing itself."""
    return finding is not None and finding.audience_key in keys_of(reader)


def evidence_for(issue: Issue, veil: Veil) -> list[Shown]:
    """Each piece the reader may see, in the order it was added; the others are left out."""
    rows = issue.evidence.select_related("document").prefetch_related("thing")
    return [shown for row in rows if (shown := _shown(row, veil)) is not None]


def _shown(row: Evidence, veil: Veil) -> Shown | None:
    if row.document is not None:
        url = reverse("escalations:file", args=[row.issue_id, row.pk])
        inside = reverse("escalations:inside", args=[row.issue_id, row.pk])
        title = row.title or veil.file_name(row.document.filename, row.pk)
        return Shown(veil.text(title), _("File"), url, row.pk, inside)
    if row.content_type_id is None:
        return Shown(veil.text(row.title or row.url), _("On another site"), row.url, row.pk)
    return _thing(row, veil)


def _thing(row: Evidence, veil: Veil) -> Shown | None:
    thing: Any = row.thing
    finding = finding_of(thing)
    if finding is None or not may_see(finding, veil.reader):
        return None
    if finding.council in {council.slug for council in veil.hidden.values()}:
        return Shown(_("Something of the council that asked not to be named"), "", "", row.pk)
    kind = kind_of(type(thing.specific if isinstance(thing, Page) else thing))
    what = ", ".join(
        part for part in (str(kind.label) if kind else "", finding.council_name) if part
    )
    return Shown(finding.title, what, finding.url, row.pk)


def thing_from(kind_name: str, pk: str, reader: Any) -> Model | None:
    """The thing that an address names (`from_page=12`, `from_meeting=3`), if the reader may see it.

    `kind_name` is "page" for any page, else a kind of the registry.
    """
    number = whole_number(pk)
    thing = _find(kind_name, number) if number is not None else None
    return thing if thing is not None and may_see(finding_of(thing), reader) else None


def _find(kind_name: str, pk: int) -> Model | None:
    if kind_name == "page":
        page = Page.objects.filter(pk=pk).first()
        return page.specific if page else None
    for kind in kinds():
        if kind.kind == kind_name:
            return kind.model._default_manager.filter(pk=pk).first()
    return None
