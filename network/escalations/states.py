"""The way of an issue: its states, who may move it, who holds it, what comes next. Pure: no Django.

Texts are marked for translation here and translated where they are shown.
Chairs and ADASS managers ask and answer; nothing here commands a council.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


def gettext_noop(text: str) -> str:
    """Mark a text for translation and leave it as it is."""
    return text


class State(StrEnum):
    """Where an issue is."""

    DRAFT = "draft"
    GATHERING = "gathering"
    CHAIR = "chair"
    ADASS = "adass"
    WAITING = "waiting"
    ANSWERED = "answered"
    TOLD_BACK = "told_back"
    CHECKED = "checked"
    CLOSED = "closed"


class Part(StrEnum):
    """The part a person plays in one issue. HUB is the hub itself, by rule or by clock."""

    RAISER = "raiser"
    SIGNATORY = "signatory"
    CAN_SIGN = "can_sign"
    CHAIR = "chair"
    MANAGER = "manager"
    HUB = "hub"


LABELS = {
    State.DRAFT: gettext_noop("Draft"),
    State.GATHERING: gettext_noop("Gathering signatures"),
    State.CHAIR: gettext_noop("With the chair"),
    State.ADASS: gettext_noop("With ADASS"),
    State.WAITING: gettext_noop("Waiting for your reply"),
    State.ANSWERED: gettext_noop("Answered"),
    State.TOLD_BACK: gettext_noop("Told back"),
    State.CHECKED: gettext_noop("Checked"),
    State.CLOSED: gettext_noop("Closed"),
}

HELD_BY = {
    State.DRAFT: gettext_noop("The person who is writing it"),
    State.GATHERING: gettext_noop("Councils that may sign"),
    State.CHAIR: gettext_noop("The network chair"),
    State.ADASS: gettext_noop("ADASS"),
    State.WAITING: gettext_noop("The council that raised it, and those who signed"),
    State.ANSWERED: gettext_noop("The hub, which tells everyone who asked"),
    State.TOLD_BACK: gettext_noop("Everyone who signed: did it work?"),
    State.CHECKED: gettext_noop("The network chair"),
    State.CLOSED: gettext_noop("Nobody"),
}

WHAT_NEXT = {
    State.DRAFT: gettext_noop("When it is sent, other councils can sign it."),
    State.GATHERING: gettext_noop("When enough councils have signed, the chair reads it."),
    State.CHAIR: gettext_noop("The chair sends it to ADASS, answers it, or asks for more."),
    State.ADASS: gettext_noop("An ADASS manager answers, with reasons."),
    State.WAITING: gettext_noop("When the question is answered, it goes back to whoever asked."),
    State.ANSWERED: gettext_noop("Each person who asked is told, in the way they prefer."),
    State.TOLD_BACK: gettext_noop("Each of you is asked if it worked."),
    State.CHECKED: gettext_noop("The chair closes it, or it is opened again."),
    State.CLOSED: gettext_noop("Nothing more, unless it is opened again."),
}

OPEN_STATES = frozenset({State.GATHERING, State.CHAIR, State.ADASS, State.WAITING})
SENT_STATES = frozenset(State) - {State.DRAFT}
BEFORE_ADASS = frozenset({State.GATHERING, State.CHAIR})
AFTER_ANSWER = frozenset({State.ANSWERED, State.TOLD_BACK, State.CHECKED, State.CLOSED})


@dataclass(frozen=True)
class Move:
    """One thing a person may do. `to` is None when the state stays, or depends on the issue."""

    verb: str
    label: str
    states: frozenset[State]
    by: frozenset[Part]
    to: State | None = None


def _move(verb: str, label: str, states: Collection[State], by: Collection[Part], to=None) -> Move:
    return Move(verb, label, frozenset(states), frozenset(by), to)


MOVES = {
    move.verb: move
    for move in (
        _move("send", gettext_noop("Send it"), {State.DRAFT}, {Part.RAISER}, State.GATHERING),
        _move("sign", gettext_noop("Sign for your council"), BEFORE_ADASS, {Part.CAN_SIGN}),
        _move("unsign", gettext_noop("Withdraw your signature"), BEFORE_ADASS, {Part.SIGNATORY}),
        _move(
            "withdraw",
            gettext_noop("Withdraw this issue"),
            BEFORE_ADASS,
            {Part.RAISER},
            State.CLOSED,
        ),
        _move(
            "enough",
            gettext_noop("Enough councils signed"),
            {State.GATHERING},
            {Part.HUB},
            State.CHAIR,
        ),
        _move(
            "waive",
            gettext_noop("Read it without waiting for more signatures"),
            {State.GATHERING},
            {Part.CHAIR},
            State.CHAIR,
        ),
        _move(
            "send_up", gettext_noop("Send it to ADASS"), {State.CHAIR}, {Part.CHAIR}, State.ADASS
        ),
        _move("ask_more", gettext_noop("Ask for more"), {State.CHAIR}, {Part.CHAIR}, State.WAITING),
        _move(
            "answer_within",
            gettext_noop("Answer within the network"),
            {State.CHAIR},
            {Part.CHAIR},
            State.ANSWERED,
        ),
        _move(
            "merge",
            gettext_noop("Merge with another issue"),
            BEFORE_ADASS,
            {Part.CHAIR},
            State.CLOSED,
        ),
        _move(
            "decline",
            gettext_noop("Decline with a reason"),
            BEFORE_ADASS,
            {Part.CHAIR},
            State.CLOSED,
        ),
        _move("take", gettext_noop("Take it"), {State.ADASS}, {Part.MANAGER}),
        _move(
            "hand_over", gettext_noop("Hand it over"), {State.ADASS, State.WAITING}, {Part.MANAGER}
        ),
        _move(
            "urgency",
            gettext_noop("Change how urgent it is"),
            {State.CHAIR, State.ADASS, State.WAITING},
            {Part.CHAIR, Part.MANAGER},
        ),
        _move("ask", gettext_noop("Ask a question"), {State.ADASS}, {Part.MANAGER}, State.WAITING),
        _move(
            "reply",
            gettext_noop("Reply to the question"),
            {State.WAITING},
            {Part.RAISER, Part.SIGNATORY},
        ),
        _move(
            "take_back",
            gettext_noop("Carry on without a reply"),
            {State.WAITING},
            {Part.CHAIR, Part.MANAGER},
        ),
        _move(
            "note",
            gettext_noop("Keep a private note"),
            {State.ADASS, State.WAITING},
            {Part.MANAGER},
        ),
        _move(
            "draft_answer",
            gettext_noop("Write the answer"),
            {State.ADASS, State.WAITING},
            {Part.MANAGER},
        ),
        _move(
            "publish",
            gettext_noop("Publish the answer"),
            {State.ADASS},
            {Part.MANAGER, Part.HUB},
            State.ANSWERED,
        ),
        _move(
            "tell",
            gettext_noop("Tick that someone was told"),
            {State.ANSWERED, State.TOLD_BACK, State.CHECKED},
            {Part.CHAIR, Part.MANAGER},
        ),
        _move(
            "all_told",
            gettext_noop("Everyone was told"),
            {State.ANSWERED},
            {Part.HUB},
            State.TOLD_BACK,
        ),
        _move(
            "check",
            gettext_noop("Say whether it worked"),
            {State.ANSWERED, State.TOLD_BACK, State.CHECKED},
            {Part.RAISER, Part.SIGNATORY},
        ),
        _move(
            "all_checked",
            gettext_noop("Everyone said whether it worked"),
            {State.TOLD_BACK},
            {Part.HUB},
            State.CHECKED,
        ),
        _move(
            "close",
            gettext_noop("Close it"),
            {State.TOLD_BACK, State.CHECKED},
            {Part.CHAIR, Part.HUB},
            State.CLOSED,
        ),
        _move(
            "reopen",
            gettext_noop("Open it again"),
            AFTER_ANSWER,
            {Part.CHAIR, Part.RAISER, Part.SIGNATORY},
        ),
        _move("widen", gettext_noop("Let more people see it"), OPEN_STATES, {Part.RAISER}),
        _move(
            "provider",
            gettext_noop("Write down the provider’s reply"),
            SENT_STATES - {State.CLOSED},
            {Part.RAISER, Part.CHAIR},
        ),
        _move(
            "add",
            gettext_noop("Add what you have seen since"),
            SENT_STATES - {State.CLOSED},
            {Part.RAISER, Part.SIGNATORY, Part.CHAIR},
        ),
    )
}


def may(verb: str, state: State, parts: Collection[Part]) -> bool:
    """Whether someone with these parts may do this to an issue in this state."""
    move = MOVES[verb]
    return state in move.states and not move.by.isdisjoint(parts)


def moves_for(state: State, parts: Collection[Part]) -> list[Move]:
    """Everything someone with these parts may do now, in the order of an issue's life."""
    return [move for move in MOVES.values() if may(move.verb, state, parts)]


def why_not(verb: str, state: State, parts: Collection[Part]) -> str:
    """A plain sentence for a person who tried something they may not do; empty when they may."""
    move = MOVES[verb]
    if state not in move.states:
        return gettext_noop("This cannot be done now: the issue has moved on since.")
    if move.by.isdisjoint(parts):
        return next(words for part, words in WRONG_PERSON.items() if part in move.by)
    return ""


WRONG_PERSON = {
    Part.CHAIR: gettext_noop("Only the chair of the network can do this."),
    Part.MANAGER: gettext_noop("Only an ADASS manager can do this."),
    Part.CAN_SIGN: gettext_noop(
        "Only the lead of a council in the network can sign, once for the council."
    ),
    Part.RAISER: gettext_noop("Only those who raised or signed this issue can do this."),
    Part.SIGNATORY: gettext_noop("Only the council that signed can do this."),
    Part.HUB: gettext_noop("The hub does this by itself."),
}


def step_of(state: State, asked_from: State | None = None) -> State:
    """The step a waiting issue stands on: with whoever asked the question."""
    return asked_from or State.ADASS if state is State.WAITING else state
