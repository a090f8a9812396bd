"""The API's documentation as a page of the hub, drawn from the same OpenAPI description."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI


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
