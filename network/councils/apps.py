from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "network.councils"
    label = "councils"
    verbose_name = "Councils"

    def ready(self) -> None:
        from hub.setup_steps import register_step
        from network.councils.demo import load_demo_teams
        from network.councils.search_records import register_findings

        register_findings()
        register_step("demo", 12, "Team models of the demonstration", load_demo_teams)
