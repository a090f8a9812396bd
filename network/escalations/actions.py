"""What one button does: the form it shows, the service it calls, what the page says after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from network.escalations import forms
from network.escalations.models import Issue
from network.escalations.services import answering, checking, managing, raising, triage
from network.people.models import User

Run = Callable[[Issue, User, dict[str, Any]], Any]


@dataclass(frozen=True)
class Doing:
    """`hint` is shown above the form; `done` after it."""

    form: type[forms.ActionForm]
    run: Run
    done: Any
    hint: Any = ""


def check(issue: Issue, user: User, words: dict[str, Any]) -> Any:
    """Say whether it worked, from the issue's own page."""
    follow_up = checking.follow_up_of(issue, user, user.council)
    return checking.record_check(follow_up, words["answer"], words["line"])


DOINGS: dict[str, Doing] = {
    "sign": Doing(
        forms.SignForm,
        lambda issue, user, words: raising.sign(issue, user, withheld=words["withheld"]),
        _("Your council has signed."),
        _("You sign once for your council. You may withdraw it until the issue goes up."),
    ),
    "unsign": Doing(
        forms.MaybeReasonForm,
        lambda issue, user, words: raising.unsign(issue, user, words["reason"]),
        _("Your signature is withdrawn."),
    ),
    "withdraw": Doing(
        forms.ReasonForm,
        lambda issue, user, words: raising.withdraw(issue, user, words["reason"]),
        _("The issue is withdrawn, and those who signed are told."),
    ),
    "waive": Doing(
        forms.ReasonForm,
        lambda issue, user, words: triage.waive(issue, user, words["reason"]),
        _("It is with you now."),
        _("Fewer councils have signed than the network asks for. Your reason stays in the trail."),
    ),
    "send_up": Doing(
        forms.MaybeReasonForm,
        lambda issue, user, words: triage.send_up(issue, user, words["reason"]),
        _("It is with ADASS. Today is day zero."),
        _("ADASS managers are told, and so are those who asked."),
    ),
    "ask_more": Doing(
        forms.TextForm,
        lambda issue, user, words: triage.ask_more(issue, user, words["text"]),
        _("Your question is with those who raised and signed it."),
    ),
    "answer_within": Doing(
        forms.WithinForm,
        lambda issue, user, words: answering.answer_within(issue, user, words),
        _("The answer is published, and those who asked are told."),
        _("For what the network can settle itself. It does not go to ADASS."),
    ),
    "merge": Doing(
        forms.MergeForm,
        lambda issue, user, words: triage.merge(issue, words["into"], user, words["reason"]),
        _("The two issues are one: signatures and trail were joined."),
    ),
    "decline": Doing(
        forms.ReasonForm,
        lambda issue, user, words: triage.decline(issue, user, words["reason"]),
        _("The issue is closed, and those who asked are told why."),
    ),
    "take": Doing(
        forms.PlainForm,
        lambda issue, user, _words: managing.take(issue, user),
        _("You hold it now."),
        _("Those who asked will see your name beside the issue."),
    ),
    "hand_over": Doing(
        forms.HandOverForm,
        lambda issue, user, words: managing.hand_over(issue, user, words["to"], words["reason"]),
        _("It is handed over."),
    ),
    "urgency": Doing(
        forms.UrgencyForm,
        lambda issue, user, words: triage.change_urgency(
            issue, user, words["urgency"], words["reason"]
        ),
        _("The due day has been worked out again, from day zero."),
    ),
    "ask": Doing(
        forms.TextForm,
        lambda issue, user, words: managing.ask_question(issue, user, words["text"]),
        _("Your question is sent, and the clock rests."),
        _("The clock rests until somebody replies."),
    ),
    "reply": Doing(
        forms.TextForm,
        lambda issue, user, words: managing.reply(issue, user, words["text"]),
        _("Your reply is sent."),
    ),
    "take_back": Doing(
        forms.ReasonForm,
        lambda issue, user, words: managing.take_back(issue, user, words["reason"]),
        _("The clock goes on."),
    ),
    "note": Doing(
        forms.TextForm,
        lambda issue, user, words: managing.keep_note(issue, user, words["text"]),
        _("The note is kept."),
        _("Only ADASS managers of this network can read private notes."),
    ),
    "widen": Doing(
        forms.WidenForm,
        lambda issue, user, words: raising.widen(issue, user, words["level"]),
        _("More people can see it now."),
        _("This cannot be taken back: what was seen cannot be unseen."),
    ),
    "provider": Doing(
        forms.TextForm,
        lambda issue, user, words: raising.write_provider_reply(issue, user, words["text"]),
        _("The provider’s reply stands beside the issue."),
        _("In the provider’s own words."),
    ),
    "add": Doing(
        forms.TextForm,
        lambda issue, user, words: managing.add_seen(issue, user, words["text"]),
        _("It is added to the trail."),
    ),
    "check": Doing(
        forms.CheckForm,
        check,
        _("Thank you. Your answer is kept."),
        _("You may change your mind later: your last word counts."),
    ),  # fmt: skip
    "close": Doing(
        forms.MaybeReasonForm,
        lambda issue, user, words: triage.close(issue, user, words["reason"]),
        _("The issue is closed."),
    ),
    "reopen": Doing(
        forms.ReasonForm,
        lambda issue, user, words: checking.reopen(issue, user, words["reason"]),
        _("It is open again, with its whole history."),
        _("It goes back to whoever answered it, and the clock starts again."),
    ),
}
