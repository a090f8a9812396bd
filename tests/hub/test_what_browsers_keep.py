"""What a browser keeps is named on the cookies page, and is some account's own."""

import re
from pathlib import Path

from django.test import RequestFactory

from hub.templatetags.hub_tags import kept_for

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("hub", "network", "practices", "search")
KEY = re.compile(r'"(hub-[a-z-]+)"')


def scripts_that_keep_something():
    files = [file for room in ROOMS for file in (ROOT / room).rglob("static/**/*.js")]
    texts = {file: file.read_text() for file in files}
    kept = ("localStorage", "sessionStorage", "indexedDB", "document.cookie")
    return {file: text for file, text in texts.items() if any(word in text for word in kept)}


def test_each_key_is_named_on_the_cookies_page(client, db):
    page = client.get("/cookies/").content.decode()
    keys = [key for text in scripts_that_keep_something().values() for key in KEY.findall(text)]
    assert keys
    for key in keys:
        assert key in page


def test_what_a_script_keeps_carries_the_mark_of_an_account():
    for file, text in scripts_that_keep_something().items():
        assert "keptFor" in text, file


def test_the_mark_differs_by_account_and_tells_nothing_of_it(alice, bob, stranger):
    marks = {kept_for({"user": user}) for user in (alice, bob)}
    assert len(marks) == 2 and all(re.fullmatch("[0-9a-f]{16}", mark) for mark in marks)
    assert kept_for({"user": stranger}) == kept_for({}) == ""
    assert kept_for({"user": alice, "request": RequestFactory().get("/")}) in marks


def test_secrets_in_env_files_stay_out_of_git_and_of_the_image():
    for name in (".gitignore", ".dockerignore"):
        lines = (ROOT / name).read_text().splitlines()
        assert ".env" in lines and ".env.*" in lines
