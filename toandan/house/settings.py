"""Django's settings; everything an operator may change comes from `environment.py`."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from toandan.house import environment
from toandan.house.database import keyring, logins, places
from toandan.house.logs import LOGGING  # noqa: F401 - a setting

PACKAGE = Path(__file__).resolve().parents[1]
DEMO = environment.yes("DEMO")
DEBUG = False
SECRET_KEY = keyring.secret("secret_key")
SCOPE_KEY = keyring.secret("scope_key")
"""Signs the unit scope a transaction works under; the database keeps a copy the program's role cannot read."""

ALLOWED_HOSTS = [name for name in environment.read("ALLOWED_HOSTS").split(",") if name]
ROOT_URLCONF = "toandan.house.urls"
WSGI_APPLICATION = "toandan.house.wsgi.application"

ROOMS = [
    "toandan.record.journal",
    "toandan.record.units",
    "toandan.record.officers",
    "toandan.record.letters",
    "toandan.record.people",
    "toandan.record.ledger",
    "toandan.record.rolls",
    "toandan.record.exports",
    "toandan.work.directives",
    "toandan.work.samples",
    "toandan.work.equipment",
    "toandan.work.difficulties",
    "toandan.work.questions",
    "toandan.work.verification",
    "toandan.work.movements",
    "toandan.work.sessions",
    "toandan.command.campaign",
    "toandan.command.field",
    "toandan.command.evaluation",
    "toandan.command.publication",
    "toandan.command.notices",
    "toandan.command.reorganisation",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    *ROOMS,
    "toandan.faces.web.frame",
    "toandan.faces.web.house",
]

MIDDLEWARE = [
    "toandan.faces.web.house.watch.Watch",
    # Public pages are answered here from memory; what comes next is for those that have to be made.
    "toandan.faces.web.public.kept.Kept",
    "django.middleware.security.SecurityMiddleware",
    # Pads its answers at random and so keeps compressed secrets from being guessed; CSRF tokens are masked anyway.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "toandan.faces.web.frame.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "toandan.faces.web.officers.middleware.Session",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

_POOL: dict[str, Any] = {"min_size": 1, "max_size": 8, "timeout": 10}


def _database(login: dict[str, Any], *, pool: bool) -> dict[str, Any]:
    # Django forbids prepared statements unless a threshold is named. At this one nothing is prepared by being repeated;
    # the few statements that ask for it, which every posting goes through, are read and planned once a connection.
    options = {"application_name": "toandan", "connect_timeout": 10, "prepare_threshold": 1 << 30} | login["OPTIONS"]
    if pool:
        options["pool"] = _POOL
    return {"ENGINE": "django.db.backends.postgresql"} | login | {"OPTIONS": options, "CONN_HEALTH_CHECKS": not pool}


DATABASES = {
    "default": _database(logins.program(), pool=True),
    "owner": _database(logins.owner(), pool=False),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "toandan.house.cache.PlainCache", "LOCATION": "house_cache"},
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = sorted(str(p) for p in PACKAGE.glob("**/locale"))
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(str(p) for p in (PACKAGE / "faces" / "web").glob("*/templates")),
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

STATIC_URL = "/static/"
STATE_DIR = places.find().state
"""Where rooms keep files of their own, each in a folder named after itself (uploaded rolls: `STATE_DIR/rolls`)."""

STATIC_ROOT = STATE_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = sorted((PACKAGE / "faces" / "web").glob("*/assets"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Nothing from elsewhere, nothing inline. The one picture a page draws itself is the square code of a second factor.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

JOURNAL_SEED = keyring.secret("journal_seed")
"""Makes the key that signs the journal's heads; the database never has it."""
LETTERS_SEED = keyring.secret("letters_seed")
"""Signs what leaves for other authorities; the public key that belongs to it is our name there."""
DOCUMENTS_KEY = keyring.secret("documents_key")
"""Wraps the keys of documents at rest; the database never has it."""
AUTH_USER_MODEL = "officers.Officer"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SESSION_ENGINE = "toandan.house.sessions"
# Before a page or the form's token is looked at, the body of a request lies on the disk; nobody fills it with one.
FILE_UPLOAD_HANDLERS = [
    "toandan.faces.web.frame.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
SESSION_COOKIE_AGE = 60 * int(environment.read("SESSION_MINUTES"))
SESSION_SAVE_EVERY_REQUEST = False
"""The doors put the end of an idle session off themselves, at most once a minute."""

SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "toandan_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
# Sign-in: login name and password, then a second factor; nobody signs up, and no mail about an account is ever sent.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "toandan.faces.web.officers.adapters.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Tries are counted by our own operation, in one statement; the library's count in the cache can be outrun.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "toandan.faces.web.officers.forms.SignIn",
    "reauthenticate": "toandan.faces.web.officers.forms.PasswordAgain",
}
MFA_ADAPTER = "toandan.faces.web.officers.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Browsers offer passkeys over HTTPS, and on this very machine without it.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not environment.yes("HTTPS")
MFA_FORMS = {
    "authenticate": "toandan.faces.web.officers.forms.Code",
    "authenticate_webauthn": "toandan.faces.web.officers.forms.Passkey",
    "reauthenticate": "toandan.faces.web.officers.forms.CodeAgain",
    "activate_totp": "toandan.faces.web.officers.forms.FirstCode",
    "add_webauthn": "toandan.faces.web.officers.forms.NewPasskey",
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = None
if environment.yes("HTTPS"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

PROCRASTINATE_IMPORT_PATHS = [
    f"toandan.faces.jobs.{file.stem}"
    for file in sorted((PACKAGE / "faces" / "jobs").glob("*.py"))
    if file.stem != "__init__"
]
METRICS_TOKEN = environment.read("METRICS_TOKEN")
BOUNDARIES = environment.read("BOUNDARIES")
JAVA_HOME = environment.java_home()
SPARK_CLUSTER = environment.spark_cluster()
"""What linkage on Spark is told of the machine; it asks the environment nothing itself."""
LIST_DAYS = int(environment.read("LIST_DAYS"))
"""Calendar days a receiver has to answer a notification list, unless the sender says otherwise."""
DIRECTIVE_LATE_DAYS = max(int(environment.read("DIRECTIVE_LATE_DAYS")), 0)
"""Days an addressee of a directive may be late before the next level is told."""
DIFFICULTY_DAYS = max(int(environment.read("DIFFICULTY_DAYS")), 1)
"""Working days within which a difficulty must be answered at each level."""
QUESTION_DAYS = max(int(environment.read("QUESTION_DAYS")), 1)
"""Working days within which a citizen's question must be answered at each level."""
QUESTION_DETAILS_DAYS = max(int(environment.read("QUESTION_DETAILS_DAYS")), 1)
"""Days after which the words of a closed question and of its answer are removed by the nightly job."""
LIST_DETAILS_DAYS = max(int(environment.read("LIST_DETAILS_DAYS")), 1)
"""Days a closed list keeps who was on it; then the nightly job removes what tells."""
LETTER_DETAILS_DAYS = max(int(environment.read("LETTER_DETAILS_DAYS")), 1)
"""Days a letter is kept whole after it has come and was acted on; then the nightly job leaves its signature alone."""
TABLE_ROWS = max(int(environment.read("TABLE_ROWS")), 0)
"""Lines of a table that are written while somebody waits; a longer one is made in the background."""
EXPORT_DAYS = max(int(environment.read("EXPORT_DAYS")), 1)
"""Days a table that was made in the background is kept; then the nightly job removes it."""
EXPORT_PRESS = "toandan.faces.web.frame.counter.make"
"""Writes such tables: the pages know what is in them, and the workers know no page."""
EXPORT_COUNTER = "toandan.faces.web.frame.counter.COUNTER"
"""Knows which tables there are, for the interface and the operator's command, which know no page either."""
PUBLIC_DELAY_DAYS = max(int(environment.read("PUBLIC_DELAY_DAYS")), 0)
"""Days after which the figures of an order that is open to the public are published."""
PUBLIC_THRESHOLD = max(int(environment.read("PUBLIC_THRESHOLD")), 1)
"""The least number of people that may be learnt from what is published."""
MAIL_HOST = environment.read("MAIL_HOST")
"""The mail server the daily e-mails are handed to; without one none is made."""
MAIL_PORT = int(environment.read("MAIL_PORT"))
MAIL_USER = environment.read("MAIL_USER")
MAIL_PASSWORD = environment.read("MAIL_PASSWORD")
MAIL_SECURITY = environment.read("MAIL_SECURITY").strip().lower()
MAIL_FROM = environment.read("MAIL_FROM")
MAIL_PAGES = environment.read("MAIL_PAGES")

ROADS_ENGINE = environment.read("ROADS_ENGINE").strip().lower()
ROADS_URL = environment.read("ROADS_URL").strip()
"""Where the pages are that an e-mail leads to."""
