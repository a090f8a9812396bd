"""What this room holds about one person, for her to take away."""

from typing import Any

from network.escalations.models import Issue, JointReply, PrivateNote, Question, TrailEntry
from network.people.models import User

WRITTEN = (
    "title", "what_happens", "who_affected", "what_tried", "what_we_ask", "urgency_reason",
)  # fmt: skip


def issues_of(user: User) -> dict[str, Any]:
    """Issues she raised, signatures, questions, answers and notes of hers, and her steps."""
    return {
        "raised": [
            {name: getattr(issue, name) for name in WRITTEN}
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
