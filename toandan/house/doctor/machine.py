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

LEAST_PYTHON = (3, 11)
LEAST_FREE_GIB = 5
ENOUGH_FREE_GIB = 20
"""A register of eight million people with its ledger takes about 12 GiB; a demonstration takes one."""

BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""No true clock can stand before the year this program was written."""


def python() -> Finding:
    """Look at the interpreter."""
    found = f"{sys.version.split()[0]} at {sys.executable}"
    if sys.version_info >= LEAST_PYTHON:
        return ok("Python", found)
    return problem("Python", found, "Python 3.11 or newer", "Install it, remove .venv and run `make setup`.")


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
        return problem("Packages", "some are not installed", ", ".join(missing), "Run `make setup`.")
    return ok("Packages", f"toandan {metadata.version('toandan')} and everything it asks for")


def settings() -> Finding:
    """Look for variables with our prefix that no setting has: a misspelt one would be ignored in silence."""
    known = {f"TOANDAN_{variable.name}" for variable in environment.VARIABLES}
    stray = sorted(name for name in os.environ if name.startswith("TOANDAN_") and name not in known)
    given = sorted(known & os.environ.keys())
    if stray:
        mend = "Correct the spelling; docs/operate/settings.md lists every setting."
        return warning("Settings", f"unknown: {', '.join(stray)}", "a setting of that name", mend)
    if environment.yes("DEMO"):
        mend = "Never with real people: unset TOANDAN_DEMO."
        return warning("Settings", "TOANDAN_DEMO shows one-time codes on the sign-in page", "secret codes", mend)
    return ok("Settings", ", ".join(given) or "all at their defaults")


def programs() -> Finding:
    """Run the embedded PostgreSQL's own program once."""
    if logins.uses_server():
        return ok("PostgreSQL programs", "not needed: TOANDAN_DATABASE_URL names a server")
    mend = "Run `make setup`; on a system without these programs (musl, 32 bit) use TOANDAN_DATABASE_URL."
    try:
        program = places.packaged_binaries() / "postgres"
        done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    except (OSError, places.UnableToPlace) as error:
        return problem("PostgreSQL programs", str(error), "a PostgreSQL that runs here", mend)
    if done.returncode:
        return problem("PostgreSQL programs", done.stderr.strip(), "a PostgreSQL that runs here", mend)
    return ok("PostgreSQL programs", done.stdout.strip())


def state() -> Finding:
    """Say where the data lie and under which account."""
    where = places.find()
    account = f", server runs as '{where.account}'" if where.account else ""
    if where.state != places.wanted_state():
        account += f" ({places.wanted_state()} is closed to that account)"
    return ok("State directory", f"{where.state}{account}")


def disk() -> Finding:
    """Measure the free space where the data lie."""
    nearest = places.find().state
    while not nearest.exists():
        nearest = nearest.parent
    free = shutil.disk_usage(nearest).free / 2**30
    found = f"{free:.1f} GiB free at {nearest}"
    mend = "Free some space, or put TOANDAN_STATE_DIR on a larger disk."
    if free * 1024 < room.SHORT_MIB:
        found = f"the disk is full: {free * 1024:.0f} MiB free at {nearest}"
        return problem("Disk", found, f"at least {LEAST_FREE_GIB} GiB; nothing can be written", mend)
    if free < LEAST_FREE_GIB:
        return problem("Disk", found, f"at least {LEAST_FREE_GIB} GiB", mend)
    if free < ENOUGH_FREE_GIB:
        return warning("Disk", found, f"{ENOUGH_FREE_GIB} GiB for the register of a large city", mend)
    return ok("Disk", found)


def keys() -> Finding:
    """Check that nobody else can read the keys."""
    file = keyring.path()
    if not file.exists():
        return ok("Keys", f"{file} is made with the database")
    mode = file.stat().st_mode & 0o777
    if mode & 0o077:
        return problem("Keys", f"{file} has mode {mode:04o}", "mode 0600", f"Run `chmod 600 {file}`.")
    return ok("Keys", f"{file}, mode {mode:04o}")


def clock() -> Finding:
    """Check that the clock can be true and that Viet Nam's time zone is known."""
    now = datetime.now(UTC)
    try:
        local = now.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    except ZoneInfoNotFoundError:
        return problem("Clock", "no time zone data", "the zone Asia/Ho_Chi_Minh", "Run `make setup`.")
    if now < BUILT:
        return problem("Clock", f"{now:%Y-%m-%d %H:%M} UTC", "the true time", "Set the clock; switch time sync on.")
    return ok("Clock", f"{local:%Y-%m-%d %H:%M} in Viet Nam")
