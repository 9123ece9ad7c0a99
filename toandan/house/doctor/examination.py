"""Runs the examinations in the order in which they stand on one another."""

from collections.abc import Iterator

from toandan.house.database import embedded, logins, places
from toandan.house.doctor import database, machine
from toandan.house.doctor.findings import Finding, ok, problem
from toandan.house.trouble import Trouble


def examine() -> Iterator[Finding]:
    """Yield one finding for each thing this program needs."""
    for look in (machine.python, machine.packages, machine.settings, machine.programs, machine.state):
        yield look()
    for look in (machine.disk, machine.keys, machine.clock):
        yield look()
    if logins.uses_server():
        yield from database.examine()
    elif not (places.find().data / "PG_VERSION").exists():
        yield problem("Embedded server", "never started", "a database", "Run `make demo` or `toandan migrate`.")
    else:
        yield from _embedded()


def _embedded() -> Iterator[Finding]:
    running = embedded.postmaster()
    try:
        with embedded.running():
            found = f"runs as process {running}" if running else "rests, and starts with any command"
            yield ok("Embedded server", f"{found}; data in {places.find().data}")
            yield from database.examine()
    except Trouble as trouble:
        mend = f"Read {places.find().log}; docs/operate/embedded-database.md"
        yield problem("Embedded server", str(trouble), "a server that answers", mend)
