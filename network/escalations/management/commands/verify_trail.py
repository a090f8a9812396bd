"""manage.py verify_trail: prove that no row of the trail was changed, removed or slipped in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from network.escalations import trail
from network.escalations.models import TrailEntry


class Command(BaseCommand):
    help = "Check the trail of raised issues, row by row. Fails when a row does not hold."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(trail.breaks())
        for one in found:
            self.stderr.write(f"Row {one.number}: {one.why}.")
        if found:
            raise CommandError(f"The trail is not whole: {len(found)} places do not hold.")
        self.stdout.write(f"The trail is whole: {TrailEntry.objects.count()} rows.")
