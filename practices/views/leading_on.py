"""From a number in a text to the page or file itself, for those who may read it."""

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from hub.file_owner import address_of, may_read
from hub.models import HubDocument
from practices.models import PracticeNotePage


@require_safe
def to_page(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    page = get_object_or_404(Page.objects.live(), pk=pk).specific
    hidden = isinstance(page, PracticeNotePage) and not page.is_visible_to(request.user)
    if hidden or not page.url:
        raise Http404
    return redirect(page.url)


@require_safe
def to_document(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    document = get_object_or_404(HubDocument, pk=pk)
    if not may_read(request.user, document):
        raise Http404
    return redirect(address_of(document) or document.url)
