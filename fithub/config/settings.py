"""The one settings module. Every value that may differ between places comes from the environment, and is read strictly.

DATABASE_URL is whom this process connects as: web, worker and beat as the role `fithub_app`; migrations and the loading of the
catalogue as the owner.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from fithub.config import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent.parent

ENVIRONMENT = env.choice("FITHUB_ENVIRONMENT", "development", ("development", "test", "production"))
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.flag("FITHUB_DEBUG", False)
SECRET_KEY = env.text("FITHUB_SECRET_KEY", None if PRODUCTION else "only-for-development-and-never-for-people")
ALLOWED_HOSTS = env.words("FITHUB_ALLOWED_HOSTS", "" if PRODUCTION else "*")
# Stand the clock with the header X-Test-Now: for tests and simulations.
TEST_CLOCK = env.flag("FITHUB_TEST_CLOCK", False)

if PRODUCTION:
    if DEBUG or TEST_CLOCK:
        raise ImproperlyConfigured("FITHUB_DEBUG and FITHUB_TEST_CLOCK must be off in production.")
    if len(SECRET_KEY) < 32:
        raise ImproperlyConfigured("FITHUB_SECRET_KEY must have at least 32 characters in production.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("FITHUB_ALLOWED_HOSTS must name the hosts in production.")

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "corsheaders",
    "ninja",
    "fithub.core",
    "fithub.accounts",
    "fithub.foods",
    "fithub.sources",
    "fithub.estimation",
    "fithub.body",
    "fithub.diary",
    "fithub.planning",
    "fithub.coaching",
    "fithub.exchange",
    "fithub.jobs",
    "fithub.config",
]

MIDDLEWARE = [
    "fithub.config.security.Security",
    "api.middleware.request_context",
    "fithub.config.files.Files",
    "corsheaders.middleware.CorsMiddleware",
]

ROOT_URLCONF = "fithub.config.urls"
ASGI_APPLICATION = "fithub.config.asgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
APPEND_SLASH = False

# ── Data ────────────────────────────────────────────────────────────────────────────────────────────────────────────
DATABASE = env.postgres("DATABASE_URL")
DATABASES = {
    "default": DATABASE
    | {
        # A pool, because under ASGI every request runs in a thread of its own.
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            **DATABASE["OPTIONS"],  # type: ignore[dict-item]
            "pool": {
                "min_size": 1,
                "max_size": env.whole("FITHUB_DATABASE_POOL", 16, least=1, most=200),
                "timeout": 10,
                "max_idle": 120,
            },
        },
    }
}
REDIS_URL = env.web_address("REDIS_URL", ("redis", "rediss", "unix"), "redis://127.0.0.1:6379/0")

# ── Jobs ────────────────────────────────────────────────────────────────────────────────────────────────────────────
# A job that gives no sign of life for so long is sent again, and may be taken up by another worker.
# A summary that was given to a worker and came to nothing is given out again after so long; longer than a slow model takes.
SUMMARY_CLAIM = timedelta(seconds=env.whole("FITHUB_SUMMARY_CLAIM", 600, least=2, most=86_400))
JOB_LEASE = timedelta(seconds=env.whole("FITHUB_JOB_LEASE", 60, least=2, most=3600))

CELERY: dict[str, Any] = {
    "broker_url": REDIS_URL,
    "broker_connection_retry_on_startup": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_ignore_result": True,
    "task_default_queue": "default",
    "task_default_priority": 3,
    "beat_scheduler": "fithub.jobs.beat:Scheduler",
    "worker_prefetch_multiplier": 1,
    # Redis looks through the priorities in this order, and at each through the queues (fithub.jobs.sending).
    # What a worker has taken and not acknowledged comes again after the longest job may have run, and then some.
    "broker_transport_options": {"priority_steps": [0, 3, 6, 9], "visibility_timeout": 7200},
    "timezone": "UTC",
}

# ── Mail ────────────────────────────────────────────────────────────────────────────────────────────────────────────
# Written to the worker's output while developing; off in production until a server is named.
# Where people reach this FitHub; the links in letters begin with it.
PUBLIC_URL = env.web_address("FITHUB_PUBLIC_URL", ("http", "https"), "http://127.0.0.1:8000").rstrip("/")
EMAIL = env.mail_server("FITHUB_EMAIL_URL", "off" if PRODUCTION else "console")
EMAIL_FROM = env.mail_address("FITHUB_EMAIL_FROM", "FitHub <fithub@localhost>")

# ── People ──────────────────────────────────────────────────────────────────────────────────────────────────────────
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCESS_LIFETIME = timedelta(minutes=env.whole("FITHUB_ACCESS_MINUTES", 30, least=1, most=1440))
REFRESH_LIFETIME = timedelta(days=env.whole("FITHUB_REFRESH_DAYS", 30, least=1, most=365))
# Strict where strangers knock; on one's own machine only a runaway program is stopped. What the environment names is changed, the
# others stay: the later of two limits of a name counts.
RATE_LIMITS = (
    "register=20/h,sign_in=20/m,renew=60/m,message=30/m,draft=60/m,barcode=30/m,barcode_service=60/m,calendar=60/m,"
    "mcp=120/m,"
    if PRODUCTION
    else "register=3000/m,sign_in=3000/m,renew=3000/m,message=3000/m,draft=3000/m,barcode=3000/m,barcode_service=60/m,"
    "calendar=3000/m,mcp=3000/m,"
) + env.text("FITHUB_RATE_LIMITS", "")
# One proxy of ours stands in front: it says by what scheme and from where a request came.
BEHIND_PROXY = env.flag("FITHUB_BEHIND_PROXY", PRODUCTION)

# ── The coach ───────────────────────────────────────────────────────────────────────────────────────────────────────
# Without a key the offline model answers.
OPENAI_API_KEY = env.text("OPENAI_API_KEY", "")
OPENAI_BASE_URL = env.web_address("OPENAI_BASE_URL", ("http", "https"), "")
FITHUB_MODEL = env.text("FITHUB_MODEL", "gpt-5-mini")
# Who writes the summaries, where that is another; and who is asked when the first cannot answer, before the offline model is.
FITHUB_SUMMARY_MODEL = env.text("FITHUB_SUMMARY_MODEL", "")
# Who looks at photos in messages; nobody unless one is named.
FITHUB_VISION_MODEL = env.text("FITHUB_VISION_MODEL", "")
FITHUB_FALLBACK_MODEL = env.text("FITHUB_FALLBACK_MODEL", "")
FITHUB_FALLBACK_URL = env.web_address("FITHUB_FALLBACK_URL", ("http", "https"), "")
FITHUB_FALLBACK_KEY = env.text("FITHUB_FALLBACK_KEY", "")
# After so many failures in a row a provider is left alone for a while (fithub.llm.breaker).
MODEL_FAILURES = env.whole("FITHUB_MODEL_FAILURES", 3, least=1, most=10_000)
# How much of a conversation a model reads again, in tokens (agents.memory counts them roughly).
MEMORY_TOKENS = env.whole("FITHUB_MEMORY_TOKENS", 6_000, least=500, most=200_000)
# Without a sign of life for so long, a turn that was being answered is given up.
TURN_LEASE = timedelta(seconds=env.whole("FITHUB_TURN_LEASE", 60, least=2, most=3600))
# What each person may take of the models in a UTC day, in tokens and in US dollars; 0: as much as they like.
DAILY_TOKENS = env.whole("FITHUB_DAILY_TOKENS", 0, least=0, most=1_000_000_000)
DAILY_COST_USD = env.amount("FITHUB_DAILY_COST_USD", "0")
# How many days it is kept what each request took; GET /me/usage shows thirty.
USAGE_KEPT = timedelta(days=env.whole("FITHUB_USAGE_DAYS", 400, least=31, most=36_500))
MODEL_PRICES = env.prices("FITHUB_MODEL_PRICES")
if DAILY_COST_USD and OPENAI_API_KEY:
    for _model in filter(None, (FITHUB_MODEL, FITHUB_SUMMARY_MODEL, FITHUB_VISION_MODEL, FITHUB_FALLBACK_MODEL)):
        if _model not in MODEL_PRICES:
            raise ImproperlyConfigured(f"FITHUB_MODEL_PRICES must price {_model}, as FITHUB_DAILY_COST_USD is set.")
MODEL_TIMEOUT_SECONDS = env.whole("FITHUB_MODEL_TIMEOUT", 60, least=1, most=600)

# ── Bar codes ───────────────────────────────────────────────────────────────────────────────────────────────────────
# Where Open Food Facts is asked about bar codes that are not known here; nowhere unless somebody says so.
OPEN_FOOD_FACTS = env.web_address("FITHUB_OPEN_FOOD_FACTS", ("http", "https"), "")

# ── The page ────────────────────────────────────────────────────────────────────────────────────────────────────────
WEB_DIST = Path(env.text("FITHUB_WEB_DIST", str(BASE_DIR / "web" / "dist")))
WHITENOISE_ROOT = WEB_DIST if WEB_DIST.is_dir() else None
WHITENOISE_USE_FINDERS = True
# Vite names each asset after its content.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_URL = "/static/"

# ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────────
# People's own files (pictures, imports, exports). No address leads to them: the API hands out each to its owner.
FILES_DIR = Path(
    env.text("FITHUB_FILES_DIR", str(Path(env.text("FITHUB_DATA_DIR", str(BASE_DIR / ".data"))) / "files"))
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_DIR, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CORS_ALLOWED_ORIGINS = env.words("FITHUB_CORS_ORIGINS")
CORS_ALLOW_HEADERS = [
    *"accept authorization content-type idempotency-key if-none-match".split(),
    *"mcp-method mcp-name mcp-protocol-version mcp-session-id".split(),
]
CORS_EXPOSE_HEADERS = ["ETag", "Idempotent-Replay", "Retry-After", "WWW-Authenticate", "X-Request-ID"]
# For the API's own documentation page, served from here.
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# ── Operators ───────────────────────────────────────────────────────────────────────────────────────────────────────
# Only /admin has sessions (fithub.config.operators); what is below is for it alone.
AUTHENTICATION_BACKENDS = ["fithub.config.operators.access.OperatorBackend"]
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True

# A file of another program, as it is sent.
IMPORT_MAX_BYTES = env.whole("FITHUB_IMPORT_MB", 100, least=1, most=2000) * 1_000_000
# What comes in at most: a meal described at length, never a book.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# ── Transport ───────────────────────────────────────────────────────────────────────────────────────────────────────
# Ours is Django's, under another name.
# The admin's sessions, accounts and messages are its own views', and no other request's.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W003", "admin.E408", "admin.E409", "admin.E410"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION and env.flag("FITHUB_HTTPS_REDIRECT", True)
# Whoever asks whether this process is well asks it directly, not by way of the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": env.choice("FITHUB_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
    "loggers": {"django.request": {"level": "ERROR"}, "httpx": {"level": "WARNING"}, "mcp": {"level": "WARNING"}},
}
