"""What waits for whom: for the home page and the editors' list."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from hub.access.roles import may_anywhere, networks_where
from hub.front_door import Ask
from practices.models import PracticeNotePage
from practices.posting.rights import may_open_draft


def in_state(status: str) -> Any:
    return WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get(app_label="wagtailcore", model="page"),
        status=status,
    )


def waiting_for(user: Any) -> list[dict[str, Any]]:
    """Notes sent in to the networks this person runs: the note as sent, by whom, since when."""
    networks = networks_where(user, "moderate_notes")
    states = in_state(WorkflowState.STATUS_IN_PROGRESS).select_related("requested_by")
    by_note = {int(state.object_id): state for state in states.order_by("created_at")}
    notes = PracticeNotePage.objects.filter(
        pk__in=by_note, council__network__in=networks
    ).select_related("council__network", "latest_revision")
    rows = [{"note": note, "state": by_note[note.pk]} for note in notes]
    return sorted(rows, key=lambda row: row["state"].created_at)


def asks(user: Any) -> Iterator[Ask]:
    """Notes to approve; notes of mine that an editor has given back."""
    if may_anywhere(user, "moderate_notes"):
        waiting = Counter(row["note"].council.network for row in waiting_for(user))
        for network, count in waiting.items():
            title = ngettext("%(n)s note waits for you", "%(n)s notes wait for you", count)
            yield Ask(
                title % {"n": count}, _("Read, then approve or ask for changes"),
                reverse("practices:moderation"), network=user.which_network(network),
            )  # fmt: skip
    given_back = in_state(WorkflowState.STATUS_NEEDS_CHANGES).filter(requested_by=user)
    for state in given_back.values_list("object_id", flat=True):
        notes = PracticeNotePage.objects.select_related("council__network")
        note = notes.filter(pk=int(state)).first()
        if note and may_open_draft(user, note):
            yield Ask(
                note.title,
                _("An editor asks for changes"),
                reverse("practices:edit", args=[note.pk]),
                network=user.which_network(note.council.network if note.council else None),
            )
