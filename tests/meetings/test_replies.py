"""What calendar programs answer, and mails that come back, read from a mail folder."""

import mailbox
from datetime import timedelta
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from django.utils import timezone

from network.meetings import inviting
from network.meetings.models import Answer
from network.meetings.replies import read_folder
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
