"""From the first words to enough signatures."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.access.audience import forget_keys
from hub.access.files import give, renew_keys
from hub.inspection.services import why_not_all
from hub.models import HubDocument
from network.councils.models import Network
from network.escalations import clock_source, mails, people, trail
from network.escalations.models import Evidence, Issue, Level, NetworkEscalationSettings, Signature
from network.escalations.permissions import (
    MovedOn,
    Refused,
    acting_council,
    is_lead_of,
    locked,
    may_raise,
)
from network.escalations.states import State
from network.people.models import User

PROVIDER_IS_PRIVATE = gettext_lazy(
    "Feedback about a named provider is private to your council and the chair, until the provider"
    " has replied. Choose “Our council and the chair only”, or take the name out."
)
WRITTEN_FIELDS = (
    "title",
    "what_happens",
    "who_affected",
    "what_tried",
    "what_we_ask",
    "barrier",
    "topic",
    "urgency",
    "urgency_reason",
    "level",
    "name_withheld",
    "may_be_public",
    "provider_name",
)


@transaction.atomic
def save_draft(
    by: User, network: Network, words: dict[str, Any], draft: Issue | None = None
) -> Issue:
    """Keep what has been written so far; only its writer sees it."""
    if not may_raise(by, network):
        raise PermissionDenied(_("Only leads, resident members and the chair can raise an issue."))
    issue = draft or Issue(
        network=network, raised_by=by, council=by.council, made_at=clock_source.now()
    )
    if draft is not None:
        issue = Issue.objects.select_for_update().get(pk=draft.pk)
        if not issue.is_draft:
            raise MovedOn(_("This issue has been sent, so it cannot be rewritten."))
    for field in WRITTEN_FIELDS:
        if field in words:
            setattr(issue, field, words[field])
    issue.save()
    forget_keys(by)
    return issue


@transaction.atomic
def delete_draft(draft: Issue, by: User) -> None:
    """Throw a draft away, with its files. Nothing that was sent is ever deleted."""
    issue = Issue.objects.select_for_update().get(pk=draft.pk)
    if not issue.is_draft or issue.raised_by_id != by.pk:
        raise PermissionDenied(_("Only your own drafts can be deleted."))
    HubDocument.objects.filter(pk__in=issue.evidence.values("document")).delete()
    issue.delete()


@transaction.atomic
def add_evidence(
    issue: Issue,
    by: User,
    *,
    thing: Model | None = None,
    url: str = "",
    title: str = "",
    document: HubDocument | None = None,
) -> Evidence:
    """Point at what shows it. A file belongs to the issue from now on."""
    if thing is not None:
        kind = ContentType.objects.get_for_model(type(thing))
        known = issue.evidence.filter(content_type=kind, object_id=thing.pk).first()
        if known is not None:
            return known
        return Evidence.objects.create(
            issue=issue, content_type=kind, object_id=thing.pk, added_by=by
        )
    if document is not None:
        document.save()
        give(issue, [document])
    return Evidence.objects.create(
        issue=issue, url=url, title=title, document=document, added_by=by
    )


@transaction.atomic
def send(draft: Issue, by: User) -> Issue:
    """Send a draft. Network issues gather signatures; confidential ones go to the chair at once."""
    issue = locked(draft, "send", by)
    missing = missing_words(issue)
    if missing:
        raise Refused(missing)
    if issue.provider_name and issue.level != Level.COUNCIL:
        raise Refused(PROVIDER_IS_PRIVATE)
    _stop_for_files(issue, issue.level)
    restricted = issue.is_confidential
    issue.state = State.CHAIR if restricted else State.GATHERING
    issue.sent_at = clock_source.now()
    issue.with_chair_since = issue.sent_at if restricted else None
    issue.save()
    renew_keys(issue)
    trail.write(issue, "raised", by=by, council=issue.council, reason=issue.urgency_reason)
    forget_keys(by)
    if is_lead_of(by, issue.council_id, issue.network):
        _sign(issue, by, issue.name_withheld)
    if restricted:
        _tell_chair(issue, _("It was raised for the chair’s eyes first."))
    else:
        move_on_when_enough(issue)
    return issue


def readers_at(issue: Issue, level: str) -> str:
    """The key under which a file is judged for the readers of this level (hub.inspection)."""
    if level == Level.NETWORK:
        return f"adass:{issue.network_id}"
    return f"issue-adass:{issue.pk}" if level == Level.ADASS else f"issue:{issue.pk}"


def _stop_for_files(issue: Issue, level: str) -> None:
    documents = HubDocument.objects.filter(pk__in=issue.evidence.values("document"))
    if why := why_not_all(documents, readers_at(issue, level)):
        raise Refused(why)


def missing_words(issue: Issue) -> str:
    """What a draft still needs before it can be sent, as a sentence; empty when nothing."""
    needed = {
        _("what happens"): issue.what_happens,
        _("what we ask for"): issue.what_we_ask,
        _("what stands in the way"): issue.barrier_id,
        _("why it is pressing"): issue.urgency == "normal" or issue.urgency_reason,
    }
    blank = [name for name, value in needed.items() if not value]
    return _("Still missing: %s.") % ", ".join(blank) if blank else ""


@transaction.atomic
def sign(issue: Issue, by: User, *, withheld: bool = False) -> Signature:
    """One signature a council, by its lead, until the issue goes up."""
    issue = locked(issue, "sign", by)
    if not people.belongs_now(by.council, issue.network):
        raise PermissionDenied(_("Only councils that belong to the network now can sign."))
    signature = _sign(issue, by, withheld)
    move_on_when_enough(issue)
    return signature


def _sign(issue: Issue, by: User, withheld: bool) -> Signature:
    assert by.council is not None  # the callers have asked for a lead of a council
    try:
        with transaction.atomic():
            signature = Signature.objects.create(
                issue=issue,
                council=by.council,
                signed_by=by,
                signed_at=clock_source.now(),
                name_withheld=withheld,
            )
    except IntegrityError as taken:
        raise MovedOn(_("Your council has signed this already.")) from taken
    issue.__dict__.pop("standing", None)
    trail.write(issue, "signed", by=by, council=by.council)
    return signature


@transaction.atomic
def unsign(issue: Issue, by: User, reason: str = "") -> None:
    """Take the council's signature back. It stays in the trail, and the issue stays where it is."""
    issue = locked(issue, "unsign", by)
    signature = issue.signatures.standing().get(council=by.council)
    signature.withdrawn_at = clock_source.now()
    signature.save(update_fields=["withdrawn_at"])
    trail.write(issue, "unsigned", by=by, council=by.council, reason=reason)


@transaction.atomic
def withdraw(issue: Issue, by: User, reason: str) -> Issue:
    """The raiser takes the issue back before it goes up."""
    issue = locked(issue, "withdraw", by)
    issue.state, issue.outcome = State.CLOSED, "withdrawn"
    issue.closed_at = clock_source.now()
    issue.save()
    trail.write(issue, "withdrawn", by=by, council=acting_council(by, issue), reason=reason)
    tell = [user for user, _council in people.askers(issue) if user != by]
    mails.send(
        "closed", issue, tell, why=_("The council that raised it took it back."), quotes=[reason]
    )
    return issue


def signatures_that_count(issue: Issue) -> int:
    """Standing signatures of councils that belong to the network today."""
    standing = issue.signatures.standing()
    return standing.in_network_now(issue.network, timezone.localdate()).count()


@transaction.atomic
def move_on_when_enough(issue: Issue) -> bool:
    """To the chair when enough councils signed. Asked again when the threshold changes."""
    needed = NetworkEscalationSettings.of(issue.network).threshold
    if issue.state != State.GATHERING or signatures_that_count(issue) < needed:
        return False
    issue = locked(issue, "enough", None)
    issue.state, issue.with_chair_since = State.CHAIR, clock_source.now()
    issue.save()
    trail.write(issue, "enough", needed=needed)
    _tell_chair(issue, _("Enough councils have signed."))
    return True


def threshold_changed(network: Network) -> int:
    """Look again at everything that gathers signatures; returns how many moved on."""
    gathering = Issue.objects.filter(network=network, state=State.GATHERING)
    return sum(move_on_when_enough(issue) for issue in gathering)


def _tell_chair(issue: Issue, why: str) -> None:
    mails.send("with_chair", issue, people.chairs(issue.network), why=why)


@transaction.atomic
def widen(issue: Issue, by: User, level: str) -> Issue:
    """Let more people see an issue. Only wider: what was seen cannot be unseen.

    An issue that names a provider waits until the provider's reply is written down.
    """
    order = [Level.COUNCIL, Level.ADASS, Level.NETWORK]
    issue = locked(issue, "widen", by)
    if order.index(Level(level)) <= order.index(Level(issue.level)):
        raise Refused(_("You can let more people see an issue, not fewer."))
    if issue.provider_name and issue.provider_replied_on is None:
        raise Refused(_("The provider has a right of reply. Write the reply down first."))
    _stop_for_files(issue, level)
    issue.level = level
    issue.save()
    renew_keys(issue)
    trail.write(issue, "widened", by=by, council=issue.council, level=level)
    return issue


@transaction.atomic
def write_provider_reply(issue: Issue, by: User, text: str) -> Issue:
    """The provider's side, word for word, beside what was said about it."""
    issue = locked(issue, "provider", by)
    if not issue.provider_name:
        raise Refused(_("This issue names no provider."))
    issue.provider_reply, issue.provider_replied_on = text, clock_source.today()
    issue.save()
    trail.write(issue, "provider_replied", by=by, council=acting_council(by, issue))
    return issue
