"""Which queries ask for a person, and which of their words are only the asking."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.query import words
from search.query.intent import LONGEST, intent_of

ASK_FOR_PEOPLE = {  # the words that are left to look for, stop words apart
    "who can i ring about isf": "isf",
    "who can I ring about prepaid cards": "prepaid cards",
    "who knows about ISFs": "isfs",
    "ring someone about payroll": "payroll",
    "who has tried pre-paid cards": "prepaid cards",
    "who do I speak to about fraud": "fraud",
    "whom should we contact about charging": "charging",
    "who to ask about self-employed PAs": "self employed pas",
    "who else uses Virtual Wallet": "virtual wallet",
    "who can help me with payroll": "payroll",
    "who can advise on capacity": "capacity",
    "who is the chair": "chair",
    "who's the dp lead in walsall": "dp lead walsall",
    "speak to someone about redundancy": "redundancy",
    "talk to somebody who knows about employing family": "employing family",
    "I need to speak to somebody about DBS checks": "i need dbs checks",
    "can I talk to anyone about audits": "audits",
    "phone a colleague about light touch monitoring": "light touch monitoring",
    "email someone about carers": "carers",
    "contact somebody about team models": "team models",
    "somebody who knows about charging": "charging",
    "someone who has tried individual service funds": "individual service funds",
    "a council that has introduced prepaid cards": "a prepaid cards",
    "has anyone tried managed accounts": "managed accounts",
    "does anyone know about employer liability insurance": "employer liability insurance",
    "does anybody use payment cards": "payment cards",
    "is anyone doing light touch reviews": "light touch reviews",
    "have any councils moved to prepaid cards": "prepaid cards",
    "anyone using allpay": "allpay",
    "anyone tried pooled budgets": "pooled budgets",
    "any council doing ISFs": "isfs",
    "anybody with experience of section 117": "section 117",
    "who deals with fraud referrals": "fraud referrals",
    "who looks after payroll in Dudley": "payroll dudley",
    "who wrote the prepaid card checks note": "prepaid card checks note",
    "who leads on co-production": "coproduction",
    "who does payroll": "payroll",
    "ask about ISFs": "isfs",
    "call about payroll": "payroll",
    "contact for ISF": "isf",
    "contact in Walsall": "walsall",
    "payroll contact": "payroll",
    "ISF contacts": "isf",
    "prepaid cards expert": "prepaid cards",
    "fraud who to ask": "fraud",
    "ring the DP lead in Walsall": "dp lead walsall",
    "contact the chair": "chair",
    "email the ADASS manager": "adass manager",
    "contact details for Asha Rahman": "asha rahman",
    "Asha Rahman phone number": "asha rahman",
    "walsall dp lead": "walsall dp lead",
    "DP lead Walsall": "dp lead walsall",
    "direct payments lead dudley": "direct payments lead dudley",
    "chair": "chair",
    "network chair": "network chair",
    "ADASS manager": "adass manager",
    "deputy chair": "deputy chair",
    "ISF lead": "isf lead",
    "get in touch with someone about carers": "carers",
    "who should I email about the audit": "audit",
    "who can I ask": "who can i ask",
    "who might know about hospital discharge": "hospital discharge",
    "who in Dudley knows about prepaid cards": "prepaid cards",
}
ARE_ABOUT_THINGS = [
    "call monitoring",
    "contact details form",
    "email agreement",
    "phone interview",
    "ask for repayment",
    "ring fenced budget",
    "ring-fenced grant",
    "change of contact details",
    "update contact details",
    "emergency contact",
    "single point of contact",
    "first contact",
    "contact with family",
    "supervised contact",
    "contact centre script",
    "contact a family",
    "call centre",
    "call off contract",
    "on call rates",
    "email template to residents",
    "email retention",
    "text message reminders",
    "phone contracts paid from a direct payment",
    "mobile phone costs",
    "telephone reassessment",
    "who pays for employers liability insurance",
    "who is the employer",
    "who is eligible",
    "who can be a personal assistant",
    "who can have a direct payment",
    "who has capacity",
    "who has parental responsibility",
    "who manages the account",
    "who is responsible for tax",
    "who signs the agreement",
    "who can i employ",
    "who pays redundancy",
    "people who use direct payments",
    "person who lacks capacity",
    "someone who lacks capacity",
    "someone who uses a direct payment",
    "can anyone be a PA",
    "can anyone have a direct payment",
    "is anyone eligible",
    "is anyone exempt from charging",
    "anyone over 18",
    "ask the expert sessions",
    "asking for money back",
    "recalling cards",
    "caller checks",
    "speaking up",
    "talking mats",
    "talking newsletter",
    "chair raiser",
    "wheelchair",
    "shower chair",
    "role of the dp lead",
    "dp lead job description",
    "lead time",
    "lead provider",
    "take the lead",
    "chair of the board",
    "adass survey",
    "adass guidance",
    "network meeting",
    "direct payments",
    "prepaid cards",
    "who",
    "contact",
    "call",
    "do not call list",
    "ask for the money back",
    "letter to ask someone to be a PA",
    "authorised person",
    "nominated person",
    "personal assistant contact agreement",
    "a carer who looks after two children",
    "a parent who handles the money",
    "what to ask at interview",
    "how to ring round in an emergency",
    "reaching people from smaller communities",
    "message wording for a missed return",
    "consulting residents on rates",
]
ASKING = ["who can i ring about", "ring someone about", "who knows about", "has anyone tried"]
thing_words = some.lists(
    some.sampled_from(["payroll", "cards", "rates", "carers", "audit"]), max_size=4
)


def content(text):
    return [word for word in intent_of(words.split(text)).content if word not in words.STOP_WORDS]


@pytest.mark.parametrize(("asked", "left"), ASK_FOR_PEOPLE.items())
def test_a_question_for_a_person_is_known_and_its_asking_taken_away(asked, left):
    assert intent_of(words.split(asked)).for_person
    assert content(asked) == [word for word in left.split() if word not in words.STOP_WORDS]


@pytest.mark.parametrize("text", ARE_ABOUT_THINGS)
def test_the_same_words_about_a_thing_stay_as_they_are(text):
    found = intent_of(words.split(text))
    assert (found.for_person, list(found.content)) == (False, words.split(text))


def test_nothing_but_the_asking_keeps_its_words():
    found = intent_of(["who", "can", "i", "ask"])
    assert found.for_person and found.content == ("who", "can", "i", "ask")


def test_people_are_preferred_only_where_they_are_asked_for():
    assert intent_of(["who", "knows", "payroll"]).prefer["person"] > 1
    assert not intent_of(["payroll"]).prefer


@pytest.mark.parametrize("asking", ASKING)
@given(rest=thing_words)
def test_whatever_is_asked_about_stays(asking, rest):
    found = intent_of([*asking.split(), *rest])
    assert found.for_person
    assert list(found.content) == (rest or asking.split())


@given(text=some.text(max_size=300))
def test_any_text_is_read_and_no_word_is_made_up(text):
    every = words.split(text)
    found = intent_of(every)
    rest = iter(every)
    assert all(word in rest for word in found.content), "the words left stand in their old order"
    assert bool(found.content) == bool(every)


@given(rest=some.lists(some.sampled_from(["who", "can", "ring", "council", "x"]), min_size=1))
def test_a_pasted_page_asks_for_nobody(rest):
    long = ["who", "can", "i", "ring", "about", *rest * LONGEST]
    assert intent_of(long).content == tuple(long)
