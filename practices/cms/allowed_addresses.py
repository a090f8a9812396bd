"""Which addresses of the CMS each role may open. What is not listed is closed to everybody.

Wagtail brings 250 addresses, and many of them list pages, files and people without asking who may
read them: its API, explorer, reports, usage, move and bulk pages. The hub needs few of them: to
edit a note in full, to choose a picture, file, page or source for it, the chair's lists, and an
administrator's accounts. Each number in an address or form is checked by `practices.cms.permissions`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from hub.access.roles import may_anywhere


def names(space: str, *those: str) -> frozenset[str]:
    """Names of addresses with their namespace."""
    return frozenset(f"{space}:{name}" for name in those)


OPEN_TO_ALL = frozenset(
    {
        "one_way_in", "cms_sign_out", "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
    }
)  # fmt: skip
"""They tell nothing of anybody."""

ENTRANCE = frozenset({"wagtailadmin_home", "wagtailadmin_dismissibles"})

NOTES = names(
    "wagtailadmin_pages", "edit", "preview_on_edit", "view_draft", "delete", "unpublish", "lock",
    "unlock", "workflow_action", "collect_workflow_action_data", "workflow_preview",
    "confirm_workflow_cancellation",
)  # fmt: skip
EARLIER_DRAFTS = names(
    "wagtailadmin_pages", "history", "history_results", "revisions_view", "revisions_compare",
    "revisions_revert", "revisions_unschedule", "workflow_history", "workflow_history_detail",
)  # fmt: skip
"""They hold what was written before it was sent in: for its council, like any unsent draft."""

AT_WORK = names("wagtailadmin_editing_sessions", "ping", "release")
CHOOSERS = (
    names("wagtailimages_chooser", "choose", "choose_results", "chosen", "create", "select_format")
    | names("wagtaildocs_chooser", "choose", "choose_results", "chosen", "create")
    | names("wagtailsnippetchoosers_practices_source", "choose", "choose_results", "chosen")
    | {
        "wagtailadmin_choose_page", "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_search", "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link", "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link", "wagtailadmin_block_preview",
        "cms_tag_suggest", "cms_tag_suggest_of_model",
    }
)  # fmt: skip
WRITING = NOTES | EARLIER_DRAFTS | CHOOSERS | AT_WORK

LISTS = frozenset[str]().union(
    *(
        names(f"wagtailsnippets_{kept}", "list", "list_results", "add", "edit", "delete", "copy")
        for kept in ("practices_topic", "practices_source", "search_term", "escalations_barrier")
    )
)
ACCOUNTS = (
    names("wagtailusers_users", "index", "index_results", "add", "edit", "delete")
    | names("wagtailusers_groups", "index", "index_results", "add", "edit", "delete")
    | names("wagtailredirects", "index", "index_results", "add", "edit", "delete")
    | names("wagtailsites", "index", "index_results", "add", "edit", "delete")
)

ADDRESSES_FOR: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "enter_the_cms": ENTRANCE,
        "edit_own_councils_pages": WRITING,
        "edit_all_pages": WRITING,
        "keep_lists": LISTS | AT_WORK,
        "run_the_hub": WRITING | ACCOUNTS,
    }
)
"""Rows of `hub.access.roles.ROLES_THAT`, and the addresses that they open."""

LEADS_ON_TO: Mapping[str, str] = MappingProxyType(
    {
        "wagtailadmin_explore_root": "practices:my_notes",
        "wagtailadmin_explore": "practices:my_notes",
        "wagtailadmin_pages:search": "search",
    }
)
"""Wagtail's editor leads to these after its work; the site has a page for the same."""


def may_open(user: Any, name: str) -> bool:
    """Whether a role of this person opens the address of this name at all."""
    return any(name in those and may_anywhere(user, deed) for deed, those in ADDRESSES_FOR.items())
