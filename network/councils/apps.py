from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilsConfig(AppConfig):
    name = "network.councils"
    label = "councils"
    verbose_name = "Councils"

    def ready(self) -> None:
        from hub import findable
        from hub.seats import register_seats
        from hub.setting_up import register_step
        from network.councils import findings
        from network.councils.demo import load_demo_teams
        from network.councils.models import Council
        from network.councils.seats import seat_plan

        register_seats(seat_plan)
        findable.register(
            Council,
            kind="council",
            label=_("Council"),
            describe=findings.describe,
            everything=findings.everything,
        )
        register_step("demo", 12, "Team models of the demonstration", load_demo_teams)
