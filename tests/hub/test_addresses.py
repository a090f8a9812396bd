"""Which typed addresses become links, and names that stay on one line."""

import pytest

from hub.inputs import is_inside, may_be_linked
from hub.one_line import in_one_line
from network.people.models import User
from practices.models import PracticeNotePage
from practices.notes.rich_links import with_judged_links
from practices.posting.markup import to_html

LEADS_AWAY = [
    "/\\evil.example", "//evil.example", "/\\/evil.example", "\\\\evil.example", "\\/evil.example",
    "///evil.example", "/%5Cevil.example", "/%5cevil.example", "/%2Fevil.example",
    "/%252Fevil.example", "/%25255Cevil.example", "/\t/evil.example", "/\n/evil.example",
    "/%09/evil.example", "/%0A/evil.example", "/x\\..\\..\\evil", "javascript:alert(1)",
    "data:text/html,x", "evil.example", "", " /x", "http:/evil.example", "https:evil.example",
    "/\x00/evil.example", "/%00/evil", "/" + "%25" * 400 + "5Cevil",
]  # fmt: skip
STAYS = ["/", "/search/?q=a//b", "/councils/dudley/", "/topics/#x\\y", "/tags/fraud%20checks/",
         "/search/?next=//x", "/a%3Fb", "/a.b/c"]  # fmt: skip


@pytest.mark.parametrize("address", LEADS_AWAY)
def test_what_a_browser_would_take_elsewhere_is_not_inside(address):
    assert not is_inside(address)
    assert not may_be_linked(address)


@pytest.mark.parametrize("address", STAYS)
def test_paths_of_the_hub_are_inside(address):
    assert is_inside(address)


@pytest.mark.parametrize("address", ["https://a.example/x", "mailto:a@b.example", "tel:+44121"])
def test_outside_addresses_with_their_scheme_may_be_linked_and_are_not_inside(address):
    assert may_be_linked(address) and not is_inside(address)


@pytest.mark.parametrize("address", [one for one in LEADS_AWAY if one.strip() == one and one])
def test_the_form_makes_no_link_of_it(address):
    assert "href" not in to_html(f"[k]({address})")


@pytest.mark.parametrize("address", LEADS_AWAY)
def test_a_text_from_the_editors_side_shows_no_link_of_it(address):
    assert with_judged_links(f'<p><a href="{address}">k</a></p>') == "<p><a>k</a></p>"
    assert "href" not in with_judged_links(f"<A title='x' HREF='{address}'>k</a>")


def test_good_links_of_the_editors_side_stay():
    text = '<a href="https://a.example/?b=1&amp;c=2">k</a> <a href="/topics/">t</a> <a href="#source-1">1</a>'
    assert with_judged_links(text) == text


BREAKS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\n\n \n"]


@pytest.mark.parametrize("gap", BREAKS)
def test_a_name_loses_its_line_breaks(gap):
    assert in_one_line(f"Ann{gap}Bcc: x") == "Ann Bcc: x"
    assert in_one_line(f"Ann{gap}") == "Ann"


@pytest.mark.parametrize("name", ["", "Ann", " Ann  B ", "\tAnn"])
def test_a_name_without_them_is_left_as_typed(name):
    assert in_one_line(name) == name


@pytest.mark.parametrize("gap", BREAKS)
def test_names_lose_them_wherever_they_are_kept(alice, dudley, gap):
    alice.name = f"Ann{gap}Other"
    alice.save()
    assert User.objects.get(pk=alice.pk).name == "Ann Other"
    dudley.short_name = f"Dud{gap}ley"
    dudley.save()
    dudley.refresh_from_db()
    assert dudley.short_name == "Dud ley"
    note = dudley.page.add_child(instance=PracticeNotePage(title=f"Cards{gap}checked"))
    assert note.title == "Cards checked"
    note.title = f"New{gap}title"
    draft = note.save_revision(user=alice)
    assert draft.content["title"] == "New title"
    assert draft.as_object().title == "New title"
