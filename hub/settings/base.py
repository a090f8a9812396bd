"""Settings of every hub. Production is the base; local.py and test.py loosen it.

Each environment variable read here has a row in README.md (a test checks it).
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from hub.settings import oidc

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
HUB_DATA = Path(env.str("HUB_DATA", default=str(BASE_DIR / ".hub"))).resolve()
HUB_NAME = env.str("HUB_NAME", default="Direct Payments Practice Hub")
HUB_URL = env.str("HUB_URL", default="http://localhost:8000").rstrip("/")
HUB_DEMO = False
# Where people who run this hub can be reached: shown in the footer and on the legal pages.
HUB_CONTACT_EMAIL = env.str("HUB_CONTACT_EMAIL", default="")
HUB_DPO_EMAIL = env.str("HUB_DPO_EMAIL", default="")
# The demonstration (local.py) asks nobody: its sources are those of every other hub.
HUB_CHECK_LINKS = env.bool("HUB_CHECK_LINKS", default=True)
HUB_RUN_BY = env.str("HUB_RUN_BY", default="")
HUB_SECURITY_CONTACT = env.str("HUB_SECURITY_CONTACT", default="") or (
    f"mailto:{HUB_CONTACT_EMAIL}" if HUB_CONTACT_EMAIL else f"{HUB_URL}/about/"
)

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "hub.apps.HubConfig",
    "hub.mail",
    "hub.jobs",
    "hub.inspection",
    "network.councils",
    "network.people",
    "network.meetings",
    "network.escalations",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "network.people.users_app.HubUsersAppConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "practices",  # after Wagtail: it takes some of Wagtail's own mails off
    "search",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # so that widgets may have templates of ours
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hub.middleware.NoNulMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.middleware.PrivatePagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "hub.middleware.AdminPolicyMiddleware",
    "hub.middleware.DemonstrationMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hub.ui.failed_requests.UploadTroubleMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "practices.cms.gate.CmsGateMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.site.page_chrome.hub",
            ],
        },
    },
]

SQLITE_OPTIONS = {
    "timeout": 5,  # seconds; a form that waited longer comes back with every word (hub.ui.failed_requests)
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;",
}
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{HUB_DATA / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["CONN_MAX_AGE"] = 60  # opening the file costs more than most pages
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits must hold over all workers, so the cache is a table, not a process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "hub_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # What hub.cache keeps: a process's own, for its keys change with the data.
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "worked out",
        "TIMEOUT": 60,  # seconds: meetings begin without a write
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "network.people.authentication.MemberBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "network.people.authentication.InvitedOnly"
SOCIALACCOUNT_ADAPTER = "network.people.authentication.InvitedOnlyThroughCouncil"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account exists only through an invitation by e-mail
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # without it the host stands in brackets before each subject
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # a second step is still asked for
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second step is told by e-mail
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # the hub writes to nobody whom it does not know
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {  # beside the library's own for signing in and codes
    "invite": "60/h/user",
    "join": "30/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = HUB_NAME
SOCIALACCOUNT_PROVIDERS = oidc.providers(env)
# An account is there through an invitation to a verified address; a council's sign-in service
# that vouches for the same address opens it.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
# Looking each word up costs a sixth of a page, so it waits until there is a translation.
USE_I18N = (BASE_DIR / "locale").is_dir()
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HUB_DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = HUB_DATA / "media"
STORAGES = {
    "default": {"BACKEND": "hub.storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "hub.ui.failed_requests.RoomUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
READING_WAIT_SECONDS = 2.0  # so long a request waits for a file to be read, then a page says so

EMAIL_BACKEND = "hub.mail.delivery.OutboxBackend"
MAIL_URL = env.str("MAIL_URL", default="")  # empty: messages land in HUB_DATA/mail
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Practice Hub <hub@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Calendar programs reply by mail: the address they write to, and the Maildir where that mail lands.
MEETING_REPLIES_TO = env.str("MEETING_REPLIES_TO", default="")
MEETING_REPLIES_FOLDER = env.str("MEETING_REPLIES_FOLDER", default="")

ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", default="")
ELASTICSEARCH_CA_FILE = env.str("ELASTICSEARCH_CA_FILE", default="")
# so long a search waits for Elasticsearch before the embedded engine answers
ELASTICSEARCH_SECONDS = env.float("ELASTICSEARCH_SECONDS", default=2.0)
ELASTICSEARCH_INDEX = env.str("ELASTICSEARCH_INDEX", default="practice-hub")
SEARCH_INDEX_FOLDER = HUB_DATA / "index"
SEARCH_REQUESTS_PER_MINUTE = env.int("SEARCH_REQUESTS_PER_MINUTE", default=6000)

WAGTAIL_SITE_NAME = HUB_NAME
WAGTAILADMIN_BASE_URL = HUB_URL
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"  # one way in for everybody
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_USER_EDIT_FORM = None
WAGTAILDOCS_DOCUMENT_MODEL = "hub.HubDocument"
WAGTAILIMAGES_IMAGE_MODEL = "hub.HubImage"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "key", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip",
]  # fmt: skip
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # unpacked: 160 MB of memory; Word imports too
WAGTAILIMAGES_IMAGE_FORM_BASE = "hub.ui.pictures.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "practices.posting.files.DocumentForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],  # hub.middleware sets the policy there
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *oidc.form_targets(SOCIALACCOUNT_PROVIDERS)],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_ENGINE = "hub.access.sessions"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
