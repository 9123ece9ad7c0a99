"""Runs the examinations in the order in which they stand on one another."""

from collections.abc import Iterator

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from toandan.house.database import embedded, logins, places
from toandan.house.doctor import database, machine
from toandan.house.doctor.findings import Finding, Verdict, ok, problem
from toandan.house.trouble import Trouble


def examine() -> Iterator[Finding]:
    """Yield one finding for each thing this program needs."""
    for look in (machine.python, machine.packages, machine.settings, machine.programs, machine.state):
        yield look()
    for look in (machine.disk, machine.keys, machine.clock):
        yield look()
    program = _program()
    yield program
    if program.verdict is Verdict.PROBLEM:
        return
    if logins.uses_server():
        yield from database.examine()
    elif not (places.find().data / "PG_VERSION").exists():
        yield problem("Embedded server", "never started", "a database", "Run `make demo` or `toandan migrate`.")
    else:
        yield from _embedded()


def _program() -> Finding:
    """Set the program itself up; whatever is wrong inside it must not keep the doctor from speaking."""
    try:
        django.setup()
    except (ImportError, ImproperlyConfigured, RuntimeError) as error:
        said = f"{type(error).__name__}: {error}"
        return problem("Program", said, "a complete installation", "Run `make setup`; check out this version again.")
    return ok("Program", f"{len(apps.app_configs)} rooms and libraries")


def _embedded() -> Iterator[Finding]:
    running = embedded.postmaster()
    try:
        with embedded.running():
            found = f"runs as process {running}" if running else "rests, and starts with any command"
            yield ok("Embedded server", f"{found}; data in {places.find().data}")
            yield from database.examine()
    except (Trouble, OSError) as trouble:
        mend = f"Read {places.find().log}; docs/operate/embedded-database.md"
        yield problem("Embedded server", str(trouble), "a server that answers", mend)
