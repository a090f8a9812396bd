"""The content policy under /admin/: Wagtail's own pages carry inline scripts and styles."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; frame-ancestors 'self'; object-src 'none'; base-uri 'none'"
)


class AdminPolicyMiddleware:
    """Send the relaxed policy under /admin/ and nowhere else (django-csp does the site)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY)
        return response
