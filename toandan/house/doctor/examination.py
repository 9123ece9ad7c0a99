"""Runs the examinations in the order in which they stand on one another."""

from collections.abc import Iterator

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from toandan.house.database import embedded, logins, places
from toandan.house.doctor import database, machine
from toandan.house.doctor.findings import Finding, Verdict, ok, problem
from toandan.house.speech import gettext as _
from toandan.house.speech import gettext_noop
from toandan.house.trouble import Trouble

EMBEDDED = gettext_noop("Embedded server")
PROGRAM = gettext_noop("Program")


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
        yield problem(EMBEDDED, _("never started"), _("a database"), _("Run `make demo` or `toandan migrate`."))
    else:
        yield from _embedded()


def _program() -> Finding:
    """Set the program itself up; whatever is wrong inside it must not keep the doctor from speaking."""
    try:
        django.setup()
    except (ImportError, ImproperlyConfigured, RuntimeError) as error:
        said = f"{type(error).__name__}: {error}"
        mend = _("Run `make setup`; check out this version again.")
        return problem(PROGRAM, said, _("a complete installation"), mend)
    return ok(PROGRAM, _("%(count)s rooms and libraries") % {"count": len(apps.app_configs)})


def _embedded() -> Iterator[Finding]:
    running = embedded.postmaster()
    try:
        with embedded.running():
            rests = _("rests, and starts with any command; data in %(data)s")
            found = _("runs as process %(pid)s; data in %(data)s") if running else rests
            yield ok(EMBEDDED, found % {"pid": running, "data": places.find().data})
            yield from database.examine()
    except (Trouble, OSError) as trouble:
        mend = _("Read %(log)s; docs/operate/embedded-database.md") % {"log": places.find().log}
        yield problem(EMBEDDED, str(trouble), _("a server that answers"), mend)
