"""What this room holds about one person, for her to take away."""

from typing import Any

from network.people.models import User
from practices.models import Adoption, PracticeNotePage, Question, QuestionAnswer
from practices.posting.told import told


def notes_of(user: User) -> list[dict[str, Any]]:
    """The notes and drafts that she owns, with their words as last saved."""
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
    """What she asked the network, what she answered, and what she said her council does too."""
    answers = QuestionAnswer.objects.filter(by=user).select_related("question")
    return {
        "councils' words on notes": [
            {"note": one.note.title, "how": one.get_how_display(), "line": one.line, "at": one.at}
            for one in Adoption.objects.filter(by=user).select_related("note")
        ],
        "asked": [
            {"question": one.title, "detail": one.detail, "at": one.at}
            for one in Question.objects.filter(by=user)
        ],
        "answered": [
            {"question": one.question.title, "answer": one.text, "at": one.at} for one in answers
        ],
    }
