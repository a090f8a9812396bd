from network.meetings.forms.answer import AnswerForm
from network.meetings.forms.groups import (
    AwayForm,
    BlockedDayForm,
    GroupForm,
    HeldForm,
    HolidayFileForm,
    ReasonForm,
    SchoolHolidayForm,
)
from network.meetings.forms.meeting import CancelForm, InviteForm, ItemForm, MeetingForm
from network.meetings.forms.series import DatesForm, SeriesForm, SpanForm

__all__ = [
    "AnswerForm",
    "AwayForm",
    "BlockedDayForm",
    "CancelForm",
    "DatesForm",
    "GroupForm",
    "HeldForm",
    "HolidayFileForm",
    "InviteForm",
    "ItemForm",
    "MeetingForm",
    "ReasonForm",
    "SchoolHolidayForm",
    "SeriesForm",
    "SpanForm",
]
