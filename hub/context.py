"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def hub(request: HttpRequest) -> dict[str, object]:
    """The hub's name, who runs it, and whether this is the demonstration."""
    return {
        "hub_name": settings.HUB_NAME,
        "demo": settings.HUB_DEMO,
        "contact_email": settings.HUB_CONTACT_EMAIL,
        "dpo_email": settings.HUB_DPO_EMAIL,
        "run_by": settings.HUB_RUN_BY,
    }
