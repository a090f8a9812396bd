"""Searches that an adviser made in vain: on a new, empty network each now finds what it means."""

import pytest
from django.contrib.auth.models import AnonymousUser

from practices.topics.setup_steps import start_topics_and_sources
from search.query.parsing import read
from search.query.terms import load_terms
from search.service import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_network(network):
    start_topics_and_sources(network)
    load_terms()


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("TUPE", "TUPE"),
        ("sleep-in", "sleep-in"),
        ("sleep in", "sleep-in"),
        ("modern slavery", "modern slavery"),
        ("Motability", "Motability"),
        ("P45", "payroll papers"),
        ("ordinary residence", "ordinary residence"),
        ("employment allowance", "Employment Allowance"),
        ("right to work", "right to work"),
        ("rolled-up holiday pay", "rolled-up holiday pay"),
        ("user choice contract", "user choice contract"),
        ("procurement act 2023", "Procurement Act 2023"),
        ("transition to adulthood", "transition to adulthood"),
        ("EHCP", "EHC plan"),
        ("statutory sick pay", "statutory sick pay"),
        ("deprivation of liberty at home", "community deprivation of liberty"),
        ("ASCOF 3D", "ASCOF"),
        ("real living wage", "Real Living Wage"),
        ("deferred payment agreement", "deferred payment agreement"),
    ],
)
def test_a_stranger_finds_the_term_among_the_first_three(new_network, asked, term):
    results = search(read(asked, page_size=10), AnonymousUser())
    assert results.total, "nothing at all"
    assert results.understood.corrected_text in ("", asked.lower(), asked)
    first = [one.entry.title for one in results.results if one.entry.kind == "term"][:3]
    assert term in first


@pytest.mark.parametrize(
    ("asked", "not_meant"),
    [
        ("hospital stay", "retainer"),
        ("support worker agency", "personal assistant"),
        ("deferred payment agreement", "direct payment agreement"),
        ("real living wage", "NLW"),
        ("third party budget", "personal health budget"),
        ("light touch regime", "light touch monitoring"),
        ("community DoL", "Deprivation of Liberty Safeguards"),
    ],
)
def test_a_search_is_not_widened_to_what_was_not_meant(new_network, asked, not_meant):
    results = search(read(asked, page_size=10), AnonymousUser())
    assert not_meant.lower() not in {one.lower() for one in results.understood.variants}
