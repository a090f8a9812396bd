"""What each role may see and do. One table; every permission rule of every room reads it.

A role that stands in no row sees what a stranger sees. Nothing here says "all but": a new role
gets nothing until somebody writes it into a row.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The parts a person may play in a network."""

    DP_LEAD = "dp_lead", _("Direct payments lead")
    COLLEAGUE = "colleague", _("Colleague")
    CHAIR = "chair", _("Network chair")
    DEPUTY = "deputy", _("Deputy chair")
    EDITOR = "editor", _("Network editor")
    ADASS_MANAGER = "adass_manager", _("ADASS manager")
    RESIDENT = "resident", _("Resident member")
    ADMINISTRATOR = "administrator", _("Administrator")


LEAD, COLLEAGUE = Role.DP_LEAD, Role.COLLEAGUE
CHAIR, DEPUTY, EDITOR = Role.CHAIR, Role.DEPUTY, Role.EDITOR
ADASS, RESIDENT, ADMINISTRATOR = Role.ADASS_MANAGER, Role.RESIDENT, Role.ADMINISTRATOR

ROLES_THAT: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        # Seeing. Members see one another and what is shared with ADASS too.
        "belong_to_a_network": frozenset(
            {LEAD, COLLEAGUE, CHAIR, DEPUTY, EDITOR, ADASS, RESIDENT, ADMINISTRATOR}
        ),
        "read_what_adass_reads": frozenset(
            {LEAD, COLLEAGUE, CHAIR, DEPUTY, EDITOR, ADASS, RESIDENT, ADMINISTRATOR}
        ),
        # The network talks frankly among itself, without ADASS.
        "read_network_things": frozenset(
            {LEAD, COLLEAGUE, CHAIR, DEPUTY, EDITOR, RESIDENT, ADMINISTRATOR}
        ),
        # "My council only", for people who have a council.
        "read_own_councils_things": frozenset(
            {LEAD, COLLEAGUE, CHAIR, DEPUTY, EDITOR, ADASS, RESIDENT, ADMINISTRATOR}
        ),
        "keep_contact_private": frozenset({RESIDENT}),  # officers' details are work details
        "see_private_contacts": frozenset({CHAIR, DEPUTY, ADMINISTRATOR}),
        "see_how_search_is_doing": frozenset({CHAIR, DEPUTY, EDITOR, ADMINISTRATOR}),
        # Practice notes.
        "write_notes": frozenset({LEAD, COLLEAGUE}),
        "open_own_councils_drafts": frozenset({LEAD, COLLEAGUE, CHAIR, DEPUTY, EDITOR}),
        "publish_own_councils_notes": frozenset({LEAD}),  # where the network lets leads publish
        "import_own_councils_notes": frozenset({LEAD}),
        "moderate_notes": frozenset({CHAIR, DEPUTY, EDITOR, ADMINISTRATOR}),
        "moderate_own_notes": frozenset({CHAIR, ADMINISTRATOR}),
        "review_all_notes": frozenset({CHAIR, DEPUTY}),
        "merge_tags": frozenset({CHAIR, DEPUTY, EDITOR, ADMINISTRATOR}),
        "keep_topics": frozenset({CHAIR, DEPUTY, ADMINISTRATOR}),
        # Questions.
        "ask_and_answer": frozenset(
            {LEAD, COLLEAGUE, CHAIR, DEPUTY, EDITOR, RESIDENT, ADMINISTRATOR}
        ),
        "hear_of_open_questions": frozenset({LEAD, COLLEAGUE, CHAIR, DEPUTY}),
        "take_down_others_words": frozenset({CHAIR, DEPUTY, EDITOR, ADMINISTRATOR}),
        # Meetings and issues.
        "speak_for_a_council": frozenset({LEAD}),
        "chair_the_network": frozenset({CHAIR, DEPUTY}),
        "be_asked_to_meetings": frozenset({LEAD, CHAIR, DEPUTY, RESIDENT, ADASS}),
        "raise_issues": frozenset({LEAD, RESIDENT, CHAIR, DEPUTY}),
        "answer_for_adass": frozenset({ADASS}),
        # The network and the hub.
        "run_the_network": frozenset({CHAIR, DEPUTY, ADMINISTRATOR}),
        "run_the_hub": frozenset({ADMINISTRATOR}),
        # The CMS (practices.cms.allowed_addresses says which of its addresses).
        "enter_the_cms": frozenset({LEAD, COLLEAGUE, CHAIR, DEPUTY, EDITOR, ADMINISTRATOR}),
        "edit_own_councils_pages": frozenset({LEAD, COLLEAGUE}),
        "edit_all_pages": frozenset({CHAIR, DEPUTY, EDITOR}),
        "keep_lists": frozenset({CHAIR, DEPUTY, ADMINISTRATOR}),
    }
)

COUNCIL_ROLES = frozenset({LEAD, COLLEAGUE})
NETWORK_ROLES = frozenset({LEAD, COLLEAGUE, CHAIR, DEPUTY, EDITOR, ADASS, RESIDENT})
ROLES_GIVEN_BY: Mapping[Role, frozenset[Role]] = MappingProxyType(
    {
        LEAD: COUNCIL_ROLES,  # within their own council
        CHAIR: NETWORK_ROLES,
        DEPUTY: NETWORK_ROLES,
        ADMINISTRATOR: NETWORK_ROLES | {ADMINISTRATOR},
    }
)
"""The roles that somebody with this role may give and end."""


def may(user: Any, deed: str, network: Any) -> bool:
    """Whether this person may do it in this network now. `deed` is a row of ROLES_THAT.

    False where there is no network, for strangers, and for those who have left.
    """
    return network is not None and network.pk in networks_where(user, deed)


def may_anywhere(user: Any, deed: str) -> bool:
    """Whether they may do it in any network, for menus and for pages that ask again by thing."""
    return bool(networks_where(user, deed))


def networks_where(user: Any, deed: str) -> set[int]:
    """Ids of the networks in which this person may do it now. Raises KeyError for an unknown deed."""
    roles = ROLES_THAT[deed]
    if user is None or not user.is_authenticated or not user.is_active:
        return set()
    return {part.network_id for part in user.parts() if part.role in roles}
