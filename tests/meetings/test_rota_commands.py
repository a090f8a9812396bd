"""plan_hosts and check_rota on files, without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.meetings.test_ledger import GOOD

ROOT = Path(__file__).parents[2]


def run(*args: str, cwd: Path) -> subprocess.CompletedProcess:
    environment = {**os.environ, "DATABASE_URL": "postgres://no:one@127.0.0.1:1/nothing"}
    environment["HUB_DATA"] = str(cwd)
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *args],
        capture_output=True, text=True, env=environment, cwd=ROOT, check=False,
    )  # fmt: skip


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    return path


@pytest.fixture
def plan(ledger, tmp_path):
    made = run("plan_hosts", "--ledger", str(ledger), "--json", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    path = tmp_path / "plan.json"
    path.write_text(made.stdout, encoding="utf-8")
    return path


def test_a_plan_is_made_and_accepted(ledger, plan, tmp_path):
    made = json.loads(plan.read_text(encoding="utf-8"))
    assert [one["date"] for one in made["assignments"]] == GOOD["to_plan"]
    checked = run("check_rota", str(ledger), str(plan), cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_changed_plan_ends_with_1_and_says_what_is_wrong(ledger, plan, tmp_path):
    made = json.loads(plan.read_text(encoding="utf-8"))
    made["assignments"][0]["host"] = None
    plan.write_text(json.dumps(made), encoding="utf-8")
    checked = run("check_rota", str(ledger), str(plan), cwd=tmp_path)
    assert checked.returncode == 1
    assert checked.stderr.strip()


def test_a_wrong_ledger_ends_with_2_and_one_sentence(ledger, plan, tmp_path):
    ledger.write_text(
        json.dumps({**GOOD, "to_plan": ["2026-05-14", "2026-05-14"]}), encoding="utf-8"
    )
    for command in (
        ("plan_hosts", "--ledger", str(ledger), "--json"),
        ("check_rota", str(ledger), str(plan)),
    ):
        refused = run(*command, cwd=tmp_path)
        assert refused.returncode == 2
        assert refused.stderr.strip() == (
            "CommandError: The date 2026-05-14 is there twice in held, fixed and to_plan."
        )
        assert refused.stdout == ""


def test_a_plan_that_is_no_json_ends_with_2(ledger, plan, tmp_path):
    plan.write_text("hello", encoding="utf-8")
    assert run("check_rota", str(ledger), str(plan), cwd=tmp_path).returncode == 2


ODD = {
    "a number of 6,000 digits": b'{"members": [], "grace_meetings": ' + b"9" * 6000 + b"}",
    "half a character": b'{"members": [{"id": "\\ud800", "joined": "2026-01-01"}]}',
    "nothing in it": b"{}",
    "a byte order mark": b'\xef\xbb\xbf{"members": []}',
    "a list": b"[]",
    "Latin-1": b'{"members": [{"id": "\xe9", "joined": "2026-01-01"}]}',
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_an_odd_file_ends_with_2_and_one_sentence(ledger, plan, tmp_path, content):
    odd = tmp_path / "odd.json"
    odd.write_bytes(content)
    for command in (
        ("plan_hosts", "--ledger", str(odd)),
        ("check_rota", str(odd), str(plan)),
        ("check_rota", str(ledger), str(odd)),
    ):
        ended = run(*command, cwd=tmp_path)
        assert ended.returncode == 2, (command, ended.stderr)
        assert "Traceback" not in ended.stderr and len(ended.stderr.strip().splitlines()) == 1
