"""Settings of the test suite. DATABASE_URL chooses the database; tests of Elasticsearch its server."""

import tempfile
from pathlib import Path

from hub.settings.base import *  # noqa: F403
from hub.settings.base import STORAGES

HUB_DATA = Path(tempfile.mkdtemp(prefix="hub-test-"))
SECRET_KEY = "only-for-tests-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = HUB_DATA / "media"
STATIC_ROOT = HUB_DATA / "static"
SEARCH_INDEX_FOLDER = HUB_DATA / "index"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True
HUB_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
ELASTICSEARCH_URL = ""  # its own tests name the server; all others ask the embedded engine
READING_WAIT_SECONDS = 20.0  # the machine may be busy; tests of slowness set their own
ELASTICSEARCH_SECONDS = 20.0  # likewise
HUB_CHECK_LINKS = False  # tests ask nobody but a server of their own
