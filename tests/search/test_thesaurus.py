"""What is read as a term of the field, and what only looks like one.

These are the terms that come with the project, read as pure rows: no database is needed.
"""

import csv
import re

import pytest

from search.query import terms, words
from search.query.thesaurus import Term, Thesaurus


def bars(text):
    return tuple(filter(None, text.split("|")))


def shipped():
    with terms.FILE.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            yield Term(row["term"], bars(row["variants"]), bars(row["related"]))


FIELD = Thesaurus(shipped())


def read(text, thesaurus=FIELD):
    """{words read as a term: the term's name} of a text as somebody types it."""
    readings = thesaurus.read(words.split(text), capitals=words.capitals(text))
    return {reading.typed: reading.term.name for reading in readings}


MEANT = {
    "personal assistant": ["PA", "pa", "PAs", "pas", "P.A.", "PA's", "personal assistants", "my pa left",
                           "paying a pa", "holiday for PAs", "PA tax", "pa paye", "PA/carer"],
    "direct payment": ["DP", "dps", "direct payment", "direct payments", "dp in hospital", "cash payments"],
    "individual service fund": ["ISF", "isf", "ISFs", "I.S.F.", "isf providers we use", "individual service funds"],
    "individual employer": ["IE", "ie", "an IE pays", "individual employers"],
    "self-employed PA": ["self-employed PAs", "self employed pa", "self-employed personal assistant"],
    "prepaid card": ["prepaid cards", "pre-paid card", "PPC", "prepayment card", "Devon Card"],
    "retainer": ["retainer", "retainers", "retainer payments"],
    "close family member": ["relative", "relatives", "family members", "a relative as PA"],
    "clawback": ["clawback", "recoup", "recouping money", "reclaim", "clawed back", "claw-back", "repayments"],
    "monitoring": ["audit", "audits", "monitoring", "monitor", "quarterly returns"],
    "DBS check": ["DBS", "dbs", "dbs for carers", "DBS checks", "enhanced DBS"],
    "deputy": ["deputy", "deputies", "deputyship"],
    "care and support plan": ["support plans", "support planning", "care plan"],
    "managed account": ["managed accounts", "holding accounts", "supported account"],
    "section 117": ["s117", "s.117", "section 117", "S117", "s. 117"],
    "section 31": ["s31", "sec 31", "sec. 31"],
    "terms of reference": ["TOR", "tor", "the TOR of a group", "terms of reference"],
    "financial assessment": ["FA", "an FA officer", "financial assessments", "means test"],
    "fraud": ["fraud", "dp fraud", "financial crimes"],
    "payroll service": ["payroll", "payroll providers"],
    "redundancy": ["redundancy", "redundant PA", "redundancy pay"],
    "safe and legal": ["safe and legal", "DP spending rules"],
    "escalation": ["escalate", "escalating to the DASS"],
    "UTR": ["UTR", "utr for a sole trader"],
    "public liability insurance": ["PL insurance", "PL cover"],
    "personal allowance": ["PA tax code", "personal allowances"],
    "deferred payment agreement": ["deferred payment agreements", "deferred payments"],
    "Data Protection Act": ["DPA 2018", "GDPR"],
    "Court of Protection": ["CoP", "court of protection"],
    "community deprivation of liberty": ["deprivation of liberty at home", "community DoL"],
    "Liberty Protection Safeguards": ["LPS", "liberty protection safeguards"],
    "ASCOF": ["ASCOF 3D", "ASCOF 1C"],
    "SALT": ["SALT", "a SALT return"],
    "Client Level Data": ["CLD", "client level data"],
    "National Minimum Wage": ["NMW", "the minimum wage"],
    "Real Living Wage": ["RLW", "real living wage"],
    "statutory sick pay": ["SSP", "sick pay", "off sick"],
    "EHC plan": ["EHCP", "EHCPs"],
    "ordinary residence": ["ordinary residence"],
    "TUPE": ["TUPE", "tupe transfer"],
    "sleep-in": ["sleep-in", "sleep-ins", "sleeping nights"],
    "payroll papers": ["P45", "p60"],
    "user choice contract": ["user choice contract", "direct award"],
    "Procurement Act 2023": ["procurement act 2023"],
    "rolled-up holiday pay": ["rolled-up holiday pay", "rolled up holiday pay"],
    "Employment Allowance": ["employment allowance"],
    "right to work": ["right to work"],
    "transition to adulthood": ["transition to adulthood", "PfA"],
    "modern slavery": ["modern slavery"],
    "Motability": ["motability"],
}  # fmt: skip

NOT_MEANT = {
    "personal assistant": ["pay", "person", "personal", "assist", "assistance", "assistant", "pass", "part"],
    "individual employer": ["individual", "individually employed", "individual employment", "we use ie often", "i.e."],
    "close family member": ["related", "relating", "relation", "relations", "relatively", "relate", "family"],
    "retainer": ["retain", "retained", "retaining", "retains", "hospital stay"],
    "safe and legal": ["exclusively", "exclusive", "exclude", "excluding", "exclusion", "safe", "legal"],
    "commissioning": ["commission", "recommission", "decommission", "tender", "tendered"],
    "deputy": ["depute", "deputise"],
    "action log": ["action", "actions", "minutes", "15 minutes", "active", "activity"],
    "managed account": ["management account", "management accounts", "accountant", "manager"],
    "PAYE": ["pay", "pays", "payee", "payer", "paying"],
    "DASS": ["dasher", "dashes"],
    "DBS check": ["db", "dB"],
    "financial assessment": ["fa cup tickets", "a fab day", "finance"],
    "terms of reference": ["glastonbury tor walk", "refer", "reference"],
    "National Insurance": ["ni hao"],
    "public liability insurance": ["the pl file", "public"],
    "auto-enrolment": ["enrol", "enrolment", "an ae file"],
    "Care Act 2014": ["the act", "act", "acting", "care", "the acting head"],
    "fraud": ["fraudulently", "defraud"],
    "brokerage": ["broken", "broke"],
    "contingency": ["contingent"],
    "nominated person": ["third party", "nominate", "nomination"],
    "surplus": ["accrue", "accrued", "unspent"],
    "user-led organisation": ["organise", "organisation", "user"],
    "uptake": ["take", "takes", "taking"],
    "ASCOF": ["salt", "low salt diet"],
    "personal health budget": ["third party budget", "health"],
    "safeguarding": ["safe", "guard"],
    "co-production": ["product", "producer", "reproduce"],
    "personal budget": ["budget", "person budget", "pb jelly"],
    "clawback": ["recover", "recovery", "recovering"],
    "DoLS": ["LPS", "community DoL", "deprivation of liberty"],
    "National Living Wage": ["real living wage", "RLW", "NMW"],
    "Court of Protection": ["cop on the beat"],
    "authorised person": ["an ap for phones"],
    "lack of capacity": ["indirect payment", "Mental Capacity Act"],
    "introductory agency": ["care platform", "matching agency"],
    "direct payment": ["SDS option"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"), [(text, name) for name, texts in MEANT.items() for text in texts]
)
def test_what_is_meant_is_read(text, name):
    assert name in read(text).values()


@pytest.mark.parametrize(
    ("text", "name"), [(text, name) for name, texts in NOT_MEANT.items() for text in texts]
)
def test_what_only_looks_like_a_term_is_not(text, name):
    assert name not in read(text).values()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("DPA", ["direct payment agreement", "deferred payment agreement", "Data Protection Act"]),
        ("CoP", ["Court of Protection", "direct payments network"]),
        ("SAR", ["subject access", "safeguarding adults review"]),
        ("PHB", ["personal health budget"]),
    ],
)
def test_a_short_form_with_several_senses_offers_each(typed, names):
    assert [term.name for term in FIELD.senses(typed)] == names


def test_the_words_around_choose_the_sense_of_a_short_form():
    assert read("DPA GDPR")["dpa"] == "Data Protection Act"
    assert read("DPA for a house with capital limits")["dpa"] == "deferred payment agreement"


@pytest.mark.parametrize("form", ["ni", "pb", "fa", "ap", "ae", "ie", "il"])
def test_forms_of_two_letters_are_read_alone_or_in_capitals(form):
    assert read(form) and read(f"our {form.upper()} rules")
    assert not read(f"bring {form} boats")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("support worker", "personal assistant"), ("hospital stay", "retainer"),
        ("notional budget", "personal health budget"), ("third party budget", "personal health budget"),
        ("indicative budget", "personal budget"), ("tender", "commissioning"),
        ("light touch regime", "monitoring"), ("payroll tax", "PAYE"),
        ("regulated activity", "CQC registration"), ("one-off payment", "carer's direct payment"),
    ],
)  # fmt: skip
def test_what_is_not_the_same_is_not_swapped_in(one, other):
    assert other not in read(one).values()


def test_every_term_has_a_meaning_and_calls_people_they():
    with terms.MEANINGS.open(encoding="utf-8", newline="") as opened:
        means = {row["term"]: row["meaning"] for row in csv.DictReader(opened)}
    assert set(means) == {term.name for term in FIELD.terms}
    assert all(means.values())
    assert not [text for text in means.values() if re.search(r"\b(s?he|hers?|his|him)\b", text)]


def test_the_tables_are_long_enough_to_mean_something():
    assert sum(map(len, MEANT.values())) >= 80 and sum(map(len, NOT_MEANT.values())) >= 80


STRANGE = Thesaurus(
    [Term("information technology", ("IT",)), Term("Other Records", ("OR",)), Term("cap", ("CAP",)),
     Term("access service", ("AS",)), Term("Ann Example Day", ("AED",)), Term("Gas", ("GA",))]
)  # fmt: skip


@pytest.mark.parametrize("text", ["it", "or", "as", "It", "is it or as", "IS IT ON", "what is it"])
def test_a_stop_word_is_never_a_short_form(text):
    assert read(text, STRANGE) == {}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("our IT systems", "information technology"), ("IT", "information technology"),
        ("a cap on hours", None), ("a CAP on hours", "cap"), ("cap", "cap"), ("A CAP ON HOURS", None),
        ("the aed works", "Ann Example Day"), ("AEDs", "Ann Example Day"), ("ga for us", None),
        ("gas bill", None), ("ga", "Gas"),
    ],
)  # fmt: skip
def test_short_forms_that_are_ordinary_words_stand_in_capitals_or_alone(text, meant):
    assert set(read(text, STRANGE).values()) == ({meant} if meant else set())


@pytest.mark.parametrize(
    "text", ["PA", "is my PA paid the national living wage", "PA HMRC", "PA tax and NI"]
)
def test_a_pa_is_a_personal_assistant_first_and_the_tax_allowance_is_offered(text):
    reading = next(one for one in FIELD.read(words.split(text)) if one.typed == "pa")
    assert reading.term.name == "personal assistant"
    assert [other.name for other in reading.others] == ["personal allowance"]


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("PAs and P.A. at HMRC", {"pas", "pa", "hmrc"}), ("PA's rota", {"pa's"}), ("IS IT", set()),
        ("IT", {"it"}), ("I say A is a plan", set()), ("Pa says", set()), ("ＩＴ team", {"it"}),
        ("ask HR/IT", {"hr", "it"}), ("", set()),
    ],
)  # fmt: skip
def test_words_in_capitals_are_told_from_the_others(text, capitals):
    assert words.capitals(text) == capitals


@pytest.mark.parametrize(
    "word", ["isf", "isfs", "retainers", "infrastructure", "turbines", "titrs"]
)
def test_the_thesaurus_knows_words_by_their_spelling(word):
    assert FIELD.knows(word) is (word not in ("turbines", "titrs"))


@pytest.mark.parametrize("word", ["retainr", "retaine", "fraude", "relativ", "auditt", "deputys"])
def test_a_slip_with_the_stem_of_a_term_is_not_known(word):
    assert not FIELD.knows(word)


def test_every_shipped_spelling_is_read_as_its_own_term_when_it_stands_alone():
    for term in FIELD.terms:
        for name in term.spellings():
            assert term in FIELD.senses(name), name
            if len(words.split(name)) <= 6:
                assert name and read(name), name


def test_an_old_name_leads_to_the_new_one_and_never_back():
    thesaurus = Thesaurus([Term("prepaid card")], leads={"PPC scheme": "prepaid card"})
    assert read("ppc schemes", thesaurus) == {"ppc schemes": "prepaid card"}
    assert read("prepaid card", thesaurus) == {"prepaid card": "prepaid card"}
