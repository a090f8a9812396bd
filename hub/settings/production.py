"""A hub on the internet: HTTPS only, a secret of its own, named hosts."""

from django.core.exceptions import ImproperlyConfigured

from hub.settings.base import *  # noqa: F403
from hub.settings.base import ALLOWED_HOSTS, HUB_URL, env

SECRET_KEY = env.str("SECRET_KEY", default="")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "SECRET_KEY must be set to at least 50 random characters. Make one with: "
        "python -c 'import secrets; print(secrets.token_urlsafe(64))'"
    )
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS must name the hub's address, for example hub.example.org."
    )
if not HUB_URL.startswith("https://"):
    raise ImproperlyConfigured(
        "HUB_URL must be the hub's public address and start with https://, "
        "because invitations and reminders carry it."
    )

# A proxy that ends HTTPS must set this header itself, whatever the visitor sent: docs/deploy.md.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# One proxy stands before a hub that is on the internet; without this it would be the only reader.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# The editors' side shows previews in a frame of its own; frames elsewhere are refused by the
# content policy (frame-ancestors).
SILENCED_SYSTEM_CHECKS = ["security.W019"]
