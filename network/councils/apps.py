from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "network.councils"
    label = "councils"
    verbose_name = "Councils"

    def ready(self) -> None:
        from hub.seats import register_seats
        from hub.setting_up import register_step
        from network.councils.demo import load_demo_teams
        from network.councils.findings import register_findings
        from network.councils.seats import seat_plan

        register_seats(seat_plan)
        register_findings()
        register_step("demo", 12, "Team models of the demonstration", load_demo_teams)
