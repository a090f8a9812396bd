"""Everything the hub holds about one person, for them to take away as one JSON file."""

from typing import Any

from network.escalations.models import Issue, JointReply, PrivateNote, Question, TrailEntry
from network.meetings.models import AgendaItem, CalendarAddress, Minutes
from network.people.models import Membership, RoleChange, User
from practices.models import Adoption, PracticeNotePage, QuestionAnswer
from practices.models import Question as NetworkQuestion
from practices.posting.diff import told


def everything_about(user: User) -> dict[str, Any]:
    """Account, roles, their record, invitations sent; then each room's part, ready for JSON."""
    return {
        "account": account_of(user),
        "roles": [role_row(part) for part in user.memberships.select_related("network")],
        "changes of roles": [
            change_row(change)
            for change in user.role_changes.select_related("network", "by").order_by("at")
        ],
        "invitations sent": [
            {"to": row.email, "sent": row.sent_at, "state": row.state().label}
            for row in user.invitations_sent.all()
        ],
        "meetings": meetings_of(user),
        "issues": issues_of(user),
        "practice notes": notes_of(user),
        "questions": questions_of(user),
        "search": searches_of(user),
    }


def account_of(user: User) -> dict[str, Any]:
    return {
        "name": user.name,
        "e-mail": user.email,
        "council": str(user.council) if user.council else None,
        "organisation": user.organisation,
        "job title": user.job_title,
        "phone": user.phone,
        "ask me about": user.ask_me_about,
        "preferred contact": user.get_preferred_contact_display(),
        "contact note": user.contact_note,
        "joined": user.date_joined,
        "last signed in": user.last_login,
    }


def role_row(part: Membership) -> dict[str, Any]:
    return {
        "network": str(part.network),
        "role": part.get_role_display(),
        "from": part.started,
        "to": part.ended,
    }


def change_row(change: RoleChange) -> dict[str, Any]:
    return {
        "network": str(change.network),
        "role": change.get_role_display(),
        "what": change.get_did_display(),
        "by": str(change.by) if change.by else None,
        "at": change.at,
        "reason": change.reason,
    }


def meetings_of(user: User) -> dict[str, Any]:
    """Parts in groups, invitations with their answers and needs, and what they wrote."""
    invitations = user.meeting_invitations.select_related("meeting").order_by("meeting__starts")
    return {
        "groups": [
            {"group": str(part.group), "part": part.get_part_display(), "from": part.joined,
             "to": part.left}
            for part in user.group_parts.select_related("group")
        ],
        "invitations": [
            {"meeting": str(one.meeting), "answer": one.get_answer_display(),
             "answered": one.answered_at, "guests": one.guests,
             "access needs": one.access_needs, "payment": one.get_payment_display()}
            for one in invitations
        ],
        "proposed for the agenda": [
            {"meeting": str(item.meeting), "title": item.title, "why": item.why}
            for item in AgendaItem.objects.filter(proposed_by=user).select_related("meeting")
        ],
        "minutes written": [
            {"meeting": str(one.meeting), "text": one.text}
            for one in Minutes.objects.filter(written_by=user).select_related("meeting")
        ],
        "has a calendar address": CalendarAddress.objects.filter(person=user).exists(),
    }  # fmt: skip


WRITTEN_IN_ISSUES = (
    "title", "what_happens", "who_affected", "what_tried", "what_we_ask", "urgency_reason",
)  # fmt: skip


def issues_of(user: User) -> dict[str, Any]:
    """Issues raised, signatures, questions, answers, notes and steps."""
    return {
        "raised": [
            {name: getattr(issue, name) for name in WRITTEN_IN_ISSUES}
            | {"state": issue.get_state_display(), "made": issue.made_at}
            for issue in Issue.objects.filter(raised_by=user)
        ],
        "signed": [
            {"issue": one.issue.title, "council": str(one.council), "at": one.signed_at,
             "withdrawn": one.withdrawn_at}
            for one in user.signatures.select_related("issue", "council")
        ],
        "asked": [
            {"issue": one.issue.title, "question": one.text, "at": one.asked_at}
            for one in Question.objects.filter(asked_by=user).select_related("issue")
        ],
        "replied": [
            {"issue": one.issue.title, "reply": one.reply, "at": one.replied_at}
            for one in Question.objects.filter(replied_by=user).select_related("issue")
        ],
        "notes for ADASS managers": [
            {"issue": one.issue.title, "text": one.text, "at": one.at}
            for one in PrivateNote.objects.filter(by=user).select_related("issue")
        ],
        "words for her council": [
            {"council": str(one.council), "word": one.get_word_display(), "at": one.at}
            for one in JointReply.objects.filter(by=user).select_related("council")
        ],
        "asked whether it worked": [
            {"issue": one.issue.title, "answer": one.get_answer_display(), "line": one.line}
            for one in user.follow_ups.select_related("issue")
        ],
        "steps": [
            {"issue": one.issue.title, "step": one.verb, "reason": one.reason, "at": one.at}
            for one in TrailEntry.objects.filter(actor=user).select_related("issue")
        ],
    }  # fmt: skip


def notes_of(user: User) -> list[dict[str, Any]]:
    """The notes and drafts that they own, with their words as last saved."""
    notes = PracticeNotePage.objects.filter(owner=user).select_related("council").order_by("pk")
    return [
        {
            "council": str(note.council) if note.council else None,
            "published": note.last_published_at,
            **{name: words for name, words in told(note.get_latest_revision_as_object()).items()},
        }
        for note in notes
    ]


def questions_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """What they asked the network, answered, and said their council does too."""
    answers = QuestionAnswer.objects.filter(by=user).select_related("question")
    return {
        "councils' words on notes": [
            {"note": one.note.title, "how": one.get_how_display(), "line": one.line, "at": one.at}
            for one in Adoption.objects.filter(by=user).select_related("note")
        ],
        "asked": [
            {"question": one.title, "detail": one.detail, "at": one.at}
            for one in NetworkQuestion.objects.filter(by=user)
        ],
        "answered": [
            {"question": one.question.title, "answer": one.text, "at": one.at} for one in answers
        ],
    }


def searches_of(user: User) -> dict[str, Any]:
    """Saved searches and keys; the keys themselves are not kept."""
    return {
        "saved searches": [
            {"name": one.name, "search": one.address, "mail": one.get_often_display()}
            for one in user.saved_searches.all()
        ],
        "keys for programs": [
            {"name": one.name, "made": one.created_at, "last used": one.last_used}
            for one in user.api_tokens.all()
        ],
    }
