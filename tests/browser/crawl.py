"""Every kind of page somebody can reach by following links from the home page, one example of each.

A room that adds a page and links to it is tested without a line here.
"""

import re
from collections import deque
from html import unescape
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'href="(/[^"#]*)')
NOT_OURS = ("/admin/", "/static/", "/media/", "/documents/", "/accounts/logout/")
EXAMPLES_READ = 3
"""How many pages of one kind are read for links: enough to find drafts, answers and empty ones."""


def kinds_of_page(client: Client, start: str = "/") -> dict[str, str]:
    """Kind of page to an address of that kind; only HTML pages that this reader may open."""
    found: dict[str, str] = {}
    read: dict[str, int] = {}
    waiting, known = deque([start]), {start}
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if not kind or read.get(kind, 0) >= EXAMPLES_READ:
            continue
        page = client.get(path)
        if page.status_code != 200 or "text/html" not in page.headers["Content-Type"]:
            continue
        read[kind] = read.get(kind, 0) + 1
        found.setdefault(kind, path)
        for link in links_in(page.content.decode()):
            if link not in known:
                known.add(link)
                waiting.append(link)
    return found


def links_in(html: str) -> list[str]:
    links = (unescape(link) for link in LINK.findall(html))
    return [link for link in links if not link.startswith(NOT_OURS)]


def kind_of(path: str) -> str:
    """The URL's name, with the words that make another page of it; "" for no page of ours."""
    address = urlsplit(path)
    try:
        match = resolve(address.path)
    except Resolver404:
        return ""
    if match.view_name == "wagtail_serve":
        return "/".join("*" if part else "" for part in address.path.split("/"))
    words = [str(value) for name, value in match.kwargs.items() if name in ("verb", "step")]
    return " ".join([match.view_name, *words])
