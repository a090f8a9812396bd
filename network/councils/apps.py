from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "network.councils"
    label = "councils"
    verbose_name = "Councils"

    def ready(self) -> None:
        from hub.seats import register_seats
        from network.councils.seats import seat_plan

        register_seats(seat_plan)
