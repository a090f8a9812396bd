"""The API's documentation as a page of the hub, drawn from the same OpenAPI description."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from ninja import NinjaAPI

from hub.inputs import whole_number
from network.people.views.decorators import SignedInRequest
from search.api.tokens import make_token
from search.models import ApiToken


def docs_page(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """Every address with what it takes and gives."""
    schema = api.get_openapi_schema()
    context = {"info": schema["info"], "operations": list(_operations(schema))}
    return render(request, "search/api_docs.html", context)


def _operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            answer = operation["responses"].get(200, {})
            yield {
                "method": method.upper(),
                "path": path,
                "summary": operation.get("description") or operation.get("summary", ""),
                "parameters": [_parameter(given) for given in operation.get("parameters", [])],
                "fields": list(_fields(schema, answer)),
            }


def _parameter(given: dict[str, Any]) -> dict[str, Any]:
    kind = given["schema"]
    return {
        "name": given["name"],
        "type": _type(kind),
        "default": kind.get("default", ""),
    }


def _fields(schema: dict[str, Any], answer: dict[str, Any]) -> Iterator[tuple[str, str]]:
    shape = answer.get("content", {}).get("application/json", {}).get("schema", {})
    shape = shape.get("items", shape)
    for name, kind in _resolve(schema, shape).get("properties", {}).items():
        inner = _resolve(schema, kind.get("items", kind))
        names = ", ".join(inner.get("properties", {}))
        yield name, f"{_type(kind)}: {names}" if names else _type(kind)


def _resolve(schema: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    name = shape.get("$ref", "").rsplit("/", 1)[-1]
    return schema["components"]["schemas"].get(name, shape)


def _type(kind: dict[str, Any]) -> str:
    if kind.get("type") == "array":
        return "list"
    if "anyOf" in kind:
        return " or ".join(_type(other) for other in kind["anyOf"])
    return {"string": "text", "integer": "whole number", "null": "nothing"}.get(
        kind.get("type", "object"), kind.get("type", "object")
    )


# The page where a member makes and ends tokens.

MOST = 10


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_tokens(request: SignedInRequest) -> HttpResponse:
    """List, make and end one's own tokens. A new token is shown on this answer alone."""
    if not request.user.is_member():
        raise PermissionDenied(_("Keys for programs are for members of a network."))
    mine = ApiToken.objects.filter(user=request.user)
    token = ""
    if request.method == "POST":
        if "end" in request.POST:
            return _end(request)
        if mine.count() >= MOST:
            messages.error(request, _("You have ten tokens. End one before you make another."))
            return redirect("search_tokens")
        token = make_token(request.user, request.POST.get("name", "").strip()[:80] or _("Token"))
    return render(request, "search/tokens.html", {"tokens": mine, "token": token})


def _end(request: SignedInRequest) -> HttpResponse:
    number = whole_number(request.POST["end"])
    if number is not None:
        ApiToken.objects.filter(user=request.user, pk=number).delete()
        messages.success(request, _("The token no longer works."))
    return redirect("search_tokens")
