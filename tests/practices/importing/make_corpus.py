"""Builds the Word, text, web and PDF files of `corpus/` anew, as small as their kinds allow.

    python -m tests.practices.importing.make_corpus

The .odt, .rtf and some .pdf files beside them were saved by LibreOffice from these. What each must
become stands in `corpus/<file>.becomes`; `test_corpus.py` compares.
"""

from pathlib import Path

from pypdf import PdfWriter
from pypdf.annotations import FreeText, Text
from pypdf.generic import ArrayObject, NameObject

from tests.practices.importing import files
from tests.practices.importing import word_files as w
from tests.practices.importing.word_files import h, item, p, r, tbl, tc, tr

CORPUS = Path(__file__).with_name("corpus")
BOLD = "<w:b/>"
STRIKE = "<w:strike/>"
RAISED = '<w:vertAlign w:val="superscript"/>'
LOWERED = '<w:vertAlign w:val="subscript"/>'
HIDDEN = "<w:vanish/>"
LONG = "We check each prepaid card in week two and write to the person about what we found. " * 3
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SMART = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"

WORD = {
    # Tables
    "table-merged-down": [tbl(tr("Level", "Time", "Rate"),
        tr(tc("Standard", w.DOWN), "Weekday", "£13.20"), tr(tc("", w.ON), "Weekend", "£14.60"))],
    "table-merged-across": [tbl(tr("Need", "Week", "Weekend"), tr("Low", tc("£13", w.span(2))))],
    "table-merged-both": [tbl(tr("A", "B", "C"),
        tr(tc("x", w.span(2) + w.DOWN), "1"), tr(tc("", w.span(2) + w.ON), "2"))],
    "table-two-heading-rows": [tbl(
        tr(tc("Need", w.DOWN), tc("Rate", w.span(2)), props=w.HEAD),
        tr(tc("", w.ON), "Week", "Weekend", props=w.HEAD), tr("Low", "£1", "£2"), look=w.FIRST_ROW)],
    "table-row-begins-further-right": [tbl(tr("A", "B", "C"),
        tr("1", "2", props='<w:gridBefore w:val="1"/>'))],
    "table-row-ends-early": [tbl(tr("A", "B", "C"), tr("1", props='<w:gridAfter w:val="2"/>'))],
    "table-without-headings": [tbl(tr("Low", "£13.20"), tr("High", "£16.10"))],
    "table-years-as-headings": [tbl(tr("Item", "2024", "2025"), tr("Cards", "10", "20"))],
    "table-in-table": [tbl(tr("A", "B"), tr("x", tc(tbl(tr("1", "2"), tr("3", "4")) + p(""))))],
    "table-frame-round-text": [tbl(tr(tc(p("Do not pay in cash.") + item("one", 0, 2)))), p("After")],
    "table-list-in-cell": [tbl(tr("Step", "Who"), tr(tc(item("Ask") + item("Agree")), "Lead"))],
    "table-marks-in-cells": [tbl(tr("Rate", "Area"),
        tr(tc(p(r("£12", STRIKE), " £13")), tc(p("10 m", r("2", RAISED)))))],
    "table-under-a-question": [h("What we did"), p("We looked."), tbl(tr("A", "B"), tr("1", "2")),
        p("Then we wrote."), h("Why"), p("Because.")],
    "table-empty-rows": [tbl(tr("A", "B"), tr("", ""), tr("1", "2"))],
    # Lists
    "list-goes-on-after-a-pause": [item("one"), item("two"), p("Wait."), item("three")],
    "list-goes-on-after-bullets": [item("one"), item("dot", 0, 2), item("two")],
    "list-levels": [item("one"), item("deeper", 1), item("deepest", 2), item("two")],
    "list-letters": [item("first", 0, 3), item("second", 0, 3), p("See b.")],
    # Words
    "struck-out": [h("Rates"), p("We pay ", r("£12.40", STRIKE), " £13.10.")],
    "struck-out-twice": [p("We pay ", r("£12.40", "<w:dstrike/>"), " £13.10.")],
    "raised-and-lowered": [p("5", r("1", RAISED), " per cent, CO", r("2", LOWERED), ", 1", r("st", RAISED),
        " May, note ", r("a", RAISED))],
    "half-bold-words": [h("Plan"), p(r("D", BOLD), "irect ", r("P", BOLD), "ayment £", r("13", BOLD), ".70")],
    "tick-boxes": [p("☒ Seen"), p("☐ Not seen"),
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " Yes"),
        p('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', " No")],
    "tick-boxes-of-old-forms": [p(w.field("FORMCHECKBOX", data="<w:ffData><w:checkBox>"
        "<w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"), " Seen"),
        p(w.field("FORMCHECKBOX", data="<w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>"), " Not")],
    "form-list-of-old-forms": [p("Level: ", w.field("FORMDROPDOWN", data="<w:ffData><w:ddList>"
        "<w:result w:val='1'/><w:listEntry w:val='Low'/><w:listEntry w:val='High'/></w:ddList></w:ffData>"))],
    "form-box-not-filled-in": [h("Start"), p("Date: ", "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{r('Click to enter a date')}</w:sdtContent></w:sdt>")],
    "form-box-filled-in": [p("Date: ", f"<w:sdt><w:sdtPr/><w:sdtContent>{r('3 May 2026')}</w:sdtContent></w:sdt>")],
    "simple-fields": [p("By ", f"<w:fldSimple w:instr=' AUTHOR '>{r('the team')}</w:fldSimple>", " on ",
        f"<w:fldSimple w:instr=' DATE '>{r('3 May 2026')}</w:fldSimple>")],
    "fields-in-pieces": [p("On ", w.field("DATE", "3 May 2026"), ", ",
        w.field('HYPERLINK "https://example.org/"', "our page"))],
    "hidden-text": [h("Rates"), p("We pay ", r("not yet agreed", HIDDEN), "£13."),
        p(r("secret", '<w:rStyle w:val="Secret"/>'), "Open")],
    "white-text": [h("Rates"), p("We pay £13.", r("draft of May", '<w:color w:val="FFFFFF"/>'))],
    "tracked-changes": [h("Rates"), p("We pay ",
        "<w:del w:id='1' w:author='A'><w:r><w:delText>£12</w:delText></w:r></w:del>",
        f"<w:ins w:id='2' w:author='A'>{r('£13')}</w:ins>")],
    "footnote-like-figures": [p("Uptake rose among employers", r("12", RAISED), " in 2023.")],
    # Boxes and drawings
    "text-box": [h("Carers"), p("We check.", w.box(p("Do not pay a carer at home."))), p("After.")],
    "text-box-with-list-and-table": [p("See:", w.box(item("a"), item("b"), tbl(tr("A", "B"), tr("1", "2")))), p("After.")],
    "text-box-for-old-readers": [p("Here", "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        + w.box(p("Once only"))[5:-6] + "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
        + p("Once only") + "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"), p("After")],
    "lettering": [p("Here", "<w:r><w:pict><v:shape><v:textpath string='Cards work'/></v:shape></w:pict></w:r>"), p("After")],
    # Headings
    "headings-by-bold": [p(r("Card rules", BOLD + '<w:sz w:val="32"/>')), p(LONG), p(r("Costs", BOLD)), p("Two days.")],
    "headings-by-size": [p(r("Card rules", '<w:sz w:val="40"/>')), p(LONG),
        p(r("Costs", '<w:sz w:val="28"/>')), p("Two days."), p(r("A year", '<w:sz w:val="26"/>')), p("More.")],
    "bold-sentence-is-no-heading": [h("Cash"), p(r("Never pay in cash.", BOLD)), p("Ask us first.")],
    "question-names": [h("Card checks"), h("1. Summary", 2), p("We check cards."),
        h("2) What did we do?", 2), p("We looked."), h("Section 3: Why did we do this?", 2), p("Debts."),
        h("4 – Results so far", 2), p("Fewer letters."), h("5. Costs", 2), p("Two days.")],
    "question-names-in-bold": [p(r("Card checks", BOLD)), p(r("Summary", BOLD)), p("We check cards."),
        p(r("Why we did it:", BOLD)), p("Debts."), p(r("Outcomes", BOLD)), p("Fewer letters.")],
    "long-summary": [h("T"), h("Summary", 2), p(LONG * 2), p("And more.")],
    "title-and-subtitle": [p("Card rules", style="Title"), p("For new staff", style="Subtitle"), p("Words.")],
    "contents-list": [h("Card rules"), p("Costs", "<w:r><w:tab/></w:r>", "3", style="TOC1"), h("Costs", 2), p("Two days.")],
}  # fmt: skip

TEXT = {
    "lists-under-lines.txt": "Card checks\n\nWe did:\n- one\n- two\nSteps:\n1. first\n2. second\n",
    "rules-4-5-6.txt": "Rules\n\n4. Ask first.\n\nSome words.\n\n5. Keep receipts.\n6. See rule 4.\n",
    "nested.txt": "Nested\n\n- one\n  - deeper\n  - again\n- two\n",
    "table-with-bars.txt": "Rates\n\nWe pay:\n| Level | Rate |\n|---|---|\n| Low | £13 |\n\nAfter.\n",
    "questions.txt": "Card checks\n\nWhy did we do this?\nDebts grew.\n\nResults\nFewer letters.\n",
    "lists-and-table-under-lines.md": "# Card checks\n\nWe did:\n- one\n- two\n\nWords before\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "rules-4-5-6.md": "# Rules\n\n4. Ask first.\n5. Keep receipts.\n\nSome words.\n\n6. See rule 4.\n",
    "marks.md": "# Marks\n\nIt is __bold__ and *italic* and ~~£12~~ £13, snake_case_word, $5 and $6.\n\n- [x] done\n- [ ] open\n",
    "nested.md": "# Nested\n\n- one\n  - deeper\n    1. first\n    2. second\n- two\n",
    "dots.md": "# Dots\n\nWe did:\n• one\n• two\n",
    "code.md": "# Code\n\n```\n- not a list\n| not | a table |\n```\n",
    "web.html": "<h1>Rates</h1><table><tr><th rowspan=2>Need<th colspan=2>Rate<tr><th>Week<th>Weekend"
        "<tr><td>Low<td>£1<td>£2</table><p>5<sup>1</sup> per cent <s>£12</s></p>"
        "<ol start=4><li>four<li>five<ul><li>deeper</ul></ol><p style='display:none'>not shown</p>",
    "outlook.html": "<html><body><p class=MsoNormal><b><span>W</span></b>e <i>pay</i><o:p></o:p></p>"
        "<p class=MsoListParagraph style='mso-list:l0'>· one</p><p hidden>secret</p></body></html>",
    "cr-only.jsonl": '{"ref": "1", "title": "One", "body": "x"}\r{"ref": "2", "title": "Two", "body": "y"}\r',
    "capitals-and-days.jsonl": '{"REF": "1", "Title": "One", "Body": "x", "Date": "1 April 2025"}\n\n'
        '{"ref": "2", "title": "Two", "body": "y", "date": "25/10/2027"}\n{"title": "z", "date": "soon", "body": "z"}\n',
    "utf-16.jsonl": '{"ref": "1", "title": "Größe", "body": "£5"}\n{"ref": "2", "title": "Two", "body": "y"}\n',
}  # fmt: skip

CHART_PART = (
    f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{MAIN}"><c:chart><c:title><c:tx><c:rich><a:p><a:r>'
    "<a:t>Cards by year</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser>"
    '<c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>Cards</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    '<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>2024</c:v></c:pt><c:pt idx="1"><c:v>2025</c:v>'
    '</c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>10</c:v>'
    '</c:pt><c:pt idx="1"><c:v>20</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart>'
    "</c:plotArea></c:chart></c:chartSpace>"
)
SMART_PART = (
    f'<dgm:dataModel xmlns:dgm="{SMART}" xmlns:a="{MAIN}"><dgm:ptLst><dgm:pt modelId="1" type="doc"/>'
    '<dgm:pt modelId="2"><dgm:t><a:p><a:r><a:t>Ask</a:t></a:r></a:p></dgm:t></dgm:pt>'
    '<dgm:pt modelId="3"><dgm:t><a:p><a:r><a:t>Agree</a:t></a:r></a:p></dgm:t></dgm:pt>'
    "</dgm:ptLst></dgm:dataModel>"
)


def word_with_parts():
    """Word files that need more than their main part."""
    yield "chart", w.word(h("Cards"), p("See:", w.drawing('<c:chart r:id="x"/>', CHART)), p("After."),
        parts={"word/c.xml": CHART_PART}, relations=[("x", "chart", "c.xml")])  # fmt: skip
    yield "smart-art", w.word(h("Steps"), p(w.drawing('<dgm:relIds r:dm="x"/>', SMART)), p("After."),
        parts={"word/d.xml": SMART_PART}, relations=[("x", "diagramData", "d.xml")])  # fmt: skip
    yield "linked-picture", w.word(h("Map"), p(w.picture("x", "Our offices", linked=True)), p("After."),
        relations=[("x", "image", "file:///C:/map.png", "External")])  # fmt: skip
    yield "picture-in-place", w.word(h("Map"), p("Before."), p(w.picture("x", "Our offices")), p("After."),
        parts={"word/media/a.png": files.png()}, relations=[("x", "image", "media/a.png")])  # fmt: skip
    yield "file-inside", w.word(h("T"), p("Before."), '<w:altChunk r:id="x"/>', p("After."),
        parts={"word/k.html": "<p>In the <b>file</b> inside.</p>"}, relations=[("x", "aFChunk", "k.html")])  # fmt: skip
    yield "file-inside-of-strange-kind", w.word(h("T"), '<w:altChunk r:id="x"/>', p("After."),
        parts={"word/k.xyz": "?"}, relations=[("x", "aFChunk", "k.xyz")])  # fmt: skip
    comment = (
        f"<w:comments {w.SPACES}><w:comment w:id='1'>{p('Is this so?')}</w:comment></w:comments>"
    )
    yield "comment-and-header", w.word(h("T"), p("Words."),
        parts={"word/comments.xml": comment, "word/header1.xml": f"<w:hdr {w.SPACES}>{p('Draft 3')}</w:hdr>"},
        relations=[("x", "comments", "comments.xml")])  # fmt: skip
    yield "main-part-of-another-name", w.word(h("T"), p("Words."), name="word/document2.xml")


def pdf_files():
    """PDFs with marks on top of their pages."""
    writer = files.pdf_writer("Card rules\nWe pay by card.\nAsk us first.")
    writer.add_annotation(0, FreeText(text="Agreed in May", rect=(50, 700, 200, 720)))
    writer.add_annotation(0, Text(text="Is this so?", rect=(300, 770, 320, 790)))
    yield "typed-note.pdf", files.written(writer)
    yield (
        "drawn-box.pdf",
        files.written(with_box(files.pdf_writer("Card rules\nFor Ann Example\nAsk us first."))),
    )
    running = [
        f"Dudley Council\n\n\n\n\nPart {n} of our rules says this.\n\n\nWe ask in week {n}."
        for n in (1, 2, 3)
    ]
    yield "running-heads.pdf", files.pdf(*running, title="Slide 1")
    yield "title-of-its-own.pdf", files.pdf("Card rules\nWe pay by card.", title="Card rules")
    yield "empty-page.pdf", files.pdf("Card rules\nWe pay by card.", "")


def with_box(writer: PdfWriter) -> PdfWriter:
    """A black box drawn over the second line."""
    page = writer.pages[0]
    more = files.DecodedStreamObject()
    more.set_data(b"0 g 40 760 300 13 re f")
    page[NameObject("/Contents")] = ArrayObject(
        [page.raw_get("/Contents"), writer._add_object(more)]
    )
    return writer


def main():
    CORPUS.mkdir(exist_ok=True)
    for name, blocks in WORD.items():
        (CORPUS / f"{name}.docx").write_bytes(w.word(*blocks))
    for name, content in word_with_parts():
        (CORPUS / f"{name}.docx").write_bytes(content)
    for name, text in TEXT.items():
        codec = "utf-16" if name.startswith("utf-16") else "utf-8"
        (CORPUS / name).write_bytes(text.encode(codec))
    for name, content in pdf_files():
        (CORPUS / name).write_bytes(content)


if __name__ == "__main__":
    main()
