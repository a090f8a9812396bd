"""Minutes are typed as plain text and kept as simple HTML; here is the way there and back."""

import nh3
from bs4 import BeautifulSoup

ALLOWED = {"h3", "p", "b", "strong", "i", "em", "ul", "ol", "li", "a", "br"}


def as_html(text: str) -> str:
    """Paragraphs, lists and headings from plain text; whatever looks like HTML is shown as typed."""
    parts = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if lines and lines[0].startswith("#"):
            parts.append(f"<h3>{nh3.clean_text(lines.pop(0).lstrip('# '))}</h3>")
        if lines and all(line.startswith(("- ", "* ")) for line in lines):
            items = "".join(f"<li>{nh3.clean_text(line[2:])}</li>" for line in lines)
            parts.append(f"<ul>{items}</ul>")
        elif lines:
            parts.append("<p>" + "<br>".join(nh3.clean_text(line) for line in lines) + "</p>")
    return nh3.clean("".join(parts), tags=ALLOWED, attributes={"a": {"href"}})


def as_text(html: str) -> str:
    """The same text again for the form."""
    blocks = []
    for part in BeautifulSoup(html or "", "html.parser").find_all(["h3", "p", "ul", "ol"]):
        if part.name == "h3":
            blocks.append(f"# {part.get_text()}")
        elif part.name == "p":
            blocks.append(part.get_text("\n") if part.find("br") else _one_line(part.get_text()))
        else:
            blocks.append("\n".join(f"- {_one_line(li.get_text())}" for li in part.find_all("li")))
    return "\n\n".join(blocks)


def _one_line(text: str) -> str:
    return " ".join(text.split())
