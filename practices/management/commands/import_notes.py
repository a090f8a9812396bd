"""manage.py import_notes PATH… --council dudley [--publish] [--audience public] [--dry-run]"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from hub.access.audience import Level
from network.people.models import User
from practices.importing.draft import Refused
from practices.importing.incoming import count_notes, files_in
from practices.importing.names import council_called, council_names
from practices.importing.plan import Options, SameName
from practices.importing.report import ImportReport
from practices.importing.services import import_notes


class Command(BaseCommand):
    help = (
        "Import practice notes from .docx, .odt, .rtf, .pdf, .md, .html, .txt and .jsonl files. A second run "
        "renews the same notes, by their ref or else by the file's name."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="file or folder")
        parser.add_argument("--council", help="slug; for files that do not name their council")
        parser.add_argument("--publish", action="store_true", help="without it: drafts")
        parser.add_argument("--audience", choices=Level.values, default="", help="default: network")
        parser.add_argument(
            "--same-name",
            choices=SameName.ALL,
            help="a note of another title came from a file of this name: renew it, make a new "
            "note, or leave the file out (default: the file is refused)",
        )
        parser.add_argument("--dry-run", action="store_true", help="report, but write nothing")
        parser.add_argument(
            "--owner", metavar="EMAIL", help="whose notes they are (default: the council's lead)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files, passed_over = files_in(existing(options["paths"]))
        if not files:
            raise CommandError("There is nothing to import: no file of a kind the hub reads.")
        chosen = chosen_options(options, [file.name for file in files])
        with self.progress(files, options["verbosity"]) as bar:
            report = import_notes(files, chosen, tell=bar.update)
        for name in passed_over:
            report.skipped += 1
            report.remark(name, "The hub does not read this kind of file.")
        self.say(report, options["verbosity"])
        if not report.accepted:
            raise CommandError("Nothing could be imported. " + report.totals())
        self.stdout.write(report.totals())

    def progress(self, files: list[Any], verbosity: int) -> tqdm:
        """A bar on a terminal; nothing in a log or a pipe."""
        quiet = verbosity == 0 or not sys.stderr.isatty()
        total = None if quiet else count_notes(files)
        return tqdm(total=total, unit=" notes", disable=quiet, file=sys.stderr)

    def say(self, report: ImportReport, verbosity: int) -> None:
        for problem in report.errors:
            self.stderr.write(self.style.ERROR(str(problem)))
        if verbosity > 0:
            for problem in report.remarks:
                self.stdout.write(str(problem))


def existing(names: list[str]) -> list[Path]:
    paths = [Path(name) for name in names]
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise CommandError("There is no such file or folder: " + ", ".join(missing))
    return paths


def chosen_options(options: dict[str, Any], files: list[str]) -> Options:
    council = owner = None
    if options["council"]:
        try:
            council = council_called(options["council"], council_names())
        except Refused as wrong:
            raise CommandError(str(wrong)) from wrong
    if options["owner"]:
        owner = User.objects.filter(email__iexact=options["owner"]).first()
        if owner is None:
            raise CommandError(f"Nobody here has the e-mail address {options['owner']}.")
    return Options(
        council=council,
        publish=options["publish"],
        audience=options["audience"],
        dry_run=options["dry_run"],
        owner=owner,
        same_name=dict.fromkeys(files, options["same_name"]) if options["same_name"] else {},
    )
