"""A practice goes in at Cordlemere from a Word file, and Mallowby finds it by a word of its body."""

from docx import Document

from practices.models import PracticeNotePage
from tests.browser.conftest import assert_no_axe_findings

TITLE = "Ringing every new card holder in week two"
RARE = "pangolin"


def word_file(folder):
    document = Document()
    document.add_heading(TITLE, 0)
    document.add_heading("What we did", 1)
    document.add_paragraph(f"We ring each new card holder. Our list is called the {RARE} list.")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ["Week", "Calls", "2", "41"], strict=True):
        cell.text = words
    document.save(folder / "cards.docx")
    return folder / "cards.docx"


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def found_by(visit, who):
    with visit(user=who) as window:
        window.go(f"/search/?q={RARE}")
        return TITLE in window.page.locator("main").inner_text()


def test_the_lead_posts_from_word_the_editor_approves_and_mallowby_finds_it(visit, tmp_path):
    with visit(user="asha", java_script_enabled=False) as window:
        page = window.page
        window.go("/post/")
        page.set_input_files("[name=file]", word_file(tmp_path))
        press(page, "Start writing")
        assert page.input_value("[name=title]") == TITLE
        assert RARE in page.input_value("[name=what_we_did]")
        page.fill("[name=summary]", "A call in week two prevents most trouble with a new card.")
        press(page, "Check and send")
        assert "Choose at least one topic" in page.locator(".errors").inner_text()
        assert "Say how far it has got" in page.locator(".errors").inner_text()
        page.check("[name=status][value=trial]")
        page.get_by_label("Fraud and misuse").check()
        press(page, "Check and send")
        assert "41" in page.locator("article.note").inner_text()
        press(page, "Send to be checked")
        assert "With the editors" in page.locator("main").inner_text()
    assert not found_by(visit, "grace")

    with visit(user="ruth") as window:
        window.go("/moderation/")
        window.page.get_by_role("link", name=TITLE).click()
        assert_no_axe_findings(window.page)
        press(window.page, "Approve and publish")
        assert "Published" in window.page.locator("main").inner_text()

    assert found_by(visit, "grace")
    assert not found_by(visit, "")
    note = PracticeNotePage.objects.get(title=TITLE)
    with visit() as window:
        assert window.go(note.address) == 404


def test_the_form_saves_itself_while_somebody_types(visit):
    with visit(user="owen") as window:
        page = window.page
        window.go("/post/")
        press(page, "Start writing")
        page.fill("[name=title]", "Typed and never saved by hand")
        page.get_by_text("Saved at").wait_for()
        assert_no_axe_findings(page)
        window.go("/my-notes/")
        assert "Typed and never saved by hand" in page.locator("main").inner_text()
        assert window.problems == []


def test_the_form_is_filled_in_and_sent_with_the_keyboard_alone(visit):
    with visit(user="owen") as window:
        page = window.page
        window.go("/post/")
        page.get_by_role("button", name="Start writing").focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        page.get_by_role("textbox", name="What do you call it?").focus()
        page.keyboard.type("Keyboard only")
        page.keyboard.press("Tab")
        page.keyboard.type("Nothing here needs a mouse.")
        page.get_by_role("button", name="Save and come back").focus()
        page.keyboard.press("Enter")
        page.get_by_text("You can come back to it").wait_for()
        assert page.input_value("[name=title]") == "Keyboard only"
