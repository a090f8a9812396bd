"""The measure itself, and the command that takes it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from search.analytics.evaluation import ndcg, overlap


def test_the_ideal_order_is_one_and_nothing_found_is_nought():
    grades = {"a": 2, "b": 1}
    assert ndcg(["a", "b"], grades) == 1
    assert 0 < ndcg(["b", "a"], grades) < 1
    assert ndcg(["x"], grades) == 0
    assert ndcg(["a", "a", "b"], grades) == 1, "a source and its note count once"


@pytest.mark.django_db
def test_the_command_measures_this_hub(put, tmp_path):
    put("Prepaid cards", ref="a")
    file = tmp_path / "judged.jsonl"
    file.write_text(json.dumps({"query": "prepaid", "relevant": {"a": 1}}))
    out = StringIO()
    call_command("search_evaluate", str(file), stdout=out)
    assert "nDCG@10 1.0000 over 1 queries" in out.getvalue()


@pytest.mark.django_db
def test_the_index_can_be_compared_with_the_table(put):
    put("Prepaid cards")
    out = StringIO()
    call_command("search_index", "verify", stdout=out)
    assert "0 differences" in out.getvalue()


def test_agreement_counts_what_stands_in_both():
    assert overlap([1, 2, 3], [3, 2, 1]) == 1
    assert overlap([1, 2], [2, 3]) == 0.5
    assert overlap([], []) == 1
    assert overlap([1], []) == 0


@pytest.mark.elasticsearch
@pytest.mark.parametrize("engine", ["elasticsearch"], indirect=True)
def test_the_command_tells_how_far_the_engines_agree(engine, put, tmp_path):
    put("Prepaid cards", ref="a")
    file = tmp_path / "judged.jsonl"
    file.write_text(json.dumps({"query": "prepaid", "relevant": {"a": 1}}))
    out = StringIO()
    call_command("search_evaluate", str(file), compare=True, stdout=out)
    assert "100.0% of the first ten are the same over 1 queries" in out.getvalue()


@pytest.mark.django_db
def test_the_bench_measures_made_up_entries(own_index):
    out = StringIO()
    call_command("bench_search", 30, rounds=2, stdout=out)
    assert "embedded, 30 entries: built in" in out.getvalue()
    assert "a question with facets" in out.getvalue()
