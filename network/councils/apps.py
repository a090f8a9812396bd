from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "network.councils"
    label = "councils"
    verbose_name = "Councils"
