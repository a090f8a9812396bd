"""The demonstration walked, exported, fed, mailed and asked by programs: no unmarked line."""

import csv
import io
import json
import re

import pytest
from defusedxml import ElementTree
from django.core.mail import send_mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook

from hub import demonstration as marks
from hub.mail import outbox
from hub.mail.models import Message
from network.councils.models import Council, Network
from network.meetings import inviting
from network.meetings.models import CalendarAddress, Meeting, Series
from network.people.models import Membership, Role, User
from practices.models import PracticeNotePage, Source
from search.models import SavedSearch
from tests.access.addresses import every_address, numbers
from tests.access.walking import BACKEND, Walker

MARKS = ("Demonstration: ", "Real source: ", "Real term: ", "Real topic: ")
OF_THE_LIBRARY = "/_util/"  # Wagtail's own pages of passwords, which hold no content
ATOM = "{http://www.w3.org/2005/Atom}"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class MarkWalker(Walker):
    """Looks for the mark in every answer of the walk."""

    def look(self, path, answer, said, posted):
        super().look(path, answer, said, posted)
        if answer.get("X-Robots-Tag") != "noindex, nofollow":
            self.walk.told.append(f"{path}: may be kept by search engines")
        if answer.status_code != 200 or "<html" not in said or path.startswith(OF_THE_LIBRARY):
            return
        title = TITLE.search(said)[1].strip()
        if path.startswith("/admin/"):
            if "Demonstration: " not in title:
                self.walk.told.append(f"{path}: {title}")
        elif not title.startswith(MARKS) or 'content="noindex, nofollow"' not in said:
            self.walk.told.append(f"{path}: {title}")
        elif "notes and figures are made up." not in said:
            self.walk.told.append(f"{path}: no banner")


@pytest.mark.parametrize("role", ["stranger", Role.DP_LEAD, Role.CHAIR, Role.ADMINISTRATOR])
def test_every_page_says_so_in_title_and_banner(demonstration, quiet, role):
    parts = Membership.objects.filter(role=role).order_by("pk")
    who = None if role == "stranger" else parts.values_list("user", flat=True)[0]
    known = numbers(few=2)
    walk = MarkWalker(who, {}).go(every_address(known), known)
    assert walk.told == []
    assert walk.opened > 40


@pytest.fixture
def chair(demonstration):
    return User.objects.get(name="Marian Clee")


@pytest.fixture
def signed_in(chair):
    client = Client()
    client.force_login(chair, backend=BACKEND)
    return client


def atom(answer):
    """Title and authors of the feed and of each entry."""
    root = ElementTree.fromstring(answer.content)
    entries = root.findall(f"{ATOM}entry")
    assert entries
    titles = [one.findtext(f"{ATOM}title") for one in (root, *entries)]
    return titles, [name.text for name in root.iter(f"{ATOM}name")], root


def test_every_line_of_the_note_feeds(demonstration, client):
    note = PracticeNotePage.objects.live().filter(audience="public").first()
    for address in (
        reverse("practices:feed"),
        reverse("practices:feed_council", args=[note.council.slug]),
        reverse("practices:feed_topic", args=[note.topics.first().slug]),
    ):
        titles, names, root = atom(client.get(address))
        assert all(title.startswith("Demonstration: ") for title in titles)
        assert names and all(name.startswith("Demonstration: ") for name in names)
        assert "made up" in root.findtext(f"{ATOM}subtitle")


def test_every_line_of_a_search_feed_and_sources_are_real(demonstration, client, chair):
    saved = SavedSearch.objects.create(user=chair, name="Cards", address="q=prepaid+card")
    for answer in (
        client.get(reverse("search_feed"), {"q": "prepaid card"}),
        client.get(reverse("search_saved_feed", args=[saved.token])),
    ):
        titles, _names, root = atom(answer)
        assert "made up" in root.findtext(f"{ATOM}subtitle")
        assert titles[0].startswith("Demonstration: ")
        assert all(title.startswith(MARKS) for title in titles)
        real = [title for title in titles if title.startswith("Real source: ")]
        assert 0 < len(real) < len(titles) - 1


def test_every_answer_of_the_api_tells_what_is_made_up(demonstration, client):
    found = client.get("/api/v1/search", {"q": "prepaid card", "page_size": 100}).json()["results"]
    assert {one["demonstration"] for one in found if one["kind"] == "note"} == {True}
    assert {one["demonstration"] for one in found if one["kind"] == "source"} == {False}
    rows, after, more = [], 0, True
    while more:
        page = client.get("/api/v1/entries", {"after_revision": after, "page_size": 100}).json()
        rows, after, more = rows + page["entries"], page["next_revision"], page["more"]
    assert len(rows) > 300
    real = {row["kind"] for row in rows if not row["demonstration"]}
    assert real == {"source", "topic", "term"}
    assert not real & {row["kind"] for row in rows if row["demonstration"]}
    offered = client.get("/api/v1/suggest", {"q": "prep"}).json()
    assert offered and all(isinstance(one["demonstration"], bool) for one in offered)


def test_every_event_of_a_calendar_and_its_name(demonstration, client, chair):
    own = CalendarAddress.objects.create(person=chair)
    answer = client.get(reverse("meetings:feed", args=[own.secret, "all"]))
    calendar = Calendar.from_ical(answer.content)
    assert str(calendar["x-wr-calname"]).startswith("Demonstration: ")
    events = calendar.walk("VEVENT")
    assert len(events) > 10
    for event in events:
        assert str(event["summary"]).startswith("Demonstration: ")
        assert "made up" in str(event["description"])


def download(signed_in, ending):
    answer = signed_in.get(reverse("escalations:download", args=[ending]))
    assert 'filename="demonstration-raised' in answer["Content-Disposition"]
    return io.BytesIO(answer.content)


def test_every_line_of_the_report_as_csv(signed_in):
    text = download(signed_in, "csv").read().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > 10
    assert {row[0] for row in rows} == {"Demonstration"}
    assert len({len(row) for row in rows}) == 1


def test_every_line_of_the_report_as_a_spreadsheet_and_every_printed_page(signed_in):
    numbers, issues = load_workbook(download(signed_in, "xlsx")).worksheets
    assert "made up" in numbers["A2"].value
    assert {row[0] for row in issues.iter_rows(values_only=True)} == {"Demonstration"}
    for sheet in (numbers, issues):
        assert "made up" in sheet.oddHeader.center.text


def test_every_page_of_the_report_as_a_paper(signed_in):
    paper = Document(download(signed_in, "docx"))
    assert all("made up" in one.header.paragraphs[0].text for one in paper.sections)
    assert paper.paragraphs[0].text.startswith("Demonstration: ")
    assert paper.core_properties.title.startswith("Demonstration: ")


def test_every_line_of_the_turns_and_both_files_of_the_rota(signed_in, tmp_path, capsys):
    series = Series.objects.get(name="Network meeting")
    turns = signed_in.get(reverse("meetings:turns_csv", args=[series.pk]))
    rows = list(csv.reader(io.StringIO(turns.content.decode("utf-8-sig"))))
    assert len(rows) > 10 and {row[-1] for row in rows} == {"Demonstration"}
    for name in ("ledger", "plan"):
        answer = signed_in.get(reverse(f"meetings:{name}", args=[series.pk]))
        assert "made up" in json.loads(answer.content)["demonstration"]
        (tmp_path / f"{name}.json").write_bytes(answer.content)
    call_command("check_rota", tmp_path / "ledger.json", tmp_path / "plan.json")


def test_what_one_takes_away_about_oneself(signed_in):
    answer = signed_in.get(reverse("my_data"))
    assert "made up" in answer.json()["demonstration"]
    assert 'filename="demonstration-my-data.json"' in answer["Content-Disposition"]


def words_of(message):
    parts = message.parsed().walk()
    return [one.get_content() for one in parts if one.get_content_maintype() == "text"]


def test_every_mail_in_its_subject_and_each_of_its_parts(demonstration):
    posted = outbox.post(
        ["ann@council.example"], "A question", "emails/question_answered",
        {"question": "Q", "answer": "A", "url": "https://hub.example/"},
    )  # fmt: skip
    send_mail("Your code", "12345", None, ["ann@council.example"])
    messages = [*Message.objects.order_by("pk")]
    assert len(messages) >= len(posted) + 1
    for message in messages:
        assert message.subject.startswith("Demonstration: ")
        assert message.parsed()["Subject"].startswith("Demonstration: ")
        assert all("notes and figures are made up." in words for words in words_of(message))


def test_an_invitation_carries_it_in_the_mail_and_in_the_calendar_part(signed_in):
    meeting = Meeting.objects.filter(status="draft").order_by("starts").first()
    inviting.announce([meeting], by=User.objects.get(name="Marian Clee"))
    (message, *_others) = Message.objects.all()
    assert message.subject.startswith("Demonstration: Invitation")
    event = next(
        Calendar.from_ical(part.get_content()).walk("VEVENT")[0]
        for part in message.parsed().walk()
        if part.get_content_type() == "text/calendar"
    )
    assert str(event["summary"]).startswith("Demonstration: ")


def test_a_real_source_says_that_it_is_real_and_search_says_so_beside_it(demonstration, client):
    source = Source.objects.first()
    page = client.get(source.get_absolute_url()).content.decode()
    assert TITLE.search(page)[1].startswith("Real source: ")
    assert "Real source in a demonstration: " in page
    found = client.get(reverse("search"), {"q": "prepaid card"}).content.decode()
    assert '<span class="tag">Real source</span>' in found


def test_a_note_marks_its_description_its_sources_and_its_print(demonstration, client):
    note = PracticeNotePage.objects.live().get(ref="checking-prepaid-cards-by-exception")
    page = client.get(note.address).content.decode()
    assert '<meta name="description" content="Demonstration: ' in page
    assert "These sources are real and were published elsewhere." in page
    printed = client.get(f"{note.address}print/").content.decode()
    assert '<aside class="demo"' in printed and "made up" in printed


def test_a_topic_marks_its_sources_as_real(demonstration, client):
    page = client.get("/topics/fraud/").content.decode()
    assert TITLE.search(page)[1].startswith("Demonstration: ")
    assert "These sources are real and were published elsewhere." in page


def test_robots_are_sent_away(demonstration, client):
    said = client.get("/robots.txt").content.decode()
    assert said.splitlines() == ["User-agent: *", "Disallow: /"]


def test_a_real_hub_carries_no_mark_anywhere(network, client, dudley):
    answer = client.get(dudley.get_absolute_url())
    assert "emonstration" not in answer.content.decode()
    assert "X-Robots-Tag" not in answer
    assert "Disallow: /\n" not in client.get("/robots.txt").content.decode()
    assert marks.marked("Cards") == "Cards"
    assert (marks.mark(), marks.sentence(), marks.file_name("a.csv")) == ("", "", "a.csv")
    assert not marks.is_made_up("note")


def test_a_title_is_marked_once_and_what_is_real_says_so(invented):
    assert marks.marked(marks.marked("Cards")) == "Demonstration: Cards"
    assert marks.marked("Care Act", "source") == "Real source: Care Act"
    assert marks.marked("A title: with a colon") == "Demonstration: A title: with a colon"
    assert marks.is_made_up("note") and not marks.is_made_up("term")


def test_the_mark_comes_and_goes_with_the_network(db):
    assert not marks.is_on()
    network = Network.objects.create(name="Tarrowmark", slug="tarrowmark", demonstration=True)
    assert marks.is_on()
    Network.objects.filter(pk=network.pk).get().delete()
    assert not marks.is_on()


def test_it_is_asked_of_the_database_once_a_minute(invented, django_assert_num_queries):
    marks.forget()
    with django_assert_num_queries(1):
        assert all(marks.is_on() for _ in range(20))


def test_no_council_of_the_demonstration_is_real(demonstration):
    assert Council.objects.count() == 14
    assert not Council.objects.exclude(gss_code=None).exists()
    assert Network.objects.get().demonstration
