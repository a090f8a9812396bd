"""Signing in with a council's own accounts (OpenID Connect), when it is configured.

A plain function over the environment, so that tests can ask it without starting a hub.
"""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

WRONG = "OIDC_SERVER_URL must be the https:// address of the council's sign-in service."


def providers(env: Env) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS: one provider, or none where OIDC_SERVER_URL is empty."""
    server = env.str("OIDC_SERVER_URL", default="")
    if not server:
        return {}
    if urlsplit(server).scheme != "https" or not urlsplit(server).netloc:
        raise ImproperlyConfigured(WRONG)
    client_id = env.str("OIDC_CLIENT_ID", default="")
    secret = env.str("OIDC_CLIENT_SECRET", default="")
    if not client_id or not secret:
        raise ImproperlyConfigured(
            "OIDC_SERVER_URL needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET as well."
        )
    app = {
        "provider_id": "council",
        "name": env.str("OIDC_NAME", default="your council account"),
        "client_id": client_id,
        "secret": secret,
        "settings": {
            "server_url": server,
            # Some services (Entra ID) send the address without saying that they checked it.
            "verified_email": env.bool("OIDC_TRUST_EMAIL", default=False),
            "oauth_pkce_enabled": True,
        },
    }
    return {"openid_connect": {"APPS": [app]}}


def form_targets(configured: dict[str, Any]) -> list[str]:
    """Origins a form may lead to: browsers check the policy on redirects after a form, too."""
    apps = configured.get("openid_connect", {}).get("APPS", [])
    return [f"https://{urlsplit(app['settings']['server_url']).netloc}" for app in apps]
