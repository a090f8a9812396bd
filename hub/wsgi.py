"""The door for gunicorn. Production settings unless the environment names others."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.production")
application = get_wsgi_application()

# gunicorn loads this once and forks: what is loaded and frozen here, the workers share.
addresses = get_resolver().url_patterns
gc.collect()
gc.freeze()
