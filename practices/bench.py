"""How fast an archive of notes comes in; part of `make bench`."""

import json
import random
import time
from pathlib import Path
from typing import Any

WORDS = [
    "direct",
    "payment",
    "card",
    "account",
    "audit",
    "review",
    "council",
    "assistant",
    "employer",
    "invoice",
    "receipt",
    "support",
    "plan",
    "budget",
    "contract",
    "rate",
    "agreement",
    "surplus",
    "fraud",
    "sample",
    "provider",
    "fund",
    "training",
    "payroll",
    "holiday",
    "pension",
    "insurance",
    "monitoring",
    "letter",
    "phone",
    "visit",
    "weekly",
    "monthly",
    "evidence",
    "statement",
]
COUNCILS = ("cordlemere", "mallowby", "elmsquay", "gorsemouth", "bramblequay", "aldermoot")


def bench_import(server: Any, folder: Path, count: int) -> str:
    """Import `count` synthetic notes of about 180 words through import_notes; notes a second."""
    file = folder / "notes.jsonl"
    file.write_text("\n".join(json.dumps(note(number)) for number in range(count)))
    started = time.monotonic()
    server.manage_py("import_notes", str(file), "--council", "cordlemere", "--publish")
    seconds = time.monotonic() - started
    return f"import: {count:,} notes from .jsonl in {seconds:.0f} s, {count / seconds:.0f} a second"


def note(number: int) -> dict[str, Any]:
    """The same note for the same number, so that runs compare."""
    chance = random.Random(number)  # noqa: S311
    said = [chance.choice(WORDS) for _ in range(180)]
    return {
        "ref": f"bench-{number}",
        "title": " ".join(said[:6]).capitalize(),
        "summary": " ".join(said[6:20]).capitalize() + ".",
        "body": " ".join(said[20:]).capitalize() + ".",
        "topics": [chance.choice(("fraud", "monitoring-and-audit"))],
        "tags": chance.sample(WORDS, 2),
        "date": f"20{chance.randint(15, 26)}-0{chance.randint(1, 9)}-11",
        "council": chance.choice(COUNCILS),
    }
