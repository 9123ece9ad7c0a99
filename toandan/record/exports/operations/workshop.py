"""Where a file lies while it is written, and the pieces it is kept in (nơi lập tệp).

The folder is closed to others and lies in the state directory, not among the system's temporary files: what a killed
worker leaves of it is found again, and removed. Once the file is kept in the database nothing of it stays here.
"""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from toandan.ground.envelopes import NotOpened, seal, unseal
from toandan.record.exports.models import Export, Piece
from toandan.record.exports.operations.errors import unable

PIECE = 1 << 20
"""Bytes of the file that are encrypted and kept at a time, so that memory stays flat."""


@contextmanager
def workshop(export: int, attempt: int) -> Iterator[Path]:
    """Open an empty folder for one attempt at a table, and leave nothing of it behind, nor of the attempts before."""
    for left in _root().glob(f"{export}-*"):
        shutil.rmtree(left, ignore_errors=True)
    place = _root() / f"{export}-{attempt}"
    _root().mkdir(mode=0o700, parents=True, exist_ok=True)
    place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def sweep(working: Collection[int]) -> int:
    """Remove the folders of tables that nobody works on, as killed workers leave them; return how many."""
    kept = {str(export) for export in working}
    left = [place for place in _root().glob("*") if place.name.partition("-")[0] not in kept]
    for place in left:
        shutil.rmtree(place, ignore_errors=True)
    return len(left)


def keep(one: Export, path: Path) -> int:
    """Keep a file in encrypted pieces, inside the caller's transaction; return its bytes."""
    size = 0
    with path.open("rb") as file:
        for number, content in enumerate(iter(lambda: file.read(PIECE), b"")):
            sealed = seal(content, secret=settings.DOCUMENTS_KEY, about=_about(one, number))
            Piece(export_id=one.pk, number=number, content=sealed).save(force_insert=True)
            size += len(content)
    return size


def fetch(one: Export, into: IO[bytes]) -> None:
    """Write a kept file out, whole or not at all to the caller. Raises UnableToExport when a piece is not ours."""
    pieces = Piece.objects.filter(export_id=one.pk)
    size = 0
    for number in sorted(pieces.values_list("number", flat=True)):
        sealed = bytes(pieces.values_list("content", flat=True).get(number=number))
        try:
            content = unseal(sealed, secret=settings.DOCUMENTS_KEY, about=_about(one, number))
        except NotOpened as error:
            raise unable("damaged") from error
        into.write(content)
        size += len(content)
    if size != one.size:
        raise unable("damaged")


def _about(one: Export, number: int) -> str:
    """Return what a piece is sealed to: it cannot be laid in another place, nor into another's table."""
    return f"exports/{one.client_key}/{number}"


def _root() -> Path:
    return Path(settings.STATE_DIR) / "exports"
