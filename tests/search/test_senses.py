"""Short forms that mean two things: one sense is assumed, said, and the other is offered."""

import pytest

from search.query import terms
from search.query.parsing import read
from search.service import search

FIRST = {
    "CIL": "centre for independent living",
    "PA": "personal assistant",
    "DPO": "disabled people's organisation",
    "ILF": "Independent Living Fund",
}


def sense_of(text, stranger, **chosen):
    ((_typed, term, others),) = search(read(text, senses=chosen), stranger).understood.senses
    return term.name, {other.name for other in others}


@pytest.mark.parametrize("short", FIRST)
def test_the_fields_own_sense_is_assumed_and_the_other_offered(thesaurus, stranger, short):
    assumed, others = sense_of(short, stranger)
    assert assumed == FIRST[short] and others


def test_the_words_around_it_decide_first(thesaurus, stranger):
    assert sense_of("CIL planning", stranger)[0] == "community infrastructure levy"
    assert sense_of("DPO subject access", stranger)[0] == "data protection officer"


def test_the_page_says_what_was_assumed_and_leads_to_the_other(client, thesaurus, put):
    put("Levy", "community infrastructure levy")
    put("Centre", "A centre for independent living, run by its members.")
    page = client.get("/search/?q=CIL").content.decode()
    assert "centre for independent living" in page and "community infrastructure levy" in page
    assert terms.thesaurus().senses("CIL")[0].name == FIRST["CIL"]
    other = client.get("/search/?q=CIL&sense=cil:community+infrastructure+levy").content.decode()
    assert "Levy" in other
