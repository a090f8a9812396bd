"""What a form was sent with. An empty sending is one, too: then the form says what is missing."""

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict


def posted(request: HttpRequest) -> QueryDict | None:
    """The fields for a form's `data`; None while the page is only being looked at."""
    return request.POST if request.method == "POST" else None


def posted_files(request: HttpRequest) -> MultiValueDict | None:
    """The files for a form's `files`; None while the page is only being looked at."""
    return request.FILES if request.method == "POST" else None
