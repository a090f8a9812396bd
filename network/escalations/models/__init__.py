"""Issues put to ADASS, and everything that hangs on one."""

from .answer import Action, Answer, Outcome
from .issue import ClockEvent, Evidence, Issue, Level, Signature, Urgency
from .setting import Barrier, NetworkEscalationSettings
from .talk import PrivateNote, Question
from .together import JointAsk, JointReply
from .told import Check, FollowUp, Nudge, TellBack
from .trail import TrailEntry, TrailHead

__all__ = [
    "Action",
    "Answer",
    "Barrier",
    "Check",
    "ClockEvent",
    "Evidence",
    "FollowUp",
    "Issue",
    "JointAsk",
    "JointReply",
    "Level",
    "NetworkEscalationSettings",
    "Nudge",
    "Outcome",
    "PrivateNote",
    "Question",
    "Signature",
    "TellBack",
    "TrailEntry",
    "TrailHead",
    "Urgency",
]
