"""Print how long the rota takes: manage.py bench_rota"""

from django.core.management.base import BaseCommand

from network.meetings.bench import bench_rota


class Command(BaseCommand):
    help = "Measure the rota: 14 councils by 12 meetings, 153 by 60."
    requires_system_checks: list = []

    def handle(self, **options):
        for councils, meetings, seconds, limit in bench_rota():
            self.stdout.write(
                f"rota, {councils} councils by {meetings} meetings: "
                f"{seconds * 1000:.0f} ms (limit {limit * 1000:.0f} ms)"
            )
