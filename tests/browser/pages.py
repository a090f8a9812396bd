"""Every page type of the hub, by a name, with an example of it from the demonstration."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class PageType:
    """`path` is an address, or the name of a URL without arguments; `who` "" is a stranger."""

    name: str
    path: str
    who: tuple[str, ...] = ("", "asha")
    status: int = 200

    def __str__(self) -> str:
        return self.name

    def address(self) -> str:
        return self.path if self.path.startswith("/") else reverse(self.path)


MEMBER = ("asha",)
CHAIR = ("marian",)

PAGES = [
    PageType("home", "home"),
    PageType("about", "about"),
    PageType("accessibility statement", "accessibility"),
    PageType("privacy", "privacy"),
    PageType("cookies", "cookies"),
    PageType("colours", "colours"),
    PageType("sign in", "account_login", who=("",)),
    PageType("councils", "/councils/"),
    PageType("council", "/councils/dudley/"),
    PageType("page not found", "/no/such/page/", status=404),
]
