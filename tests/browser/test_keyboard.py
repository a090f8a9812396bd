"""With a keyboard alone: skip link, visible focus, the menu, the choice of colours."""

RING = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return {what: e.tagName + '#' + e.id + '.' + e.className + ' ' + e.textContent.trim().slice(0, 30),
          body: e === document.body,
          ring: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none',
          inside: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight};
}"""


def test_the_first_key_reaches_the_skip_link_and_it_leads_to_main(visit):
    with visit(user="asha") as window:
        window.go("/")
        window.page.keyboard.press("Tab")
        assert window.page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        assert window.page.evaluate(RING)["inside"]
        window.page.keyboard.press("Enter")
        assert window.page.evaluate("document.activeElement.id") == "main"


def test_every_stop_of_the_keyboard_can_be_seen(visit):
    for who in ("", "asha"):
        with visit(user=who) as window:
            window.go("/")
            stops = walk(window.page)
            assert len(stops) > 5
            assert [stop["what"] for stop in stops if not (stop["ring"] and stop["inside"])] == []


def walk(page):
    """Press Tab until the page is left, at most a hundred times."""
    stops = []
    for _ in range(100):
        page.keyboard.press("Tab")
        here = page.evaluate(RING)
        if here["body"]:
            break
        stops.append(here)
    return stops


def test_a_member_opens_her_own_menu_and_signs_out_with_keys_and_no_script(visit):
    with visit(user="asha", java_script_enabled=False) as window:
        window.go("/")
        window.page.locator("details.me > summary").focus()
        window.page.keyboard.press("Enter")
        window.page.get_by_role("button", name="Sign out").press("Enter")
        window.page.wait_for_url("**/")
        assert window.page.locator("details.me").count() == 0


def test_a_stranger_keeps_dark_colours_without_script(visit):
    with visit(java_script_enabled=False) as window:
        window.go("/colours/")
        window.page.get_by_label("Dark").focus()
        window.page.keyboard.press("Space")
        window.page.get_by_role("button", name="Keep my choice").press("Enter")
        window.page.wait_for_url("**/")
        assert window.page.locator("html[data-scheme=dark]").count() == 1
