"""The machine: Python, packages, PostgreSQL's programs, disk, keys, clock. Nothing here needs a database."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from importlib import metadata
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from toandan.house import environment, room
from toandan.house.database import keyring, logins, places
from toandan.house.doctor.findings import Finding, ok, problem, warning
from toandan.house.speech import gettext as _
from toandan.house.speech import gettext_noop

PYTHON = gettext_noop("Python")
PACKAGES = gettext_noop("Packages")
SETTINGS = gettext_noop("Settings")
PROGRAMS = gettext_noop("PostgreSQL programs")
STATE = gettext_noop("State directory")
DISK = gettext_noop("Disk")
KEYS = gettext_noop("Keys")
CLOCK = gettext_noop("Clock")

LEAST_PYTHON = (3, 11)
LEAST_FREE_GIB = 5
ENOUGH_FREE_GIB = 20
"""A register of eight million people with its ledger takes about 12 GiB; a demonstration takes one."""

BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""No true clock can stand before the year this program was written."""


def python() -> Finding:
    """Look at the interpreter."""
    found = _("%(version)s at %(place)s") % {"version": sys.version.split()[0], "place": sys.executable}
    if sys.version_info >= LEAST_PYTHON:
        return ok(PYTHON, found)
    return problem(PYTHON, found, _("Python 3.11 or newer"), _("Install it, remove .venv and run `make setup`."))


def packages() -> Finding:
    """Compare the installed packages with those the program asks for."""
    missing = []
    for wanted in metadata.requires("toandan") or []:
        name = wanted.split(";", maxsplit=1)[0]
        if "extra ==" in wanted:
            continue
        name = name.split("[")[0].split("~")[0].split("=")[0].split(">")[0].strip()
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return problem(PACKAGES, _("some are not installed"), ", ".join(missing), _("Run `make setup`."))
    return ok(PACKAGES, _("toandan %(version)s and everything it asks for") % {"version": metadata.version("toandan")})


def settings() -> Finding:
    """Look for variables with our prefix that no setting has: a misspelt one would be ignored in silence."""
    known = {f"TOANDAN_{variable.name}" for variable in environment.VARIABLES}
    stray = sorted(name for name in os.environ if name.startswith("TOANDAN_") and name not in known)
    given = sorted(known & os.environ.keys())
    if stray:
        mend = _("Correct the spelling; docs/operate/settings.md lists every setting.")
        found = _("unknown: %(names)s") % {"names": ", ".join(stray)}
        return warning(SETTINGS, found, _("a setting of that name"), mend)
    if environment.yes("DEMO"):
        mend = _("Never with real people: unset TOANDAN_DEMO.")
        found = _("TOANDAN_DEMO shows one-time codes on the sign-in page")
        return warning(SETTINGS, found, _("secret codes"), mend)
    return ok(SETTINGS, ", ".join(given) or _("all at their defaults"))


def programs() -> Finding:
    """Run the embedded PostgreSQL's own program once."""
    if logins.uses_server():
        return ok(PROGRAMS, _("not needed: TOANDAN_DATABASE_URL names a server"))
    mend = _("Run `make setup`; on a system without these programs (musl, 32 bit) use TOANDAN_DATABASE_URL.")
    missing = _("a PostgreSQL that runs here")
    try:
        program = places.packaged_binaries() / "postgres"
        done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    except (OSError, places.UnableToPlace) as error:
        return problem(PROGRAMS, str(error), missing, mend)
    if done.returncode:
        return problem(PROGRAMS, done.stderr.strip(), missing, mend)
    return ok(PROGRAMS, done.stdout.strip())


def state() -> Finding:
    """Say where the data lie and under which account."""
    where = places.find()
    found = str(where.state)
    if where.account:
        found += _(", server runs as '%(account)s'") % {"account": where.account}
    if where.state != places.wanted_state():
        found += _(" (%(wanted)s is closed to that account)") % {"wanted": places.wanted_state()}
    return ok(STATE, found)


def disk() -> Finding:
    """Measure the free space where the data lie."""
    nearest = places.find().state
    while not nearest.exists():
        nearest = nearest.parent
    free = shutil.disk_usage(nearest).free / 2**30
    found = _("%(free)s GiB free at %(place)s") % {"free": f"{free:.1f}", "place": nearest}
    mend = _("Free some space, or put TOANDAN_STATE_DIR on a larger disk.")
    if free * 1024 < room.SHORT_MIB:
        found = _("the disk is full: %(free)s MiB free at %(place)s") % {"free": int(free * 1024), "place": nearest}
        missing = _("at least %(least)s GiB; nothing can be written") % {"least": LEAST_FREE_GIB}
        return problem(DISK, found, missing, mend)
    if free < LEAST_FREE_GIB:
        return problem(DISK, found, _("at least %(least)s GiB") % {"least": LEAST_FREE_GIB}, mend)
    if free < ENOUGH_FREE_GIB:
        missing = _("%(enough)s GiB for the register of a large city") % {"enough": ENOUGH_FREE_GIB}
        return warning(DISK, found, missing, mend)
    return ok(DISK, found)


def keys() -> Finding:
    """Check that nobody else can read the keys."""
    file = keyring.path()
    if not file.exists():
        return ok(KEYS, _("%(file)s is made with the database") % {"file": file})
    mode = file.stat().st_mode & 0o777
    found = _("%(file)s has mode %(mode)s") % {"file": file, "mode": f"{mode:04o}"}
    if mode & 0o077:
        return problem(KEYS, found, _("mode 0600"), _("Run `chmod 600 %(file)s`.") % {"file": file})
    return ok(KEYS, found)


def clock() -> Finding:
    """Check that the clock can be true and that Viet Nam's time zone is known."""
    now = datetime.now(UTC)
    try:
        local = now.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    except ZoneInfoNotFoundError:
        return problem(CLOCK, _("no time zone data"), _("the zone Asia/Ho_Chi_Minh"), _("Run `make setup`."))
    if now < BUILT:
        mend = _("Set the clock; switch time sync on.")
        return problem(CLOCK, f"{now:%Y-%m-%d %H:%M UTC}", _("the true time"), mend)
    return ok(CLOCK, _("%(moment)s in Viet Nam") % {"moment": f"{local:%Y-%m-%d %H:%M}"})
