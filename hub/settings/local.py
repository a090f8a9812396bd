"""What `make run` serves on this machine: no set-up, plain HTTP, the demonstration allowed."""

import secrets

from hub.settings.base import *  # noqa: F403
from hub.settings.base import HUB_DATA, env


def kept_secret() -> str:
    """The secret of this HUB_DATA folder, made on first use and kept, so that sign-ins survive."""
    file = HUB_DATA / "secret_key"
    if not file.exists():
        HUB_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)  # people's mail is in it
        file.write_text(secrets.token_urlsafe(64))
        file.chmod(0o600)
    return file.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
HUB_DEMO = env.bool("HUB_DEMO", default=True)
HUB_CHECK_LINKS = env.bool("HUB_CHECK_LINKS", default=not HUB_DEMO)
HUB_URL = env.str("HUB_URL", default=f"http://localhost:{env.str('PORT', default='8000')}")
WAGTAILADMIN_BASE_URL = HUB_URL
