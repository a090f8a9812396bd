"""How far a source may be relied on, in every place that shows it."""

import json
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from hub import part_dates
from practices.models import Source
from practices.notes.search_records import describe_source
from practices.sources.wage_floor import HOURLY, floor_on, quotes_less
from practices.topics.setup_steps import SOURCES_FILE, add_missing_sources, start_topics_and_sources

TODAY = date(2026, 11, 26)
DIGESTS = [json.loads(line) for line in SOURCES_FILE.read_text(encoding="utf-8").splitlines()]
SCRAPERS = (
    "docest", "docsbay", "paperzz", "studylib", "pdfslide", "vdocuments", "formsbank", "invdev",
    "gosshosted", "wixsite", "esi2calculator", "urn:", "orderpaper", "fideres", "next.shropshire",
)  # fmt: skip


@pytest.fixture
def source(db):
    def make(**fields):
        return Source.objects.create(
            **{"ref": "rates", "title": "Standard rates", "publisher": "Council A"} | fields
        )

    return make


@pytest.fixture(autouse=True)
def november_2026():
    with time_machine.travel("2026-11-26 12:00", tick=False):
        yield


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({}, "undated"),
        ({"in_force": True}, ""),
        ({"published": date(2024, 4, 1)}, ""),
        ({"published": date(2013, 1, 1)}, "historical"),
        ({"published": date(2013, 1, 1), "in_force": True}, ""),
        ({"published": date(2024, 4, 1), "valid_until": date(2025, 3, 31)}, "superseded"),
        ({"published": date(2013, 1, 1), "valid_until": date(2025, 3, 31)}, "superseded"),
        ({"published": date(2026, 4, 1), "valid_until": TODAY}, ""),
        ({"published": date(2026, 4, 1), "digest": "PAs get £12.70 an hour."}, "superseded"),
        ({"published": date(2026, 4, 1), "digest": "PAs get £12.71 per hour."}, ""),
    ],
)
def test_the_standing_of_a_source(fields, standing):
    assert Source(**fields).standing(TODAY) == standing


@pytest.mark.parametrize(
    ("day", "wage"),
    [
        (date(2024, 3, 31), None), (date(2024, 4, 1), "11.44"), (date(2025, 4, 1), "12.21"),
        (date(2026, 3, 31), "12.21"), (date(2026, 4, 1), "12.71"), (date(2030, 1, 1), "12.71"),
    ],
)  # fmt: skip
def test_the_least_wage_of_each_day(day, wage):
    assert floor_on(day) == (Decimal(wage) if wage else None)


@pytest.mark.parametrize(
    ("text", "less"),
    [
        ("£12 an hour", True), ("£11.75 per hour", True), ("£12.5 an hour", False),
        ("£9/hr", True), ("£16.00 an hour", False), ("£1.50 an hour for a bus", False),
        ("£12 a week", False), ("£112 an hour", False), ("12 hours", False), ("", False),
    ],
)  # fmt: skip
def test_an_hourly_sum_below_the_least_wage_is_seen(text, less):
    assert quotes_less(text, TODAY) is less


def test_a_year_is_shown_as_a_year_everywhere(client, source):
    source(published=date(2019, 1, 1), published_known="year", digest="Standard rates of old.")
    for address in ("/sources/", "/sources/rates/", "/search/?q=standard+rates"):
        page = client.get(address).content.decode()
        assert "2019" in page and "1 January" not in page, address
    hits = client.get("/api/v1/search?q=standard+rates").json()["results"]
    assert [hit["date"] for hit in hits] == ["2019"]


def test_a_month_is_shown_as_a_month(client, source):
    source(published=date(2025, 6, 1), published_known="month")
    page = client.get("/sources/rates/").content.decode()
    assert "June 2025" in page and "1 June" not in page


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"published": date(2024, 4, 1), "valid_until": date(2025, 3, 31)}, "Superseded"),
        ({"published": date(2004, 4, 1)}, "Historical"),
        ({}, "Undated"),
    ],
)
def test_the_standing_is_on_the_page_in_lists_and_in_search(client, source, fraud, fields, label):
    source(**fields).topics.add(fraud)
    for address in ("/sources/", "/sources/rates/", "/search/?q=standard+rates", "/topics/fraud/"):
        assert label in client.get(address).content.decode(), address
    hits = client.get("/api/v1/search?q=standard+rates").json()["results"]
    assert [hit["status"] for hit in hits] == [label.lower()]


def test_a_superseded_source_says_until_when_it_held(client, source):
    source(published=date(2024, 4, 1), valid_until=date(2025, 3, 31))
    page = client.get("/sources/rates/").content.decode()
    assert "It held until 31 March 2025" in page and "Valid until" in page


def test_a_wage_that_may_not_be_paid_says_so_without_a_last_day(client, source):
    source(published=date(2026, 4, 1), digest="A PA gets £11.75 an hour.")
    assert "below today’s legal minimum" in client.get("/sources/rates/").content.decode()


def test_a_note_says_of_what_it_cites_that_it_is_superseded(
    client, source, make_note, dudley, alice
):
    old = source(published=date(2024, 4, 1), valid_until=date(2025, 3, 31))
    note = make_note(dudley, "Rates", alice, audience="public", cites=[old])
    page = client.get(note.address).content.decode()
    assert "Superseded" in page and "It no longer holds" in page


def test_a_source_turns_superseded_the_day_after_its_last(source):
    one = source(published=date(2026, 4, 1), valid_until=TODAY)
    assert describe_source(one).status == ""
    with time_machine.travel("2026-11-27 12:00", tick=False):
        assert describe_source(one).status == "superseded"


# --- what ships ---


@pytest.mark.parametrize("digest", DIGESTS, ids=lambda digest: digest["id"])
def test_a_shipped_digest_has_a_date_as_known_and_an_address_that_can_be_opened(digest):
    if "date" in digest:
        first_day, known = part_dates.read(digest["date"])
        assert first_day <= TODAY and part_dates.written(first_day, known) == digest["date"]
        assert not digest["date"].endswith("-01-01")
    if "valid_until" in digest:
        assert date.fromisoformat(digest["valid_until"])
    assert not [name for name in SCRAPERS if name in digest["url"]]
    if digest["url"]:
        try:
            URLValidator(schemes=["http", "https"])(digest["url"])
        except ValidationError:
            pytest.fail(digest["url"])


def test_no_shipped_digest_names_a_wage_that_may_not_be_paid():
    assert [one["id"] for one in DIGESTS if quotes_less(one["text"], TODAY)] == []
    assert [one["id"] for one in DIGESTS if HOURLY.search(one["text"]) and "date" not in one] == []


def test_publishers_that_have_ended_are_not_shown_as_living():
    ended = ("Cumbria County Council", "Somerset County Council")
    assert not [one["id"] for one in DIGESTS if one["publisher"] in ended]
    assert not [one["id"] for one in DIGESTS if one["publisher"] == "Council training slides"]


def test_the_law_is_cited_from_its_own_publisher_and_does_not_grow_old(network):
    start_topics_and_sources(network)
    for ref in ("leg-s31", "leg-s33n", "asc-reg7"):
        law = Source.objects.get(ref=ref)
        assert law.url.startswith("https://www.legislation.gov.uk/") and law.standing() == ""
        assert "enacted" not in law.url


@pytest.mark.parametrize(
    ("ref", "standing"),
    [
        ("shrops-rates", "superseded"), ("bolton-rates", "superseded"), ("notts-dbs", "superseded"),
        ("indirect", "superseded"), ("suffolk-dp", "superseded"), ("dudley-dp", "superseded"),
        ("isf-cumbria", "superseded"), ("nw-gov", "superseded"), ("peoplefirst-ae", "undated"),
        ("adass-burdens", "historical"), ("demos-prepaid", "historical"), ("psr-cartel", ""),
        ("nfi-order", ""), ("litrg-status", "undated"), ("wolves-lgo", ""),
    ],
)  # fmt: skip
def test_shipped_sources_stand_as_the_adviser_said(network, ref, standing):
    add_missing_sources()
    assert Source.objects.get(ref=ref).standing() == standing


def test_the_fines_of_the_card_case_are_told_firm_by_firm():
    told = next(one["text"] for one in DIGESTS if one["id"] == "psr-cartel")
    assert "allpay £28,553" in told and "EML" not in told and "18 January 2022" in told
