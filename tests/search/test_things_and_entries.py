"""Whatever way things are written, changed or taken away, their entries say the same.

Each way that the code base uses is tried on a hub that holds every kind of thing, and then all
things are compared with all entries, as `search_index verify` does.
"""

from datetime import date, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
import time_machine
from django.core import serializers
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from taggit.models import Tag

from hub.inspection.services import look_inside
from hub.jobs.registry import all_jobs
from hub.mail.models import Message
from hub.mail.models import State as MailState
from hub.models import HubDocument
from hub.search_registry import changed_many, kinds
from network.councils.models import Council
from network.councils.services import give_page
from network.escalations.leaving import give_raising
from network.escalations.models import Barrier, TellBack
from network.escalations.services import answering, managing, raising, telling, triage
from network.meetings import inviting, papers
from network.meetings.models import AgendaItem, Group, Meeting, Minutes
from network.people.models import Membership, Role, User
from network.people.roles import give_role, leave, set_roles
from practices.adoptions.services import say, take_back
from practices.leaving import give_note
from practices.models import Adoption, NoteAttachment, Question, Source, Topic
from practices.notes.services import publish_note, still_right
from practices.posting.drafts import draft_of, save_draft, version_of
from practices.questions import services as questions
from practices.tags.services import merge
from practices.topics.setup_steps import add_missing_sources, add_missing_topics
from search.models import AttachedFile, Ledger, SearchEntry, Term
from search.query.terms import load_terms
from search.records import attachments
from search.records.comparing import LEFT_OVER, MISSING, STALE, differences, record_everything
from tests.conftest import person
from tests.escalations.conftest import ANSWER, WORDS
from tests.unpublishing import unpublish_note

pytestmark = pytest.mark.django_db


def file(by, words="Receipts are kept for six years."):
    """A file that `by` put up, looked into."""
    document = HubDocument.objects.create(
        title="Letter", file=ContentFile(words.encode(), name="letter.txt"), uploaded_by_user=by
    )
    look_inside(document)
    return document


@pytest.fixture
def hub(network, dudley, walsall, alice, bob, carol, chair, dana, make_note):
    """A hub with one thing of each kind, and more where things hang on each other."""
    topic = Topic.objects.create(slug="cards", name="Prepaid cards", what_it_is="A card.")
    source = Source.objects.create(ref="s", title="A source", digest="Words")
    source.topics.add(topic)
    note = make_note(dudley, "Card checks", alice, topics=[topic], tags=["cards"], audience="adass")
    note.attachments.add(NoteAttachment(document=file(alice)))
    note = publish_note(note, alice)
    say(note, carol, Adoption.How.DOING, "Since May.")
    question = questions.ask(network, alice, title="Who checks cards?", topic=topic)
    answer = questions.answer(question, carol, "We do.")
    group = Group.objects.create(network=network, name="Board", kind=Group.Kind.BOARD)
    meeting = Meeting.objects.create(
        group=group, title="Meeting", starts=timezone.now() + timedelta(days=9), host=walsall
    )
    AgendaItem.objects.create(meeting=meeting, title="Cards", accepted=True)
    inviting.announce([meeting], by=chair)
    minutes = Minutes.objects.create(meeting=meeting, text="<p>Agreed.</p>")
    look_inside(
        papers.attach(meeting, "Paper", ContentFile(b"Words", name="paper.txt"), by=chair).document
    )
    barrier = Barrier.objects.get(slug="legal")
    issue = raising.send(raising.save_draft(alice, network, WORDS | {"barrier": barrier}), alice)
    raising.add_evidence(issue, alice, title="Proof", document=file(alice))
    term = Term.objects.create(name="card", meaning="A piece of plastic.")
    attachments.read_new()
    return SimpleNamespace(**{k: v for k, v in locals().items() if k != "make_note"})


def test_the_hub_of_these_tests_holds_every_kind(hub):
    held = set(SearchEntry.objects.here().values_list("kind", flat=True))
    assert held == {kind.kind for kind in kinds()}
    assert found() == []


def found():
    return [(one.thing, one.what, one.fields) for one in differences()]


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def rename(thing, **values):
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save()


def edit(note, **values):
    note = fresh(note)
    for name, value in values.items():
        setattr(note, name, value)
    return publish_note(note, note.owner)


def draft_an_edit(h):
    latest = h.note.get_latest_revision()
    save_draft(h.note, {"title": "Not yet"}, h.alice, based_on=version_of(latest))


def stand_by_an_edited_note(h):
    draft_an_edit(h)
    still_right(h.note, h.alice)


def retag(note, *names):
    note = fresh(note)
    note.tags.set(names)
    note.save()


def answer_the_issue(h):
    for name in ("solihull", "coventry", "sandwell"):
        council = h.network.councils.get(slug=name)
        raising.sign(fresh(h.issue), person(name.title(), h.network, Role.DP_LEAD, council))
    issue = triage.send_up(fresh(h.issue), h.chair)
    managing.take(issue, h.dana)
    answer = answering.save_answer(issue, h.dana, 0, ANSWER)
    answering.publish(issue, h.dana, answer.version)
    return fresh(h.issue)


def a_mail_comes_back(h):
    """The last person was told; their letter then comes back, and the issue is answered again."""
    issue = answer_the_issue(h)
    for told in issue.tell_backs.exclude(status__in=telling.SETTLED):
        telling.tick_told(told, h.chair)
    assert fresh(issue).state == "told_back"
    told = issue.tell_backs.first()
    letter = Message.objects.first()
    Message.objects.filter(pk=letter.pk).update(state=MailState.FAILED)
    TellBack.objects.filter(pk=told.pk).update(status=TellBack.Status.SENT, message=letter)
    for lost in telling.letters_that_came_back():
        telling.mail_came_back(lost)
    assert fresh(issue).state == "answered"


def merge_issues(h):
    other = raising.save_draft(h.carol, h.network, WORDS | {"barrier": h.barrier})
    other = raising.send(other, h.carol)
    triage.merge(other, fresh(h.issue), h.chair)


def sign_unnamed(h):
    raising.sign(fresh(h.issue), h.carol, withheld=True)
    assert "carol" not in str(SearchEntry.objects.get(kind="issue").body).lower()


def unsign(h):
    raising.sign(fresh(h.issue), h.carol)
    raising.unsign(fresh(h.issue), h.carol, "Changed our mind")


def import_topics_sources_and_terms(h):
    add_missing_topics()
    add_missing_sources()
    load_terms()


def publish_anew_with_another_file(h):
    note = fresh(h.note)
    note.attachments.set([NoteAttachment(document=file(h.alice, "Other words"))])
    publish_note(note, h.alice)
    attachments.read_new()
    attachments.forget_unused()


def accept_an_agenda_item(h):
    item = inviting.propose_item(h.meeting, "Fraud", "", 10, by=h.alice)
    item.accepted = True
    item.save()


def a_council_begins(h):
    new = Council.objects.create(slug="new", name="New", short_name="New", network=h.network)
    give_page(new, h.dudley.page.get_parent().specific)
    h.dudley.successors.add(new)
    rename(h.dudley, valid_to=timezone.localdate() + timedelta(days=9))
    rename(new, short_name="Newer")


def clear_successors(h):
    h.dudley.valid_to = timezone.localdate()
    h.dudley.save()
    h.dudley.successors.add(h.walsall)
    h.walsall.predecessors.clear()


def bulk_written_sources(h):
    made = Source.objects.bulk_create([Source(ref=f"b{n}", title=f"B {n}") for n in range(3)])
    changed_many(made)


WAYS = {
    # notes
    "a note is edited and published": lambda h: edit(h.note, title="Checks of cards"),
    "an edit waits as a draft": draft_an_edit,
    "an edited note is stood by": stand_by_an_edited_note,
    "a note is unpublished": lambda h: unpublish_note(fresh(h.note), h.alice),
    "a note is deleted": lambda h: fresh(h.note).delete(),
    "a note moves to another council": lambda h: fresh(h.note).move(h.walsall.page, "last-child"),
    "a note is made private": lambda h: edit(h.note, audience="council"),
    "a note is withdrawn": lambda h: edit(h.note, status="withdrawn"),
    "a note is saved with other tags": lambda h: retag(h.note, "plastic"),
    "a note gets another file": publish_anew_with_another_file,
    "a note is handed over": lambda h: give_note(h.note.pk, h.bob),
    "tags are merged": lambda h: (
        retag(h.note, "plastic", "cards"),
        merge(Tag.objects.get(name="plastic"), Tag.objects.get(name="cards"), h.chair),
    ),
    "a tag is renamed": lambda h: rename(Tag.objects.get(name="cards"), name="plastic"),
    "a tag is deleted": lambda h: Tag.objects.get(name="cards").delete(),
    "a topic is renamed": lambda h: rename(h.topic, name="Plastic", slug="plastic"),
    "a topic is deleted": lambda h: Topic.objects.filter(pk=h.topic.pk).delete(),
    "an adoption changes": lambda h: say(h.note, h.carol, Adoption.How.STOPPED, "Too dear."),
    "an adoption is taken back": lambda h: take_back(h.note, h.carol),
    # sources, topics, terms
    "a source loses its topics": lambda h: h.source.topics.clear(),
    "a topic is given to sources": lambda h: h.topic.sources.set([]),
    "a topic's sources are cleared": lambda h: h.topic.sources.clear(),
    "sources are written in bulk": bulk_written_sources,
    "what comes with the hub is loaded": import_topics_sources_and_terms,
    "a source is deleted in bulk": lambda h: Source.objects.all().delete(),
    "a term is reworded": lambda h: rename(h.term, name="payment card", variants="plastic"),
    # questions
    "a question is answered": lambda h: questions.answer(h.question, h.bob, "So do we."),
    "an answer is taken down": lambda h: questions.take_down(h.answer),
    "a question is taken down": lambda h: questions.take_down(h.question),
    "a question is settled": lambda h: questions.settle(h.question, True),
    # people
    "a role is given": lambda h: give_role(h.alice, h.network, Role.EDITOR, by=h.chair),
    "roles are changed": lambda h: set_roles(h.alice, h.network, {Role.COLLEAGUE}, by=h.chair),
    "somebody leaves": lambda h: leave(h.alice, h.network, by=h.chair, reason="New job"),
    "a membership is deleted": lambda h: h.alice.memberships.first().delete(),
    "a membership goes to somebody else": lambda h: rename(
        h.bob.memberships.get(), user=person("Nora", h.network, Role.CHAIR), role=Role.EDITOR
    ),
    "somebody says what they know": lambda h: rename(h.alice, ask_me_about="Cards"),
    "an account is closed": lambda h: rename(h.alice, is_active=False),
    "an account is deleted": lambda h: h.carol.delete(),
    # councils
    "a council is renamed": lambda h: rename(h.dudley, name="Dudly", short_name="Dudly", slug="d"),
    "a council that hosts is renamed": lambda h: rename(h.walsall, short_name="W", slug="w"),
    "a council leaves its network": lambda h: rename(h.dudley, network=None),
    "a council is made and follows another": a_council_begins,
    "what follows a council is cleared": clear_successors,
    # meetings
    "an agenda item is accepted": accept_an_agenda_item,
    "an agenda item is deleted": lambda h: h.meeting.agenda.all().delete(),
    "a group is renamed": lambda h: rename(h.group, name="Steering board"),
    "a meeting moves": lambda h: inviting.change(
        h.meeting, {"starts": h.meeting.starts + timedelta(days=7)}, by=h.chair
    ),
    "a meeting is cancelled": lambda h: inviting.cancel(h.meeting, by=h.chair, because="Snow"),
    "minutes are for everybody": lambda h: rename(h.minutes, audience_key="public"),
    "a paper is renamed": lambda h: rename(h.meeting.attachments.get(), title="Another paper"),
    "a paper is taken away": lambda h: h.meeting.attachments.all().delete(),
    # issues
    "an issue is signed": lambda h: raising.sign(fresh(h.issue), h.carol),
    "an issue is signed without a name": sign_unnamed,
    "a signature is taken back": unsign,
    "a barrier is renamed": lambda h: rename(h.barrier, name="The law"),
    "an issue is answered": answer_the_issue,
    "a letter of an issue comes back": a_mail_comes_back,
    "an issue joins another": merge_issues,
    "an issue is withdrawn": lambda h: raising.withdraw(fresh(h.issue), h.alice, "Solved"),
    "an issue is handed on": lambda h: give_raising(h.issue.pk, h.chair, h.bob),
    "evidence is renamed": lambda h: rename(h.issue.evidence.get(), title="Better proof"),
    "evidence is taken away": lambda h: h.issue.evidence.get().document.delete(),
    # files
    "a file is deleted": lambda h: HubDocument.objects.all().delete(),
    "texts of files are deleted": lambda h: AttachedFile.objects.all().delete(),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_after_each_way_to_change_something_entries_say_what_things_say(hub, way):
    way(hub)
    assert found() == []


# --- fixtures ---


def test_what_a_fixture_loads_is_found(hub, tmp_path, django_capture_on_commit_callbacks):
    """People before their roles, answers before the question: the order of a file is no matter."""
    rows = [Membership.objects.get(user=hub.carol), hub.carol, hub.answer, hub.question, hub.topic]
    where = tmp_path / "things.json"
    where.write_text(serializers.serialize("json", rows), encoding="utf-8")
    Question.objects.all().delete()
    Adoption.objects.all().delete()
    User.objects.filter(pk=hub.carol.pk).delete()
    Topic.objects.all().delete()
    assert found() == []
    with django_capture_on_commit_callbacks(execute=True):
        call_command("loaddata", where, verbosity=0)
    assert found() == []
    held = SearchEntry.objects.here()
    assert held.filter(thing=f"people.user:{hub.carol.pk}").exists()
    assert held.get(kind="question").body == "We do."


# --- the passing of days ---


def test_roles_that_begin_and_end_by_themselves_are_seen_the_next_night(hub):
    today = timezone.localdate()
    rename(hub.bob.memberships.get(), ended=today + timedelta(days=2))
    late = User.objects.create_user("late@example.org", name="Late Example")
    Membership.objects.create(
        user=late, network=hub.network, role=Role.CHAIR, started=today + timedelta(days=2)
    )
    assert found() == []
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert {(thing, what) for thing, what, _ in found()} == {
            (f"people.user:{hub.bob.pk}", LEFT_OVER),
            (f"people.user:{late.pk}", MISSING),
        }
        night = next(job for job in all_jobs() if job.name == "describe what turns with the day")
        assert night.work() == "2 entries"
        assert found() == []


# --- comparing ---


def test_what_was_written_past_search_is_named_and_put_right(hub):
    SearchEntry.objects.filter(thing=f"people.user:{hub.alice.pk}").delete()
    Source.objects.update(title="Another title", digest="Other words")
    Term.objects.filter(pk=hub.term.pk)._raw_delete("default")
    assert {(one.kind, one.what, one.fields) for one in differences()} == {
        ("person", MISSING, ()),
        ("source", STALE, ("title", "body")),
        ("term", LEFT_OVER, ()),
    }
    assert record_everything(kinds()) == 3
    assert found() == []


def test_verify_counts_each_kind_and_names_some(hub):
    Source.objects.update(title="Another title")
    SearchEntry.objects.filter(kind="person").delete()
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("search_index", "verify", stdout=out)
    said = out.getvalue()
    assert f"things: source practices.source:{hub.source.pk}: stale (title)" in said
    assert f"things: person people.user:{hub.alice.pk}: missing" in said
    assert f"things: person: {User.objects.count()} differences" in said
    assert "things: source: 1 differences" in said
    call_command("search_index", "rebuild", "--things", stdout=out)
    call_command("search_index", "verify", stdout=(out := StringIO()))
    assert "things: 0 differences" in out.getvalue()


def test_comparing_writes_nothing(hub):
    Source.objects.update(title="Another title")
    before = Ledger.now().revision
    assert found() and Ledger.now().revision == before


def test_a_change_of_roles_does_not_make_a_person_new_again(hub):
    """Saved searches mail what was born since: nobody leaves in between two roles."""
    born = SearchEntry.objects.get(thing=f"people.user:{hub.bob.pk}").born
    set_roles(hub.bob, hub.network, {Role.DP_LEAD}, by=hub.chair)
    assert SearchEntry.objects.get(thing=f"people.user:{hub.bob.pk}").born == born


def test_publishing_again_does_not_make_a_file_new_again(hub):
    files = SearchEntry.objects.filter(kind="file")
    born = dict(files.values_list("thing", "born"))
    publish_note(fresh(hub.note), hub.alice)
    assert dict(files.values_list("thing", "born")) == born


def test_an_old_source_turns_historical_at_night(hub):
    rename(hub.source, published=date(2025, 1, 1))
    with time_machine.travel("2040-01-01 12:00", tick=False):
        assert [(thing, fields) for thing, _, fields in found() if "source" in thing] == [
            (f"practices.source:{hub.source.pk}", ("status",))
        ]


def test_what_is_read_of_a_draft_stays_unseen(hub):
    draft_an_edit(hub)
    assert draft_of(fresh(hub.note)).title == "Not yet"
    assert "Not yet" not in SearchEntry.objects.get(thing=f"people.user:{hub.alice.pk}").body


def test_the_night_asks_only_what_turns_with_the_day():
    assert {kind.kind for kind in kinds() if kind.turns_with_the_day} == {
        "person",
        "council",
        "source",
    }
