"""Drafts and problems as JSON, for the way from the process that reads a file to the hub."""

from __future__ import annotations

import base64
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from practices.importing.draft import Draft, Figure, Part, Picture, Table, Text
from practices.importing.report import Problem

DATES = ("date", "review_by")


def to_json(found: Draft | Problem) -> dict[str, Any]:
    if isinstance(found, Problem):
        return {"is": "problem", **asdict(found)}
    values = {one.name: getattr(found, one.name) for one in fields(Draft)}
    values["parts"] = [part_to_json(part) for part in found.parts]
    for name in DATES:
        values[name] = values[name].isoformat() if values[name] else None
    return {"is": "draft", **values}


def from_json(values: dict[str, Any]) -> Draft | Problem:
    """What `to_json` was given. Raises KeyError, TypeError or ValueError for anything else."""
    rest = {name: value for name, value in values.items() if name != "is"}
    if values["is"] == "problem":
        return Problem(**rest)
    rest["parts"] = [part_from_json(part) for part in rest["parts"]]
    for name in DATES:
        rest[name] = date.fromisoformat(rest[name]) if rest[name] else None
    return Draft(**rest)


def part_to_json(part: Part) -> dict[str, Any]:
    if isinstance(part, Text):
        return {"html": part.html}
    if isinstance(part, Table):
        return {"rows": part.rows, "has_header": part.has_header, "caption": part.caption}
    content = base64.b64encode(part.picture.content).decode()
    return {
        "picture": part.picture.name,
        "content": content,
        "alt": part.picture.alt,
        "caption": part.caption,
    }


def part_from_json(part: dict[str, Any]) -> Part:
    if "html" in part:
        return Text(part["html"])
    if "rows" in part:
        rows = tuple(tuple(row) for row in part["rows"])
        return Table(rows, part["has_header"], part["caption"])
    content = base64.b64decode(part["content"])
    return Figure(Picture(part["picture"], content, part["alt"]), part["caption"])
