"""Settings from the environment, with defaults that are safe and need nothing installed.

DATABASE_URL, EDITION_URL, ARCHIVE_EDITION_URL, SECRET_KEY, MEDIA_ROOT, DATA_DIR, DEBUG, ALLOWED_HOSTS,
PRODUCTION. See the table in README.md.
"""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static

from kresy_families.secret_key import secret_key

# A search multiplies small tables of numbers: more threads of the numeric library would only wait for each other.
# It reads this when it is first imported, which is later than the settings.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data")))
DEBUG = env.bool("DEBUG", default=False)
# wsgi.py and asgi.py set PRODUCTION: what a real server loads must be configured on purpose.
PRODUCTION = env.bool("PRODUCTION", default=False)
SECRET_KEY = secret_key(env.str("SECRET_KEY", default=""), DATA_DIR / "secret_key", PRODUCTION)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- the two databases --------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'archive.sqlite3'}")}
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured("DATABASE_URL is not an address such as sqlite:////folder/file or postgres://...")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": (
            # The size of a page counts when the file is made: large ones take rows in a tenth faster.
            "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;"
            "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;"
        ),
    }
EDITION_URL = env.str("EDITION_URL", default=f"sqlite:///{DATA_DIR / 'edition' / 'public.sqlite3'}")
ARCHIVE_EDITION_URL = env.str("ARCHIVE_EDITION_URL", default=f"sqlite:///{DATA_DIR / 'edition' / 'archive.sqlite3'}")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the application ----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    # First, since its admin templates stand in for Unfold's of the same name.
    "records",
    "unfold",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "kresy_families.content_security.AdminContentSecurity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "kresy_families.urls"
WSGI_APPLICATION = "kresy_families.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/admin/login/"
LOGIN_REDIRECT_URL = "/admin/"

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Kresy Families <desk@localhost>")

# --- languages ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("pl", "Polski"), ("de", "Deutsch")]
LOCALE_SOURCES = BASE_DIR / "records" / "locale"
LOCALE_PATHS = [DATA_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- files --------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
# What `manage.py assets` fetches. The folder may be missing: the pages then use plainer parts of our own.
ASSETS_DIR = DATA_DIR / "assets"
STATICFILES_DIRS = [ASSETS_DIR]
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]
# The default install serves the app's own files without a collectstatic step.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(DATA_DIR / "media"))
# A list of 300 people has some fifteen fields a row, with their readings.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- work in the background ---------------------------------------------------------------------------------
# Jobs wait in the working archive's database; `manage.py db_worker` carries them out (the demo brings its own).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Uploaded files and exports: private, so never below MEDIA_ROOT. The desk and the worker must both reach it.
PRIVATE_DIR = DATA_DIR / "private"
UPLOAD_MEGABYTES = env.int("UPLOAD_MEGABYTES", default=2000)
UPLOADS_KEPT_DAYS = env.int("UPLOADS_KEPT_DAYS", default=14)
EXPORTS_KEPT_DAYS = env.int("EXPORTS_KEPT_DAYS", default=14)
# Name, e-mail and words of a reader's message go so long after it was answered; what was made of it stays.
MESSAGES_KEPT_DAYS = env.int("MESSAGES_KEPT_DAYS", default=365)

# --- what may be shown, and how safely ----------------------------------------------------------------------
# A person with no recorded death is presumed living until this many years after the latest possible birth.
PRESUMED_DEAD_AFTER_YEARS = 110
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=False)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=0)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}

UNFOLD = {
    "SITE_TITLE": "Kresy Families",
    "SITE_HEADER": "Kresy Families",
    "SITE_URL": "/",
    "SITE_SYMBOL": "family_history",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("records/icon.svg")}],
    "STYLES": [lambda request: static("records/admin.css")],
    "SHOW_BACK_BUTTON": True,
    "DASHBOARD_CALLBACK": "records.admin.dashboard.dashboard",
    "SIDEBAR": {
        "show_search": False,
        "command_search": False,
        "navigation": "records.admin.sidebar.navigation",
    },
}
