"""Every setting that comes from the environment, with its meaning; nothing else reads `os.environ`.

`docs/operate/settings.md` is checked against this file.
"""

import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name without the prefix, default and meaning."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable(
        "DATABASE_URL",
        "",
        "A PostgreSQL server (15 or newer) to use instead of the embedded one; the role in it owns the tables.",
    ),
    Variable(
        "APP_DATABASE_URL", "", "The login the program works with on that server; made on first use when left empty."
    ),
    Variable("STATE_DIR", "", "Where the embedded database, keys and files live; default `.toandan` in the checkout."),
    Variable("SECRET_KEY", "", "Signs cookies and scopes; made and kept in the state directory when left empty."),
    Variable(
        "HOST",
        "127.0.0.1",
        "The address the web server listens on; a browser on this machine calls it `localhost`, which passkeys need.",
    ),
    Variable("PORT", "8000", "The port the web server listens on."),
    Variable("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", "Host names the program answers to, separated by commas."),
    Variable("HTTPS", "no", "`yes` behind a TLS proxy: cookies only over HTTPS, HSTS on."),
    Variable(
        "DEMO",
        "no",
        "`yes` shows the one-time codes of the demonstration's officers on the sign-in page. Never in production.",
    ),
    Variable("SESSION_MINUTES", "30", "An officer's session ends after this many idle minutes."),
    Variable("LOG_LEVEL", "INFO", "How much the structured log says: DEBUG, INFO, WARNING, ERROR."),
    Variable("WORKERS", "2", "Web worker processes."),
    Variable(
        "METRICS_TOKEN",
        "",
        "When set, /metrics wants it as a bearer token; when empty, /metrics answers on loopback only.",
    ),
    Variable(
        "LANG",
        "",
        "The language of the launcher and the doctor: `vi` or `en`; when empty, that of the terminal (LC_ALL, LANG).",
    ),
    Variable(
        "LIST_DAYS", "7", "Calendar days a unit has to answer a notification list, unless the list says otherwise."
    ),
    Variable(
        "LIST_DETAILS_DAYS",
        "180",
        "Days after which a closed notification list loses the names, birth dates, numbers and addresses on it.",
    ),
    Variable(
        "LETTER_DETAILS_DAYS",
        "180",
        "Days after which a letter that has come and was acted on loses what it says; number, signature, SHA-256 stay.",
    ),
    Variable(
        "DIRECTIVE_LATE_DAYS",
        "3",
        "Days an addressee of a directive may be late before the next level finds it on its desk.",
    ),
    Variable("DIFFICULTY_DAYS", "3", "Working days within which a difficulty is answered before it goes one level up."),
    Variable(
        "QUESTION_DAYS",
        "5",
        "Working days within which a citizen's question is answered; then it goes one level up.",
    ),
    Variable(
        "QUESTION_DETAILS_DAYS",
        "90",
        "Days after which a closed question of a citizen loses what was asked and answered; the rest stays.",
    ),
    Variable(
        "TABLE_ROWS",
        "5000",
        "Lines of a table that are answered at once; a longer one is made in the background. A PDF counts five times.",
    ),
    Variable("EXPORT_DAYS", "3", "Days a table that was made in the background is kept for whoever asked for it."),
    Variable(
        "PUBLIC_DELAY_DAYS", "1", "Days after which an order's figures are published; 0 publishes the day itself."
    ),
    Variable(
        "PUBLIC_THRESHOLD",
        "10",
        "The least number of people, done or remaining, that the public may learn of a unit; smaller ones stay hidden.",
    ),
    Variable("MAIL_HOST", "", "The mail server that takes the daily e-mails to officers; without one none is made."),
    Variable("MAIL_PORT", "587", "The port of the mail server."),
    Variable("MAIL_USER", "", "The name to sign in with at the mail server; when empty, nobody signs in."),
    Variable("MAIL_PASSWORD", "", "The password to sign in with at the mail server."),
    Variable(
        "MAIL_SECURITY",
        "starttls",
        "How the mail server is spoken to: `starttls`, `tls`, or `none` for one on this very machine.",
    ),
    Variable("MAIL_FROM", "toandan@localhost", "The address the daily e-mails come from."),
    Variable("MAIL_PAGES", "http://localhost:8000", "Where officers find the pages, as e-mails are to say it."),
    Variable(
        "ROADS_URL",
        "",
        "A router on this very machine, such as `http://127.0.0.1:5000`, that plans ask how long trips take; no other "
        "address is taken. Without one, travel times are estimates: straight lines times a detour.",
    ),
    Variable("ROADS_ENGINE", "osrm", "What listens at that address: `osrm` or `valhalla`."),
    Variable("BOUNDARIES", "", "A GeoJSON file with the outlines of units by code; without it no map is drawn."),
)


def read(name: str) -> str:
    """Return the value of a declared variable; an undeclared one is a mistake of the caller."""
    variable = next(v for v in VARIABLES if v.name == name)
    return os.environ.get(f"TOANDAN_{name}", variable.default)


def java_home() -> str:
    """Return the folder of the Java that Spark would start, "" when none is named; the variable is Java's own."""
    return os.environ.get("JAVA_HOME", "")


def spark_cluster() -> bool:
    """Tell whether Spark is told to start elsewhere than on this machine; the variable is Spark's own."""
    return "--master" in os.environ.get("PYSPARK_SUBMIT_ARGS", "")


def yes(name: str) -> bool:
    """Read a declared variable as yes or no."""
    return read(name).strip().lower() in {"1", "yes", "true", "on"}


def language() -> str:
    """Return the operator's language, `vi` or `en`: the setting, else what the terminal speaks."""
    terminal = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    said = next((name for name in (read("LANG"), *terminal) if name), "")
    return "vi" if said.lower().startswith("vi") else "en"


__all__ = ["CHECKOUT", "VARIABLES", "Variable", "java_home", "language", "read", "spark_cluster", "yes"]
