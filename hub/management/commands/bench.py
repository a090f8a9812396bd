"""`make bench`: every page type against /health/live, in one run. Ratios, not promises."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand

from hub.bench import BenchServer, Timing, measure, sign_in

EMPTY = "/health/live"


class Command(BaseCommand):
    help = "Measure pages, memory, first start and what the rooms add, against the empty view."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=60, help="requests a client a page")
        parser.add_argument("--notes", type=int, default=10_000, help="synthetic notes to import")
        parser.add_argument(
            "--entries", type=int, default=0, help="synthetic search entries without notes, by hand"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
            server = BenchServer(Path(folder) / "data", settings.BASE_DIR / "manage.py")
            with server:
                self.stdout.write(
                    f"first start, demonstration loaded: {server.start_seconds:.0f} s"
                )
                self.pages(server, options["rounds"], "demonstration")
                if options["notes"]:
                    self.import_notes(server, Path(folder), options["notes"])
                    self.pages(server, options["rounds"], f"and {options['notes']:,} more notes")
                self.search(server)
                if options["entries"]:
                    self.entries(server, options["rounds"], options["entries"])
        self.rooms()

    def search(self, server: BenchServer) -> None:
        """Publish to found and the rebuild, told by the room that searches."""
        for app in apps.get_app_configs():
            for line in getattr(app, "bench_search", lambda _server: ())(server):
                self.stdout.write(line)

    def entries(self, server: BenchServer, rounds: int, count: int) -> None:
        """The search page alone, over a table larger than any hub's."""
        call = f"from search.analytics import bench; print(bench.entries_here({count}), bench.rebuild_here())"
        self.stdout.write("\n" + server.manage_py("shell", "--no-imports", "-c", call).strip())
        self.pages(server, rounds, f"and {count:,} entries", only=("search", "suggestions"))

    def pages(
        self, server: BenchServer, rounds: int, where: str, only: tuple[str, ...] = ("",)
    ) -> None:
        """One table: a row a page, columns 1 and 8 clients, each against the empty view."""
        cookie = self.cookie(server)
        empty = {n: measure(server.address, [EMPTY], "", n, rounds * 2) for n in (1, 8)}
        self.stdout.write(
            f"\n{where}; {'':<12} 1 client: p50, p95, ratio   8 clients: p50, p95, ratio"
        )
        self.row("empty view", empty, empty)
        for name, paths, signed in self.kinds(server):
            if not name.startswith(only):
                continue
            held = cookie if signed else ""
            taken = {n: measure(server.address, paths, held, n, rounds) for n in (1, 8)}
            self.row(name, taken, empty)
        memory = server.megabytes()
        self.stdout.write(f"memory of all processes (PSS): {memory or 0:.0f} MB")

    def row(self, name: str, taken: dict[int, Timing], empty: dict[int, Timing]) -> None:
        cells = [
            f"{t.p50:7.1f} {t.p95:7.1f} {t.p50 / empty[n].p50:6.1f}x" for n, t in taken.items()
        ]
        busy = taken[8].each_second / taken[1].each_second
        self.stdout.write(f"  {name:<28}{'   '.join(cells)}   {busy:.1f}x the answers with 8")

    def kinds(self, server: BenchServer) -> list[tuple[str, list[str], bool]]:
        note = server.manage_py("shell", "--no-imports", "-c", NOTE_PATHS).strip().splitlines()
        words = ["prepaid+card", "fraud", "how+long+keep+receipts", "self-employed+PA"]
        search = [f"/search/?q={word}" for word in words]
        return [
            ("note, signed in", note, True),
            ("note, public", note, False),
            ("topic", ["/topics/fraud/"], True),
            ("search page", search, True),
            ("search page, public", search, False),
            ("search API", [f"/api/v1/search?q={word}" for word in words], False),
            ("suggestions", [f"/api/v1/suggest?q={word}" for word in TYPED], True),
            ("home", ["/"], True),
            ("home, public", ["/"], False),
            ("raised issues", ["/raised/"], True),
            ("an issue", ["/raised/6/", "/raised/10/"], True),
        ]

    def cookie(self, server: BenchServer) -> str:
        email, password = server.manage_py("shell", "--no-imports", "-c", ACCOUNT).split("\t")
        return sign_in(server.address, email, password.strip())

    def import_notes(self, server: BenchServer, folder: Path, count: int) -> None:
        for app in apps.get_app_configs():
            bench = getattr(app, "bench_import", None)
            if bench:
                self.stdout.write("\n" + bench(server, folder, count))

    def rooms(self) -> None:
        """Lines of the rooms' own: `bench_lines()` of their AppConfig yields them."""
        for app in apps.get_app_configs():
            for line in getattr(app, "bench_lines", list)():
                self.stdout.write(line)


TYPED = ("prep", "frau", "cord", "self", "direct+p", "how")
NOTE_PATHS = """
from django.apps import apps
Note = apps.get_model("practices", "PracticeNotePage")
for note in Note.objects.live().filter(audience_key="public").order_by("pk")[:6]:
    print(note.get_url_parts()[2])
"""
ACCOUNT = """
from network.people.demo import demo_accounts
account = next(a for a in demo_accounts() if a.name == "Asha Rahman")
print(account.email, account.password, sep="\\t")
"""
