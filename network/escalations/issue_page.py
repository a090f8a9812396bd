"""Everything the page of one issue shows, for one reader, already veiled."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hub.cache import ROOMS, cached
from network.escalations import clock, evidence_display, trail_display
from network.escalations.anonymise import Veil
from network.escalations.clock_display import clock_of
from network.escalations.models import Issue, Level, NetworkEscalationSettings, TellBack
from network.escalations.permissions import is_manager, parts_in, standing_signatures
from network.escalations.services.answering import outcome_words
from network.escalations.services.checking import is_due
from network.escalations.states import HELD_BY, LABELS, WHAT_NEXT, Part, State, moves_for, step_of
from network.escalations.topics import topic_name

NOT_BUTTONS = {"send", "draft_answer", "publish", "tell"}
WORDS = ("title", "what_happens", "who_affected", "what_tried", "what_we_ask", "provider_reply")


def day(moment: Any) -> str:
    """A moment's London day in words; empty without one."""
    return date_format(timezone.localdate(moment), "j F Y") if moment else ""


def page_of(issue: Issue, reader: Any) -> tuple[str, SafeString]:
    """Title and body of the page as this reader sees them, worked out once until anything changes."""

    def work_out() -> tuple[str, SafeString]:
        context = context_of(issue, reader)
        return context["words"]["title"], render_to_string("escalations/issue_body.html", context)

    return cached("issue page", (issue.pk, reader.pk), ROOMS, work_out)


def context_of(issue: Issue, reader: Any) -> dict[str, Any]:
    """What templates/escalations/issue_body.html needs."""
    veil, parts, state = Veil(issue, reader), parts_in(reader, issue), State(issue.state)
    run = clock.runs_of(issue.clock_events())[-1:]
    return {
        "issue": issue,
        "words": {name: veil.text(getattr(issue, name)) for name in WORDS},
        "council": veil.council(issue.council),
        "council_slug": veil.slug(issue.council),
        "raiser": veil.person(issue.raised_by, issue.council),
        "topic": topic_name(issue.topic) if issue.topic else "",
        "state_label": _(LABELS[state]),
        "held_by": holder_words(issue),
        "what_next": what_next(issue),
        "outcome": outcome_words(issue.outcome),
        "steps": steps(issue),
        "clock": clock_of(run[0]) if run else None,
        "answers": answers_for(issue, veil),
        "evidence": evidence_display.evidence_for(issue, veil),
        "signatures": signatures_for(issue, veil),
        "questions": [
            _question(one, veil) for one in issue.questions.select_related("asked_by", "replied_by")
        ],
        "trail": trail_display.timeline(issue, veil),
        "moves": buttons(issue, parts),
        "may_look_inside": Part.RAISER in parts,
        "is_manager": Part.MANAGER in parts,
        "may_answer": Part.MANAGER in parts and state in (State.ADASS, State.WAITING),
        "notes": issue.private_notes.select_related("by")
        if is_manager(reader, issue.network)
        else (),
        "checks": checks_for(issue, veil),
    }


def buttons(issue: Issue, parts: set[Part]) -> list[tuple[str, str]]:
    """(verb, label) of what this person can do now."""
    left_out = set(NOT_BUTTONS)
    if issue.level == Level.NETWORK:
        left_out.add("widen")
    if not issue.provider_name:
        left_out.add("provider")
    if issue.merged_into_id:
        left_out.add("reopen")
    if issue.holder_id is None:
        left_out.add("hand_over")
    if not is_due(issue):
        left_out.add("check")
    return [
        (move.verb, _(move.label))
        for move in moves_for(State(issue.state), parts)
        if move.verb not in left_out
    ]


def holder_words(issue: Issue) -> str:
    """Who holds it: a manager's name once she has taken it."""
    if issue.state == State.ADASS and issue.holder is not None:
        return f"{issue.holder.name}, ADASS"
    return _(HELD_BY[State(issue.state)])


def what_next(issue: Issue) -> str:
    """What follows by itself; with the day on which we ask whether it worked, while it is to come."""
    state = State(issue.state)
    if state == State.TOLD_BACK and issue.check_on and not is_due(issue):
        return _("On %s each of you is asked if it worked.") % date_format(issue.check_on, "j F Y")
    return _(WHAT_NEXT[state])


def steps(issue: Issue) -> list[dict[str, str]]:
    """The way of this issue, at most seven steps, as components/steps.html draws it."""
    now = step_of(State(issue.state), State(issue.asked_from) if issue.asked_from else None)
    waiting = _(", waiting for a reply") if issue.state == State.WAITING else ""
    needed = NetworkEscalationSettings.of(issue.network).threshold
    way = [(State.DRAFT, _("Raised"), day(issue.sent_at))]
    if issue.level == Level.NETWORK:
        way.append((State.GATHERING, _("Signed by enough councils"), _("%s needed") % needed))
    way.append(
        (
            State.CHAIR,
            _("With the chair"),
            day(issue.with_chair_since) + _on(now, State.CHAIR, waiting),
        )
    )
    if issue.sent_up_at or not issue.answered_at:
        way.append(
            (State.ADASS, _("With ADASS"), day(issue.sent_up_at) + _on(now, State.ADASS, waiting))
        )
    way += [
        (State.ANSWERED, _("Answered"), day(issue.answered_at)),
        (State.TOLD_BACK, _("Told back"), day(issue.told_at)),
        (State.CHECKED, _("Did it work?"), _check_words(issue)),
    ]
    return _with_states(way, now, ended_early=now == State.CLOSED and not issue.answered_at)


def _on(now: State, step: State, words: str) -> str:
    return words if now == step else ""


def _check_words(issue: Issue) -> str:
    if not issue.check_on:
        return ""
    return _("We ask on %s") % date_format(issue.check_on, "j F Y")


def _with_states(
    way: list[tuple[State, str, str]], now: State, ended_early: bool
) -> list[dict[str, str]]:
    """Mark each step done, now or to do. An answered issue is busy being told back."""
    order = list(State)
    at = {State.ANSWERED: State.TOLD_BACK, State.TOLD_BACK: State.CHECKED}.get(now, now)
    if now == State.CHECKED:
        at = State.CLOSED
    shown = []
    for step, name, detail in way:
        state = "done" if order.index(step) < order.index(at) else "todo"
        if step == at:
            state = "now"
        if ended_early and step not in (State.DRAFT,):
            state = "todo"
        shown.append({"name": name, "detail": detail.lstrip(", "), "state": state})
    return shown


def answers_for(issue: Issue, veil: Veil) -> list[dict[str, Any]]:
    """Published answers, newest run first, each with its actions."""
    actions = list(issue.actions.all())
    published = issue.answers.filter(published_at__isnull=False).select_related("written_by")
    return [
        {
            "outcome": answer.get_outcome_display(),
            "words": veil.text(answer.in_plain_words),
            "reasons": [veil.text(line) for line in answer.reasons.splitlines() if line.strip()],
            "not_yet": veil.text(answer.not_yet_because),
            "backing": ", ".join(
                part
                for part in (
                    veil.person(answer.written_by),
                    _("for the network") if answer.within_network else _("for ADASS"),
                    day(answer.published_at),
                )
                if part
            ),
            "actions": [
                {
                    "text": veil.text(a.text),
                    "owner": veil.text(a.owner),
                    "due": a.due,
                    "done_on": a.done_on,
                }
                for a in actions
                if a.run == answer.run
            ],
            "run": answer.run,
        }
        for answer in sorted(published, key=lambda one: -one.run)
    ]


def signatures_for(issue: Issue, veil: Veil) -> list[dict[str, Any]]:
    """Who signed and whether they have heard. Names, and ways of contact, as the veil allows."""
    told = {one.council_id: one for one in issue.tell_backs.filter(run=issue.run, asked=True)}
    return [
        {
            "council": veil.council(one.council),
            "slug": veil.slug(one.council),
            "hidden": one.council_id in veil.hidden,
            "signed": one.signed_at,
            "told": _told_words(told.get(one.council_id)),
            "is_told": one.council_id in told
            and told[one.council_id].status in (TellBack.Status.SENT, TellBack.Status.TOLD),
        }
        for one in standing_signatures(issue)
    ]


def _told_words(told: TellBack | None) -> str:
    if told is None:
        return ""
    words = told.get_status_display()
    return (
        f"{words} {date_format(timezone.localdate(told.told_at), 'j F')}" if told.told_at else words
    )


def _question(one: Any, veil: Veil) -> dict[str, Any]:
    return {
        "by": veil.person(one.asked_by),
        "at": one.asked_at,
        "text": veil.text(one.text),
        "reply": veil.text(one.reply),
        "replied_by": veil.person(one.replied_by) if one.replied_by else "",
        "replied_at": one.replied_at,
    }


def checks_for(issue: Issue, veil: Veil) -> list[dict[str, Any]]:
    """What those who asked said when asked whether it worked, in this run."""
    said = issue.follow_ups.filter(run=issue.run).exclude(answer="")
    return [
        {
            "council": veil.council(one.council) or veil.person(one.user),
            "answer": one.get_answer_display(),
            "line": veil.text(one.line),
        }
        for one in said.select_related("council", "user__council")
    ]
