"""Settings from the environment, with defaults that are safe and need nothing installed.

DATABASE_URL, EDITION_URL, ARCHIVE_EDITION_URL, SECRET_KEY, MEDIA_ROOT, DATA_DIR, DEBUG, ALLOWED_HOSTS,
PRODUCTION, MFA_REQUIRED_FOR, REVIEW_OWN, EMAIL_URL, PROXY_COUNT, SITE_ADDRESS,
METRICS_TOKEN. See the table in README.md.
"""

import os
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

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
# A key that was replaced: what it signed and sealed stays readable until it is taken out here, too.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Where the site is, for the links in letters that no page sends.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="http://127.0.0.1:8000").rstrip("/")
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
    "kresy_families.desk.DeskConfig",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kresy_families.compression.CompressedText",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "kresy_families.content_security.AdminContentSecurity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "records.website.reading_pace.ReadingPace",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "records.accounts.second_factor.SecondFactorFirst",
    # Last: it turns what a locked account is answered into its own page.
    "axes.middleware.AxesMiddleware",
    "records.changes.act_of_request.ActOfRequest",
]
ROOT_URLCONF = "kresy_families.urls"
WSGI_APPLICATION = "kresy_families.wsgi.application"
TEMPLATES = [
    {
        # The public pages, which must be quick: their templates are compiled. The desk and the accounts are Django's.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "records" / "jinja2"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "records.website.page_environment.page_environment"},
    },
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
# --- accounts -----------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    # First: whoever failed too often is refused before a password is looked at.
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/admin/"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_ADAPTER = "records.accounts.adapters.DeskAccounts"
ACCOUNT_FORMS = {"login": "records.accounts.sign_in_form.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
# Accounts come from invitations, and an invitation is answered from the e-mail address it went to.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Who asks for a new password learns the same whether there is an account or not.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,10/900s/key"}
INVITATION_DAYS = 14

# The groups that must have a second factor before they reach the desk; empty: nobody must.
MFA_REQUIRED_FOR = env.list("MFA_REQUIRED_FOR", default=["editor", "archivist", "administrator"] if PRODUCTION else [])
MFA_ADAPTER = "records.accounts.adapters.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kresy Families"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# So many reverse proxies stand before the server and say in X-Forwarded-For and -Proto who asks, and how.
PROXY_COUNT = env.int("PROXY_COUNT", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Together: nobody can lock a colleague out from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "records.accounts.lockout.account_name"
AXES_CLIENT_IP_CALLABLE = "records.accounts.audit.address_of"
AXES_LOCKOUT_CALLABLE = "records.accounts.lockout.locked_out"
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

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

# Whether someone may accept a document that they entered or sent to review themselves.
REVIEW_OWN = env.bool("REVIEW_OWN", default=not PRODUCTION)

# --- files --------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
# What `manage.py assets` fetches. The folder may be missing: the pages then use plainer parts of our own.
ASSETS_DIR = DATA_DIR / "assets"
STATICFILES_DIRS = [ASSETS_DIR]
# The default install serves the app's own files without a collectstatic step.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# Smaller pictures and tiles of an edition on a database server (those of a file lie beside it); the worker makes them.
PICTURES_DIR = DATA_DIR / "edition" / "pictures"
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

# Who sends this as a bearer reads /metrics; without it there is no such page.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# Pages that one address may ask for in a minute, of each process of the server; 0: as many as it likes.
READINGS_PER_MINUTE = env.int("READINGS_PER_MINUTE", default=300)

# --- what may be shown, and how safely ----------------------------------------------------------------------
# A person with no recorded death is presumed living until this many years after the latest possible birth.
PRESUMED_DEAD_AFTER_YEARS = 110
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "records.website.errors.form_refused"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=30 * 24 * 3600 if PRODUCTION else 0)
# Whether every other name of the domain is served over HTTPS, too, is not ours to promise; ASSETS_DIR may be missing.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "staticfiles.W004"]
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
    "loggers": {
        # Who signed in, who failed to, who was invited, whose role changed: a line of JSON each.
        "records.accounts.audit": {"level": "INFO"},
        # Names what was typed as the name, which may be a password; our own line does not.
        "axes": {"level": "ERROR"},
    },
}

UNFOLD = {
    "SITE_TITLE": "Kresy Families",
    "SITE_HEADER": "Kresy Families",
    "SITE_URL": "/",
    "SITE_SYMBOL": "family_history",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("records/icon.svg")}],
    "STYLES": [lambda request: static("records/admin.css")],
    "SHOW_BACK_BUTTON": True,
    "ACCOUNT": {
        "navigation": [
            {"title": gettext_lazy("Second step at sign-in"), "link": reverse_lazy("mfa_index")},
            {"title": gettext_lazy("Where you are signed in"), "link": reverse_lazy("usersessions_list")},
        ],
    },
    "DASHBOARD_CALLBACK": "records.admin.dashboard.dashboard",
    "SIDEBAR": {
        "show_search": False,
        "command_search": False,
        "navigation": "records.admin.sidebar.navigation",
    },
}
