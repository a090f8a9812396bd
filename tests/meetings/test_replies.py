"""What calendar programs answer, and mails that come back, read from a mail folder."""

import mailbox
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from django.utils import timezone

from hub.jobs.models import PutAside
from network.meetings import inviting
from network.meetings.calendar_replies import read_folder
from network.meetings.models import Answer
from tests.meetings.conftest import calendar_part, mails

ALICE = "alice@example.org"


@pytest.fixture
def folder(tmp_path):
    return mailbox.Maildir(tmp_path / "replies")


def reply(meeting, partstat, *, sender=ALICE, sequence=None, stamp=None, attendee=ALICE):
    """What Outlook sends back: the event with one attendee and their answer."""
    stamp = (stamp or timezone.now()).strftime("%Y%m%dT%H%M%SZ")
    text = "\r\n".join(
        [
            "BEGIN:VCALENDAR", "PRODID:-//Microsoft//EN", "VERSION:2.0", "METHOD:REPLY",
            "BEGIN:VEVENT", f"UID:{meeting.uid}",
            f"SEQUENCE:{meeting.sequence if sequence is None else sequence}", f"DTSTAMP:{stamp}",
            f"DTSTART:{meeting.starts:%Y%m%dT%H%M%SZ}",
            f"ATTENDEE;PARTSTAT={partstat}:mailto:{attendee}", "END:VEVENT", "END:VCALENDAR", "",
        ]
    )  # fmt: skip
    mail = EmailMessage()
    mail["From"], mail["Subject"] = f"Alice <{sender}>", "Accepted: Network meeting"
    mail.set_content("Yes")
    part = MIMEText(text, "calendar", "utf-8")
    part.set_param("method", "REPLY")
    mail.make_mixed()
    mail.attach(part)
    return mail


def said(meeting):
    return meeting.invitations.get(email=ALICE).answer


@pytest.mark.parametrize(
    ("partstat", "answer"),
    [("ACCEPTED", "in_person"), ("DECLINED", "no"), ("TENTATIVE", "perhaps")],
)
def test_a_calendars_answer_counts_once(announced, folder, partstat, answer):
    folder.add(reply(announced[0], partstat))
    assert read_folder(folder._path) == "1 answered"
    assert said(announced[0]) == answer
    assert read_folder(folder._path) == "none", "a mail that was read is not read again"


def test_a_yes_keeps_the_way_chosen_before(announced, folder):
    inviting.answer(announced[0].invitations.get(email=ALICE), Answer.ONLINE)
    folder.add(reply(announced[0], "ACCEPTED", stamp=timezone.now() + timedelta(seconds=2)))
    read_folder(folder._path)
    assert said(announced[0]) == Answer.ONLINE


def test_an_answer_to_an_earlier_time_is_late(announced, folder, chair):
    meeting = announced[0]
    inviting.change(meeting, {"starts": meeting.starts + timedelta(days=1)}, by=chair)
    folder.add(reply(meeting, "ACCEPTED", sequence=0))
    assert read_folder(folder._path) == "1 late"
    assert said(meeting) == Answer.WAITING


def test_nobody_answers_for_somebody_else(announced, folder):
    folder.add(reply(announced[0], "DECLINED", sender="mallory@example.org"))
    folder.add(reply(announced[0], "DECLINED", sender="mallory@example.org", attendee=ALICE))
    assert read_folder(folder._path) == "2 unread"
    assert said(announced[0]) == Answer.WAITING


def test_a_broken_mail_harms_nobody(announced, folder):
    for text in ("", "BEGIN:VCALENDAR", "nonsense", "BEGIN:VEVENT\r\nEND:VCALENDAR"):
        mail = EmailMessage()
        mail["From"] = ALICE
        mail.set_content(text, subtype="calendar")
        folder.add(mail)
    assert read_folder(folder._path) == "4 unread"


def test_a_nul_in_a_mail_stops_nothing(announced, folder):
    """PostgreSQL refuses a NUL; the mails after this one must still be read."""
    mail = reply(announced[0], "ACCEPTED")
    sent = mail.as_bytes().replace(b"alice@example.org>", b"al\0ice@example.org>")
    folder.add(sent)
    other = EmailMessage()
    other["From"] = ALICE
    text = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:a\0b\r\n"
    other.set_content(f"{text}END:VEVENT\r\nEND:VCALENDAR\r\n", subtype="calendar", cte="base64")
    folder.add(other)
    assert read_folder(folder._path) == "1 answered, 1 unread"


def test_a_mail_that_came_back_is_named(announced, folder):
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"] = "MAILER-DAEMON@mail.example"
    report.attach(MIMEText("It did not arrive."))
    status = MIMEBase("message", "delivery-status")
    fields = EmailMessage()
    fields["Final-Recipient"], fields["Action"] = f"rfc822; {ALICE}", "failed"
    status.set_payload([fields])
    report.attach(status)
    folder.add(report)
    assert read_folder(folder._path) == "1 bounced"
    assert announced[0].invitations.get(email=ALICE).bounced_at


def test_the_whole_way_from_our_invitation_to_an_answer(announced, folder):
    """An own invitation, turned into a reply as a calendar does, is understood."""
    _part, calendar = calendar_part(mails(ALICE)[0])
    assert calendar.vevent.uid.value == announced[0].uid
    folder.add(reply(announced[0], "ACCEPTED", sequence=int(calendar.vevent.sequence.value)))
    assert read_folder(folder._path) == "1 answered"


def broken(meeting, line, instead):
    """A reply in which one line is what a calendar program should never write."""
    good = reply(meeting, "ACCEPTED").as_bytes()
    part = next(p for p in message_from_bytes(good).walk() if p.get_content_subtype() == "calendar")
    text = part.get_payload(decode=True).decode()
    lines = [instead if one.startswith(line) else one for one in text.split("\r\n")]
    mail = EmailMessage()
    mail["From"] = ALICE
    mail.set_content("\r\n".join(lines), subtype="calendar")
    return mail


@pytest.mark.parametrize(
    ("line", "instead", "outcome"),
    [
        ("DTSTAMP", "DTSTAMP:20990302T090000", "answered"),
        ("DTSTAMP", "DTSTAMP;VALUE=DATE:20990302", "answered"),
        ("DTSTAMP", "DTSTAMP:yesterday", "answered"),
        ("DTSTAMP", "X-NOTHING:1", "answered"),
        ("DTSTAMP", "DTSTAMP:20990302T090000Z\r\nDTSTAMP:20990303T090000Z", "answered"),
        ("SEQUENCE", "SEQUENCE:abc", "unread"),
        ("SEQUENCE", "SEQUENCE:99999999999999999999", "unread"),
        ("SEQUENCE", "SEQUENCE:0\r\nSEQUENCE:1", "unread"),
        ("UID", "UID:a\r\nUID:b", "unread"),
        ("ATTENDEE", "ATTENDEE:", "unread"),
        ("ATTENDEE", "ATTENDEE;PARTSTAT=ACCEPTED,DECLINED:mailto:alice@example.org", "unread"),
    ],
)
def test_one_odd_reply_stops_no_later_one(announced, folder, line, instead, outcome):
    """Also after an answer is known, when the moment of the reply is compared."""
    inviting.answer(announced[0].invitations.get(email=ALICE), Answer.NO)
    folder.add(broken(announced[0], line, instead))
    assert read_folder(folder._path) == f"1 {outcome}"
    folder.add(reply(announced[0], "ACCEPTED", stamp=timezone.now() + timedelta(days=36_500)))
    assert read_folder(folder._path) == "1 answered"
    assert said(announced[0]) == Answer.IN_PERSON
    assert not PutAside.objects.exists()


def test_a_reply_that_cannot_be_dealt_with_is_kept_named_and_passed_over(
    announced, folder, client, admin
):
    folder.add("Content-Type: text/calendar\n\nx")
    bad = Path(folder._path) / "new" / "0000-bad"
    bad.mkdir()  # nobody can read a folder as a mail
    folder.add(reply(announced[0], "ACCEPTED"))
    assert read_folder(folder._path) == "1 answered, 1 put aside, 1 unread"
    assert bad.exists()
    client.force_login(admin)
    assert "0000-bad" in client.get("/jobs/").content.decode()
    folder.add(reply(announced[0], "DECLINED", stamp=timezone.now() + timedelta(seconds=2)))
    assert read_folder(folder._path) == "1 answered, 1 put aside"
