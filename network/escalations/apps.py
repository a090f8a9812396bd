from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "network.escalations"
    label = "escalations"
    verbose_name = "Raised with ADASS"
