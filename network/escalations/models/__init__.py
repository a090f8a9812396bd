"""Issues put to ADASS, and everything that hangs on one."""

from network.escalations.models.answer import (
    Action,
    Answer,
    Check,
    FollowUp,
    Nudge,
    Outcome,
    PrivateNote,
    Question,
    TellBack,
)
from network.escalations.models.issue import (
    ClockEvent,
    Evidence,
    Issue,
    JointAsk,
    JointReply,
    Level,
    Signature,
    Urgency,
)
from network.escalations.models.settings import Barrier, NetworkEscalationSettings
from network.escalations.models.trail import TrailEntry, TrailHead

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
