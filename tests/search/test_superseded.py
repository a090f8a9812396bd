"""A source whose rates no longer hold stands below one that holds."""

from datetime import date

import pytest

from practices.models import Source
from search.query.parsing import read
from search.service import search

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "old", [{"valid_until": date(2025, 3, 31), "published": date(2024, 4, 1)}, {"published": None}]
)
def test_of_two_sources_with_the_same_words_the_current_one_stands_first(own_index, stranger, old):
    words = {"title": "Standard rates", "digest": "Standard rates."}
    Source.objects.create(ref="new", published=date(2024, 4, 1), **words)
    Source.objects.create(ref="old", **words | old)
    results = search(read("standard rates"), stranger).results
    assert [hit.entry.ref for hit in results if hit.entry.kind == "source"] == ["new", "old"]
