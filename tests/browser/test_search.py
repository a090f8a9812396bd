"""Searching in a real browser: axe on each page of search, the list of suggestions by keyboard, no script."""

from urllib.parse import quote_plus

import pytest

from tests.browser.conftest import axe_findings, session_cookie, signed_in

PAGES = {
    "results": ("asha", "/search/?q=prepaid+card"),
    "results of a stranger": ("", "/search/?q=direct+payment"),
    "grouped by kind": ("asha", "/search/?q=card&group=kind"),
    "explained": ("marian", "/search/?q=card&explain=1"),
    "a sense chosen": ("asha", "/search/?q=PA+pay"),
    "nothing found": ("asha", "/search/?q=zzzqqq"),
    "saving a search": ("asha", "/search/saved/?q=card"),
    "saved searches": ("asha", "/search/saved/"),
    "help": ("", "/search/help/"),
    "glossary": ("", "/glossary/"),
    "the chair's page": ("marian", "/search/health/"),
    "keys": ("asha", "/search/tokens/"),
    "documentation of the API": ("", "/api/v1/docs"),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(visit, name, width):
    who, path = PAGES[name]
    with visit(user=who) as window:
        window.at_width(width)
        assert window.go(path) == 200
        assert window.overflow() + axe_findings(window.page) + window.problems == []


@pytest.mark.parametrize("width", [320, 1280])
def test_facets_opened_and_a_filter_on(visit, width):
    with visit(user="asha") as window:
        window.at_width(width)
        window.go("/search/?q=card")
        summary = window.page.locator("details.filters > summary")
        if summary.is_visible():  # on a wide window the filters are always open
            summary.click()
        window.page.get_by_role("checkbox", name="Mallowby").first.check()
        window.page.get_by_role("button", name="Apply filters").click()
        window.page.wait_for_load_state()
        assert "council=mallowby" in window.page.url
        chip = window.page.get_by_role("link", name="Remove filter Council: Mallowby")
        assert axe_findings(window.page) + window.overflow() == []
        chip.click()
        window.page.wait_for_load_state()
        assert "council" not in window.page.url


def test_suggestions_by_keyboard_alone(visit):
    with visit(user="asha") as window:
        window.go("/search/")
        box = window.page.get_by_role("combobox")
        box.focus()
        window.page.keyboard.type("frau")
        window.page.get_by_role("option").first.wait_for()
        assert box.get_attribute("aria-expanded") == "true"
        assert axe_findings(window.page) == []

        window.page.keyboard.press("ArrowDown")
        first = window.page.get_by_role("option").first
        assert first.get_attribute("aria-selected") == "true"
        assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
        window.page.keyboard.press("Escape")
        assert box.get_attribute("aria-expanded") == "false"
        assert box.input_value() == "frau"
        assert box.get_attribute("aria-activedescendant") is None

        window.page.keyboard.press("ArrowDown")
        window.page.get_by_role("option").first.wait_for()
        window.page.keyboard.press("ArrowDown")
        window.page.keyboard.press("Enter")
        window.page.wait_for_url(lambda address: "/search/" not in address)
        assert window.problems == []


def test_what_was_looked_for_before_is_kept_in_this_browser_alone(visit):
    with visit(user="asha") as window:
        window.go("/search/")
        window.page.get_by_role("combobox").fill("banked hours")
        window.page.keyboard.press("Enter")
        window.page.wait_for_url("**/search/?q=banked*")
        box = window.page.get_by_role("combobox")
        box.fill("")
        window.page.keyboard.press("ArrowDown")
        window.page.get_by_role("option", name="banked hours").wait_for()


def look_for(window, words):
    window.go("/search/")
    window.page.get_by_role("combobox").fill(words)
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/search/?q=*")


def kept(window):
    return window.page.evaluate("() => JSON.stringify({...localStorage})")


def test_signing_out_forgets_what_was_looked_for(visit):
    with visit(user="asha") as window:
        look_for(window, "safeguarding Mrs Brown")
        assert "Mrs Brown" in kept(window)
        window.page.locator("details.me > summary").click()
        window.page.get_by_role("button", name="Sign out").click()
        window.page.wait_for_url(window.site + "/")
        assert kept(window) == "{}"


def test_the_next_account_in_this_browser_is_shown_nothing_of_the_last(visit):
    """Somebody closed the lid without signing out; a session that ran out is no sign-out either."""
    with visit(user="asha") as window:
        look_for(window, "safeguarding Mrs Brown")
        for who in ("grace", ""):
            window.page.context.clear_cookies()
            if who:
                window.page.context.add_cookies([session_cookie(who, window.site)])
            window.go("/search/")
            window.page.get_by_role("combobox").focus()
            window.page.keyboard.press("ArrowDown")
            assert window.page.get_by_role("option").count() == 0
            assert "Mrs Brown" not in kept(window)
        look_for(window, "a stranger's words")
        assert kept(window) == "{}"
        assert window.problems == []


def test_without_script_the_box_is_a_form(visit):
    with visit(user="asha", java_script_enabled=False) as window:
        window.go("/search/")
        window.page.get_by_role("searchbox").fill("prepaid card")
        window.page.keyboard.press("Enter")
        window.page.wait_for_url("**/search/?q=prepaid*")
        assert window.page.locator("ol.rows li").count() > 2
        window.page.locator("ol.rows .title a").first.click()
        window.page.wait_for_load_state()
        assert "/search/" not in window.page.url


def test_a_click_is_counted_by_its_place_and_leads_straight_on(visit):
    from search.models import ClickedOn

    with visit(user="asha") as window:
        window.go("/search/?q=prepaid+card")
        second = window.page.locator("ol[data-asked] .title a").nth(1)
        target = second.get_attribute("href")
        with window.page.expect_request("**/search/clicked/") as sent:
            second.click()
        assert "place=2" in sent.value.post_data
        window.page.wait_for_url(f"**{target}")
        assert window.problems == []
    signed_in("marian").get("/search/health/")  # writes down what waits
    assert ClickedOn.objects.filter(text="prepaid card", place=2).exists()


ASKED = ["fraud", "ISF", "who can I ring about prepaid cards", "team model", "prepayed cards"]


@pytest.mark.parametrize("user", ["asha", ""])
@pytest.mark.parametrize("text", ASKED)
def test_on_a_phone_the_first_result_begins_on_the_first_screen(visit, user, text):
    with visit(user=user, viewport={"width": 320, "height": 568}) as window:
        assert window.go(f"/search/?q={quote_plus(text)}") == 200
        title = window.page.locator("main .rows .title").first.bounding_box()
        assert title["y"] + 30 <= 568, "its kind and the first line of its title are on it"
        assert window.overflow() == []


def test_on_a_phone_the_menu_opens_and_closes_by_keyboard_without_script(visit):
    with visit(
        user="asha", viewport={"width": 320, "height": 568}, java_script_enabled=False
    ) as window:
        window.go("/topics/")
        councils = window.page.get_by_role("link", name="Councils", exact=True)
        assert not councils.first.is_visible()
        window.page.locator("nav summary").focus()
        window.page.keyboard.press("Enter")
        assert councils.first.is_visible()
        window.page.locator("nav summary").focus()
        window.page.keyboard.press("Enter")
        assert not councils.first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_menu(visit, scheme):
    with visit(user="asha", viewport={"width": 320, "height": 568}) as window:
        window.go("/search/?q=fraud")
        window.at_width(320, scheme)
        window.page.locator("nav summary").click()
        assert axe_findings(window.page) == []
        assert window.overflow() == []


def test_on_a_wide_screen_nothing_is_folded(visit):
    with visit(user="asha") as window:
        window.go("/search/?q=fraud")
        for name in ("Councils", "Newest first", "Group by kind"):
            assert window.page.get_by_role("link", name=name, exact=True).first.is_visible()
        assert not window.page.locator("nav summary").is_visible()


def test_a_filter_and_a_grouping_stay_when_the_words_change(visit):
    with visit(user="asha") as window:
        window.go("/search/?q=fraud&kind=note&group=kind")
        window.page.fill("#q", "cards")
        window.page.press("#q", "Enter")
        window.page.wait_for_url("**q=cards*")
        assert "kind=note" in window.page.url and "group=kind" in window.page.url
