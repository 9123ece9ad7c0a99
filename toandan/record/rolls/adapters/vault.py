"""Where rolls lie while they are imported: uploads, checked blocks, refused rows (kho tạm của danh sách).

Everything here is personal data: the directory is closed to others, files are 0600, and what is no longer needed is
removed: checked blocks when the run ends, uploads and reports after `KEPT_DAYS`.
"""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
from django.conf import settings

KEPT_DAYS = 30
"""An uploaded roll and its report are kept this long after they were last touched."""


class Vault:
    """The directory of one run."""

    def __init__(self, digest: str, unit: int) -> None:
        self.place = _root() / f"{digest[:32]}-{unit}"

    def open(self) -> None:
        """Make the directory, readable by this account only."""
        _root().mkdir(mode=0o700, parents=True, exist_ok=True)
        self.place.mkdir(mode=0o700, exist_ok=True)

    @property
    def upload(self) -> Path:
        """The file as it was uploaded."""
        return self.place / "upload"

    @property
    def refused(self) -> Path:
        """The refused rows as a spreadsheet."""
        return self.place / "refused.xlsx"

    @property
    def findings(self) -> Path:
        """The findings of the last check."""
        return self.place / "findings.arrow"

    def write(self, kind: str, number: int, frame: pl.DataFrame) -> None:
        """Keep one block of a kind (`good`, `refused`)."""
        self.keep(self.place / f"{kind}-{number:06d}.arrow", frame)

    def read(self, kind: str, number: int) -> pl.DataFrame:
        """Return a kept block."""
        return pl.read_ipc(self.place / f"{kind}-{number:06d}.arrow")

    def numbers(self, kind: str) -> list[int]:
        """Return the numbers of the kept blocks of a kind, in order."""
        return sorted(int(file.stem.rsplit("-", 1)[1]) for file in self.place.glob(f"{kind}-*.arrow"))

    def keep(self, file: Path, frame: pl.DataFrame) -> None:
        """Write a frame so that a kill leaves the old file or the new one, never half of one."""
        part = file.with_suffix(".part")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                frame.write_ipc(out, compression="uncompressed")
        except OSError:
            # On a full disk half a file takes the room somebody needs.
            part.unlink(missing_ok=True)
            raise
        part.replace(file)

    def clear(self, *kinds: str) -> None:
        """Remove the kept blocks of these kinds."""
        for kind in kinds:
            for file in self.place.glob(f"{kind}-*.arrow"):
                file.unlink()


def sweep(now: datetime) -> int:
    """Remove directories that nobody has touched for `KEPT_DAYS`; return how many."""
    if not _root().exists():
        return 0
    before = (now - timedelta(days=KEPT_DAYS)).timestamp()
    old = [place for place in _root().iterdir() if place.is_dir() and place.stat().st_mtime < before]
    for place in old:
        shutil.rmtree(place)
    return len(old)


def _root() -> Path:
    return Path(settings.STATE_DIR) / "rolls"
