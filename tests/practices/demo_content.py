"""Reads the shipped content for the tests of it, without a database."""

import csv
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
PRACTICES = ROOT / "practices" / "data"
COUNCILS = ROOT / "network" / "councils" / "data"
PEOPLE_FILE = ROOT / "network" / "people" / "data" / "demo_people.yaml"


@dataclass(frozen=True)
class DemoNote:
    """A note file: what stands in its front matter, and its text."""

    file: Path
    facts: dict[str, Any]
    body: str

    def __str__(self) -> str:
        return self.file.stem


def read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def notes() -> list[DemoNote]:
    return [read_note(file) for file in sorted((PRACTICES / "demo" / "notes").glob("*.md"))]


def read_note(file: Path) -> DemoNote:
    _, facts, body = file.read_text(encoding="utf-8").split("---\n", 2)
    return DemoNote(file, yaml.safe_load(facts), body)


@cache
def topic_file() -> dict[str, Any]:
    return read_yaml(PRACTICES / "topics.yaml")


@cache
def topic_slugs() -> frozenset[str]:
    return frozenset(topic["slug"] for topic in topic_file()["topics"])


@cache
def digests() -> list[dict[str, Any]]:
    text = (PRACTICES / "practice-digests.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@cache
def invented_councils() -> frozenset[str]:
    with (COUNCILS / "demo-councils.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return frozenset(row["short_name"].lower().replace(" ", "-") for row in rows)


@cache
def people() -> dict[str, dict[str, Any]]:
    return {person["key"]: person for person in read_yaml(PEOPLE_FILE)["people"]}


def sentences(body: str) -> list[list[str]]:
    """The words of each sentence. Headings and tables are left out; a list item is a sentence."""
    lines = [line for line in body.splitlines() if not line.startswith(("#", "|", "> —"))]
    flowing = re.sub(r"^\s*(?:[-*>]|\d+\.)\s+", "\n\n", "\n".join(lines), flags=re.M)
    pieces = re.split(r"(?<=[.!?:])[\"”*]*\s+|\n\s*\n", flowing)
    return [words for piece in pieces if (words := re.findall(r"[\w’'-]+", piece))]
