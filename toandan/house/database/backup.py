"""One-file copies of the database by `pg_dump`, taken as the owner while everything goes on (sao lưu)."""

import os
import subprocess
from pathlib import Path

from toandan.house.database import logins, places
from toandan.house.speech import gettext as _
from toandan.house.trouble import Trouble


class UnableToBackUp(Trouble):
    """The copy could not be written; the message is what pg_dump said."""


def write(file: Path) -> int:
    """Write the database into `file` in pg_dump's custom format, readable by the caller only; return its bytes.

    The program runs as the caller and talks to the server, so the file belongs to the caller. A half-written
    file never bears the final name.
    """
    if file.exists():
        raise UnableToBackUp(_("%(file)s exists already") % {"file": file})
    part = file.with_name(file.name + ".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        done = subprocess.run(  # noqa: S603 - our own pinned binary
            [_pg_dump(), "--format=custom", "--no-password"],
            stdout=out,
            stderr=subprocess.PIPE,
            env=_environment(),
            check=False,
        )
        out.flush()
        os.fsync(out.fileno())
    if done.returncode:
        part.unlink()
        said = done.stderr.decode(errors="replace").strip()
        raise UnableToBackUp(_("pg_dump failed: %(said)s") % {"said": said})
    part.rename(file)
    return file.stat().st_size


def _pg_dump() -> Path:
    return places.packaged_binaries() / "pg_dump"


def _environment() -> dict[str, str]:
    """Hand the address over in the environment: a command line can be read by everybody on the machine."""
    owner = logins.owner()
    named = {
        "PGHOST": owner["HOST"],
        "PGPORT": owner["PORT"],
        "PGUSER": owner["USER"],
        "PGPASSWORD": owner["PASSWORD"],
        "PGDATABASE": owner["NAME"],
        "PGSSLMODE": owner["OPTIONS"].get("sslmode", ""),
    }
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C"} | {name: value for name, value in named.items() if value}
