"""A database that is locked, a disk that is full, a fault of ours: no typed word is lost."""

import errno
import io
import os
import re
import resource
import signal
from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from hub import storage
from hub.models import HubDocument
from hub.ui import failed_requests
from practices.importing import reading
from practices.posting.drafts import start_draft, version_of

pytestmark = pytest.mark.django_db
WORDS = "Ünïcode <b>words</b> & “quotes”\r\nand a second line"


@pytest.fixture
def browser(alice):
    client = Client(raise_request_exception=False)
    client.force_login(alice)
    return client


def locked(execute, sql, params, many, context):
    """What SQLite says while another program writes: reading goes on, writing does not."""
    if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
        raise OperationalError("database is locked")
    return execute(sql, params, many, context)


def full(execute, sql, params, many, context):
    if sql.lstrip().upper().startswith(("INSERT", "UPDATE")):
        raise OperationalError("database or disk is full")
    return execute(sql, params, many, context)


def values_in(page):
    """The fields of the form that came back, as a browser would send them."""
    form = page[page.index("<form") : page.index("</form>")]
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    found += re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    return {unescape(name): unescape(value) for name, value in found}


@pytest.mark.parametrize("why", [locked, full])
def test_a_note_comes_back_with_every_word_and_can_be_sent_again(browser, dudley, alice, why):
    note = start_draft(dudley, alice)
    sent = {"title": "Prepaid cards", "summary": WORDS, "what_we_did": WORDS}
    sent["version"] = version_of(note.get_latest_revision())
    with connection.execute_wrapper(why):
        answer = browser.post(f"/post/{note.pk}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] and "no-store" in answer["Cache-Control"]
    back = values_in(page)
    token = back.pop("csrfmiddlewaretoken")
    assert back == sent and token
    assert f'action="/post/{note.pk}/"' in page
    assert browser.post(f"/post/{note.pk}/", back).status_code in (200, 302)


@pytest.mark.parametrize(
    "address",
    ["/post/", "/people/account/", "/colours/", "/admin/login/", "/accounts/login/code/"],
)
def test_every_form_has_the_same_answer(address, rf):
    """One handler for all: it knows of the request alone, not of the view."""
    request = rf.post(address, {"words": WORDS, "choice": ["a", "b"]})
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        answer = failed_requests.server_error(request)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert values_in(page)["words"] == WORDS
    assert page.count('name="choice"') == 2


def test_passwords_and_codes_are_never_shown(rf):
    request = rf.post("/x/", {"login": "a@example.org", "password": "hunter2!", "code": "ABC-123"})
    page = failed_requests.server_error(request).content.decode()
    assert "hunter2!" not in page and "ABC-123" not in page
    assert page.count('type="password"') == 2
    assert "postcode" in values_in(
        failed_requests.server_error(rf.post("/x/", {"postcode": "DY1 1HF"})).content.decode()
    )


def test_script_in_a_name_or_a_value_stays_text(rf):
    evil = '"><script>alert(1)</script>'
    request = rf.post(f"/x/?next={evil}", {evil: evil, "t": "</textarea>" + evil})
    assert "<script" not in failed_requests.server_error(request).content.decode()


def test_a_fault_of_ours_is_a_500_and_keeps_the_words_too(rf):
    request = rf.post("/x/", {"words": WORDS})
    try:
        raise ValueError("ours")
    except ValueError:
        answer = failed_requests.server_error(request)
    assert answer.status_code == 500
    assert values_in(answer.content.decode())["words"] == WORDS


def test_a_page_that_is_only_looked_at_has_no_form(rf):
    assert "<form" not in failed_requests.server_error(rf.get("/x/")).content.decode()


def test_programs_get_json(rf):
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        answers = [
            failed_requests.server_error(rf.post("/api/v1/x", {})),
            failed_requests.server_error(rf.post("/x", {}, headers={"accept": "application/json"})),
        ]
    assert [answer["Content-Type"] for answer in answers] == ["application/json"] * 2


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OperationalError("database is locked"), "busy"),
        (OperationalError("database or disk is full"), "full"),
        (OperationalError("could not extend file: No space left on device"), "full"),
        (OSError(errno.ENOSPC, "No space left on device"), "full"),
        (OSError(errno.EDQUOT, "Quota"), "full"),
        (OSError(errno.ENOENT, "No such file"), "fault"),
        (ValueError("x"), "fault"),
        (None, "fault"),
    ],
)
def test_the_cause_is_found_however_it_was_wrapped(error, kind):
    wrapped = RuntimeError("around it")
    wrapped.__cause__ = error
    assert failed_requests.kind_of(error) == failed_requests.kind_of(wrapped) == kind


@pytest.fixture
def no_room():
    """No file of this process may grow beyond 64 kB: what a full disk is like."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def files_in(folder):
    return [file for file in folder.rglob("*") if file.is_file()] if folder.exists() else []


def test_a_full_disk_leaves_no_half_file(media, no_room):
    with pytest.raises(OSError, match="File too large"):
        default_storage.save("documents/a.pdf", ContentFile(os.urandom(200_000)))
    assert files_in(media) == []
    assert default_storage.save("documents/b.txt", ContentFile(b"small")) == "documents/b.txt"


def test_two_files_of_one_name_both_stay(media):
    names = {default_storage.save("documents/a.txt", ContentFile(b"%d" % n)) for n in range(3)}
    assert len(names) == 3
    assert sorted(file.read_bytes() for file in files_in(media)) == [b"0", b"1", b"2"]


def test_a_file_whose_request_failed_goes_again_and_one_with_a_row_stays(media, alice):
    storage.forget_saved()
    kept = HubDocument.objects.create(title="Kept", file=ContentFile(b"k", "kept.txt"))
    default_storage.save("documents/lost.txt", ContentFile(b"l"))
    assert storage.remove_unused() == 1
    assert [file.name for file in files_in(media)] == [os.path.basename(kept.file.name)]  # noqa: PTH119


def test_files_of_the_request_before_are_not_touched(media, client):
    default_storage.save("documents/other.txt", ContentFile(b"o"))
    client.get("/health/live")
    assert storage.remove_unused() == 0
    assert len(files_in(media)) == 1


def test_a_killed_writers_half_file_is_cleared_a_day_later(media):
    folder = media / storage.UNFINISHED
    folder.mkdir(parents=True)
    for name in ("old", "new"):
        (folder / name).write_bytes(b"half")
    os.utime(folder / "old", (0, 0))
    assert storage.clear_unfinished() == 1
    assert [file.name for file in files_in(media)] == ["new"]


def test_held_files_without_room_are_all_let_go(no_room):
    before = set(reading.folder().iterdir()) if reading.folder().exists() else set()
    uploads = [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b" * 200_000)]
    with pytest.raises(OSError, match="File too large"):
        reading.hold(uploads)
    assert set(reading.folder().iterdir()) == before


def test_a_large_file_without_room_is_named_and_the_words_stay(browser, dudley, alice, no_room):
    """It finds no room while it arrives; the note must not be saved as if there were no file."""
    note = start_draft(dudley, alice)
    upload = io.BytesIO(b"%PDF-" + os.urandom(4_000_000))
    upload.name = "survey.pdf"
    sent = {"title": "Cards", "summary": WORDS, "files": upload}
    answer = browser.post(f"/post/{note.pk}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "run out of room" in page and "Choose again: survey.pdf" in page
    assert values_in(page)["summary"] == WORDS
