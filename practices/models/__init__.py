from practices.models.adoption import Adoption
from practices.models.file import PublishedFile
from practices.models.link_check import LinkCheck, LinkState
from practices.models.note import NoteAttachment, NoteReference, NoteTag, PracticeNotePage
from practices.models.question import Question, QuestionAnswer
from practices.models.reader import FeedToken, ReviewReminder
from practices.models.source import Source
from practices.models.tag import TagMerge
from practices.models.topic import Topic

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
