"""What `manage.py check --deploy` says of this hub beside Django's own checks."""

from typing import Any

from django.conf import settings
from django.core import checks

NO_PROXY = checks.Warning(
    "TRUSTED_PROXIES is 0: behind a proxy all readers share one address, so ten wrong passwords "
    "of one of them lock everybody out.",
    hint="Set TRUSTED_PROXIES to the number of proxies before the hub (1 for one), docs/deploy.md.",
    id="hub.W001",
)


def register() -> None:
    checks.register(trusted_proxies, checks.Tags.security, deploy=True)


def trusted_proxies(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """The hub on the internet stands behind a proxy that ends HTTPS."""
    behind_proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None) is not None
    return [NO_PROXY] if behind_proxy and not settings.ALLAUTH_TRUSTED_PROXY_COUNT else []
