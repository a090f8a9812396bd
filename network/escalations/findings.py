"""Issues as search sees them. A council that asked not to be named is "a council" there too."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.findable import Finding
from network.escalations.models import Issue
from network.escalations.states import LABELS, State
from network.escalations.veil import Veil

KIND = "issue"


def describe(issue: Issue) -> Finding | None:
    """None for drafts and for issues that joined another."""
    if issue.is_draft or issue.merged_into_id:
        return None
    veil = Veil(issue, None)
    answers = issue.answers.filter(published_at__isnull=False)
    body = [issue.what_happens, issue.who_affected, issue.what_tried]
    body += [
        text for one in answers for text in (one.in_plain_words, one.reasons, one.not_yet_because)
    ]
    return Finding(
        kind=KIND,
        title=veil.text(issue.title),
        url=issue.get_absolute_url(),
        audience_key=issue.audience_key,
        summary=veil.text(issue.what_we_ask)[:400],
        body=veil.text("\n".join(text for text in body if text)),
        council=veil.slug(issue.council),
        council_name=veil.council(issue.council),
        network_id=issue.network_id,
        topics=(issue.topic,) if issue.topic else (),
        tags=(issue.barrier.name,) if issue.barrier else (),
        status=_(LABELS[State(issue.state)]),
        date=timezone.localdate(issue.sent_at) if issue.sent_at else None,
        ref=f"issue-{issue.pk}",
    )
