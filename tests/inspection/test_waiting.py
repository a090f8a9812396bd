"""A file that takes long: the request does not wait for it, and nobody has it meanwhile."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from hub.inspection import bounded, jobs
from hub.inspection.models import FileCheck
from hub.inspection.services import look_inside
from hub.jobs import file_tasks
from hub.jobs.models import FileTask, JobState
from hub.models import HubDocument
from network.escalations.models import Issue
from network.meetings.models import Attachment
from network.people.cms_access import sync_admin_access
from practices.models import PracticeNotePage
from tests.conftest import deal_with_files
from tests.inspection import build
from tests.practices.posting.test_inside_files import form_data

pytestmark = pytest.mark.django_db
LETTER = build.word(build.commented)
CLEAR = build.word()


@pytest.fixture(autouse=True)
def nobody_waits(settings):
    """Every file counts as one that takes longer than a request may wait."""
    settings.READING_WAIT_SECONDS = 0


def text(answer):
    return " ".join(answer.content.decode().split())


def at_work_for(seconds):
    """The job runner deals with somebody else's file."""
    until = timezone.now() + timedelta(seconds=seconds)
    JobState.objects.create(name=file_tasks.LOOK_JOB, running_until=until)


def is_waiting(answer):
    return answer.status_code == 302 and answer["Location"].startswith("/files/waiting/")


# --- the request ---


def test_a_slow_look_does_not_hold_the_request_and_nothing_is_lost(write, note, monkeypatch):
    monkeypatch.delattr(bounded, "run_bounded")  # a request that looked itself would be a 500
    assert is_waiting(write(LETTER, title="Typed with the file"))
    draft = PracticeNotePage.objects.get().get_latest_revision_as_object()
    assert draft.title == "Typed with the file"
    assert draft.attachments.get().document.file.open("rb").read() == LETTER
    assert not FileCheck.objects.exists()


def test_a_small_file_is_answered_as_if_nothing_had_been_waited_for(write, note, settings):
    settings.READING_WAIT_SECONDS = 20
    assert write(LETTER)["Location"] == f"/post/{note.pk}/check/"
    assert FileCheck.objects.exists()


def test_a_request_gives_up_waiting_when_its_time_is_over(write, settings, monkeypatch):
    looks = []
    monkeypatch.setattr(file_tasks, "pause", lambda: looks.append(1))
    settings.READING_WAIT_SECONDS = 0.05
    assert is_waiting(write(LETTER))
    assert looks


def test_a_form_with_a_mistake_comes_back_and_says_that_the_file_is_looked_into(write, note):
    page = write(LETTER, summary="")
    assert page.status_code == 200 and "we are looking into it" in text(page)


# --- the page ---


def test_the_page_names_the_file_and_a_reload_leads_on(client, write, note):
    address = write(LETTER)["Location"]
    page = client.get(address)
    assert "We are looking into “letter”" in text(page)
    assert page.headers["Refresh"] == "2"
    deal_with_files()
    for _again in range(2):
        assert client.get(address)["Location"] == f"/post/{note.pk}/check/"
    assert "Comment by J. Smith" in text(client.get(f"/post/{note.pk}/check/"))


def test_whoever_goes_on_without_waiting_is_led_back_to_the_page(client, write, note):
    write(LETTER)
    page = text(client.get(f"/post/{note.pk}/check/"))
    assert "We are looking into this file." in page
    way = client.get(f"/post/{note.pk}/check/").context["boxes"][0].waits_at
    deal_with_files()
    assert client.get(way)["Location"] == f"/post/{note.pk}/check/"


def test_it_looks_less_and_less_often_and_not_at_all_when_asked_not_to(client, write):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        address = write(LETTER)["Location"]
        at_work_for(600)
        every = []
        for seconds in (0, 11, 60):
            clock.shift(seconds)
            every.append(client.get(address).headers["Refresh"])
        assert every == ["2", "5", "15"]
    page = client.get(address + "?reload=off")
    assert "Refresh" not in page.headers and "This page stays as it is." in text(page)


def test_several_files_are_counted(client, note):
    words = [("1", "a.docx"), ("2", "b.docx")]
    word = file_tasks.ask("look", words, by=note.owner, leads_to="/")
    FileTask.objects.filter(subject="1").update(ended_at=timezone.now())
    page = text(client.get(file_tasks.page_of(word)))
    assert "1 of 2 files are done." in page and "“b.docx”" in page


@pytest.mark.parametrize("who", ["bob", "carol", "chair", "dana", "resident", "admin"])
def test_somebody_elses_page_is_not_found(client, write, who, request):
    address = write(LETTER)["Location"]
    client.force_login(request.getfixturevalue(who))
    assert client.get(address).status_code == 404
    deal_with_files()
    assert client.get(address).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, write):
    address = write(LETTER)["Location"]
    client.logout()
    assert client.get(address)["Location"].startswith("/accounts/login/")


def test_made_up_pages_are_not_found_and_nothing_is_posted_there(client, write):
    address = write(LETTER)["Location"]
    for word in ("x", "..", "%2e%2e", "a" * 300, "ü", "'", "0"):
        assert client.get(f"/files/waiting/{word}/").status_code == 404
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
    assert client.get(address + "?reload=%00").status_code in (200, 400)


# --- the job runner ---


def test_a_look_whose_runner_was_killed_is_taken_up_again(client, write, note, monkeypatch):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        address = write(LETTER)["Location"]
        kill_the_runner(monkeypatch)
        clock.shift(59)
        deal_with_files()
        assert "We are looking into" in text(client.get(address)), "its lease is not over"
        clock.shift(2)
        deal_with_files()
        assert client.get(address)["Location"] == f"/post/{note.pk}/check/"
    assert FileTask.objects.get().tries == 2
    assert FileCheck.objects.get().kept


def kill_the_runner(monkeypatch):
    """In the middle of a look. What stops a process passes by everything that catches errors."""

    def killed(document):
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(jobs, "look_inside", killed)
        deal_with_files()


def test_after_three_killed_runners_the_person_is_told_and_nobody_has_the_file(
    client, write, send, note, monkeypatch
):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        address = write(CLEAR)["Location"]
        for _time in range(3):
            kill_the_runner(monkeypatch)
            clock.shift(61)
        deal_with_files()
        assert "We began three times with “letter”" in text(client.get(address, follow=True))
        assert "has not been looked into yet" in text(send())
    assert not PracticeNotePage.objects.get().live


def test_without_a_job_runner_the_page_ends_in_a_sentence(client, write, note):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        address = write(LETTER)["Location"]
        assert "Refresh" in client.get(address).headers
        clock.shift(16)
        page = client.get(address)
        assert "Refresh" not in page.headers
        assert "“letter” has to wait" in text(page)
        assert "The part of the hub that reads files is not running just now." in text(page)
        deal_with_files()
        assert client.get(address)["Location"] == f"/post/{note.pk}/check/"


def test_a_runner_that_is_at_work_on_others_files_is_not_taken_to_be_away(client, write):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        address = write(LETTER)["Location"]
        at_work_for(60)
        clock.shift(30)
        assert "Refresh" in client.get(address).headers
        clock.shift(46)
        assert "has to wait" in text(client.get(address)), "its lease ended long ago"


def test_a_fault_of_ours_is_told_and_shown_to_administrators(client, write, admin, monkeypatch):
    address = write(LETTER)["Location"]
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "look_inside", lambda document: 1 / 0)
        deal_with_files()
    assert "Something went wrong with “letter”" in text(client.get(address, follow=True))
    assert not FileCheck.objects.exists()
    client.force_login(admin)
    assert "ZeroDivisionError" in text(client.get("/jobs/"))


# --- who has the file meanwhile ---


def test_a_note_does_not_leave_before_the_look_has_ended(client, write, send, note):
    write(CLEAR)
    assert "has not been looked into yet" in text(send())
    assert not PracticeNotePage.objects.get().live
    deal_with_files()
    assert "Published." in text(send())


def test_nobody_else_has_a_paper_before_the_look_has_ended(client, attach, meeting, alice, chair):
    form = attach(CLEAR)
    address = form.redirect_chain[0][0]
    document = HubDocument.objects.get()
    client.force_login(alice)
    assert document.url not in text(client.get(f"/meetings/{meeting.pk}/"))
    assert client.get(document.url).status_code == 404
    deal_with_files()
    assert client.get(document.url).status_code == 200
    client.force_login(chair)
    assert client.get(address, follow=True).redirect_chain[-1][0] == f"/meetings/{meeting.pk}/"


def test_a_paper_in_which_something_was_found_leads_to_what_is_inside(client, attach, meeting):
    address = attach(LETTER).redirect_chain[0][0]
    deal_with_files()
    page = text(client.get(address, follow=True))
    assert "Nobody else has the file yet." in page and "Comment by J. Smith" in page


def test_only_the_chair_is_led_on_to_a_paper(client, attach, meeting, alice, carol):
    attach(CLEAR)
    address = f"/meetings/{meeting.pk}/files/{Attachment.objects.get().pk}/looked-into/"
    for person, status in ((alice, 403), (carol, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status


def test_an_issue_is_not_sent_before_the_look_has_ended(client, shown, draft):
    page = shown(CLEAR)
    assert "We are looking into “letter.docx”" in text(page)
    send = f"/raised/{draft.pk}/ready/"
    assert "has not been looked into yet" in text(client.post(send))
    deal_with_files()
    client.post(send)
    assert not Issue.objects.get().is_draft


def test_the_cms_publishes_nothing_before_the_look_has_ended(
    client, write, send, note, network, editor
):
    network.leads_publish_at_once = False
    network.save()
    sync_admin_access(editor)
    write(CLEAR)
    deal_with_files()
    send()
    FileCheck.objects.all().delete()
    client.force_login(editor)
    url = reverse("wagtailadmin_pages:edit", args=[note.pk])
    held = form_data(client.get(url).context["form"]) | {"action-publish": "1"}
    answer = client.post(url, held)
    assert is_waiting(answer)
    assert "Saved, but not published." in text(client.get(answer["Location"]))
    assert not PracticeNotePage.objects.get().live


# --- cleaned copies ---


def press_clean(client, note):
    document = HubDocument.objects.get()
    url = reverse("practices:file_inside", args=[note.pk, document.pk])
    return client.post(url, {"clean": ""})


def test_a_cleaned_copy_is_made_by_the_job_and_told_once(client, write, note):
    write(LETTER)
    deal_with_files()
    address = press_clean(client, note)["Location"]
    assert "We are making a cleaned copy of “letter”" in text(client.get(address))
    assert "cleaned" not in HubDocument.objects.get().filename
    deal_with_files()
    said = "A cleaned copy is stored, and nothing is found in it."
    assert said in text(client.get(address, follow=True))
    assert said not in text(client.get(address, follow=True))
    assert "cleaned" in HubDocument.objects.get().filename


def test_a_file_that_cannot_be_cleaned_says_so_on_the_page_it_leads_to(client, write, note):
    write(LETTER)
    deal_with_files()
    document = HubDocument.objects.get()
    document.file.storage.delete(document.file.name)
    address = press_clean(client, note)["Location"]
    deal_with_files()
    assert "There is no cleaned copy." in text(client.get(address, follow=True))


def test_a_file_that_is_taken_off_meanwhile_stays_off(client, write, note):
    address = write(LETTER)["Location"]
    HubDocument.objects.get().delete()
    deal_with_files()
    assert client.get(address)["Location"] == f"/post/{note.pk}/check/"
    assert not HubDocument.objects.exists()


def test_a_file_that_is_taken_off_while_it_is_cleaned_does_not_come_back(
    client, write, note, monkeypatch
):
    write(LETTER)
    deal_with_files()
    address, clean = press_clean(client, note)["Location"], bounded.clean

    def taken_off_meanwhile(data, name):
        HubDocument.objects.get().delete()
        return clean(data, name)

    monkeypatch.setattr(bounded, "clean", taken_off_meanwhile)
    deal_with_files()
    assert not HubDocument.objects.exists()
    assert "There is no cleaned copy." in text(client.get(address, follow=True))


def test_a_file_that_is_taken_off_while_it_is_looked_into_is_no_fault(write, monkeypatch):
    write(LETTER)
    look = bounded.look

    def taken_off_meanwhile(data, name):
        HubDocument.objects.get().delete()
        return look(data, name)

    monkeypatch.setattr(bounded, "look", taken_off_meanwhile)
    deal_with_files()
    assert not FileCheck.objects.exists()
    assert JobState.objects.get(name=file_tasks.LOOK_JOB).last_failure is None


# --- two who wait ---


def test_two_who_wait_for_one_file_cost_one_look(client, write, send, note, network, editor):
    write(CLEAR)
    document = HubDocument.objects.get()
    for person in (note.owner, editor):
        file_tasks.ask("look", [(document.pk, "letter.docx")], by=person, leads_to="/x/")
    deal_with_files()
    assert not FileTask.objects.unfinished().exists()
    assert FileCheck.objects.count() == 1


def test_a_file_that_is_to_be_looked_into_again_is(client, write, note):
    write(CLEAR)
    deal_with_files()
    document = HubDocument.objects.get()
    url = reverse("practices:file_inside", args=[note.pk, document.pk])
    assert is_waiting(client.post(url, {"again": ""}))
    deal_with_files()
    assert FileCheck.objects.count() == 2


def test_looking_at_a_page_again_asks_for_nothing_twice(client, write, note):
    write(CLEAR)
    for _time in range(3):
        client.get(f"/post/{note.pk}/check/")
    assert FileTask.objects.count() == 1
    for _time in range(3):
        client.get(f"/post/{note.pk}/")
    assert FileTask.objects.count() == 2, "this page leads back to itself"


def test_a_file_of_old_is_looked_into_when_its_page_is_opened(client, write, note):
    write(CLEAR)
    FileTask.objects.all().delete()
    FileCheck.objects.all().delete()
    assert "we are looking into it" in text(client.get(f"/post/{note.pk}/"))
    deal_with_files()
    assert "nothing found" in text(client.get(f"/post/{note.pk}/"))


def test_a_padded_address_is_cut_and_breaks_nothing(client, write, note):
    write(CLEAR)
    FileTask.objects.all().delete()
    page = client.get(f"/post/{'0' * 600}{note.pk}/")
    assert page.status_code == 200
    assert len(FileTask.objects.get().leads_to) == 500


def test_rows_and_pages_go_after_a_day(client, write):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        address = write(CLEAR)["Location"]
        deal_with_files()
        clock.shift(86_406)
        deal_with_files()
        assert client.get(address).status_code == 404
    assert not FileTask.objects.exists()


def test_what_a_look_found_renews_who_has_the_file(attach, alice):
    attach(CLEAR)
    paper = Attachment.objects.select_related("document").get()
    look_inside(paper.document)
    assert paper.document.audience_key == paper.meeting.audience_key
