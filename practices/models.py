from practices.adoptions.models import Adoption
from practices.notes.models import (
    FeedToken,
    NoteAttachment,
    NoteReference,
    NoteTag,
    PracticeNotePage,
    PublishedFile,
    ReviewReminder,
    TagMerge,
)
from practices.questions.models import Question, QuestionAnswer
from practices.sources.models import LinkCheck, LinkState, Source
from practices.topics.models import Topic

__all__ = [
    "Adoption",
    "FeedToken",
    "ReviewReminder",
    "LinkCheck",
    "LinkState",
    "NoteAttachment",
    "NoteReference",
    "NoteTag",
    "TagMerge",
    "PracticeNotePage",
    "PublishedFile",
    "Question",
    "QuestionAnswer",
    "Source",
    "Topic",
]
