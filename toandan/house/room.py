"""Room on the disk: how much is left, and what to say when there is none (hết dung lượng đĩa)."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from toandan.ground.kernel.errors import chain, database_out_of_room, out_of_room
from toandan.house.database import logins, places
from toandan.house.speech import gettext_noop as _
from toandan.house.trouble import Trouble

SHORT_MIB = 128
"""With less than this PostgreSQL cannot write its log ahead, of which one file takes 16 MiB."""

_LOST = frozenset({"OperationalError", "InterfaceError"})
"""What the driver and Django raise when the server went away, as it does when it cannot write."""

HERE = _(
    "The disk is full: %(free)s MiB are free at %(place)s. What was not finished is undone, and nothing that was "
    "finished is lost. Free some space, then run the same command again."
)
SERVER = _(
    "The disk of the database server is full. What was not finished is undone, and nothing that was finished is lost. "
    "Free some space there, then run the same command again."
)
ELSEWHERE = _(
    "A disk this command writes to is full. What was not finished is undone, and nothing that was finished is lost. "
    "Free some space there, then run the same command again."
)


def least() -> tuple[int, Path]:
    """Return the free MiB of the fullest disk the state directory lies on, and where; its folders may be mounted."""
    nearest = places.find().state
    while not nearest.exists():
        nearest = nearest.parent
    folders = [nearest, *(one for one in nearest.iterdir() if one.is_dir())]
    free, place = min(((_free(one), one) for one in folders), key=lambda found: found[0])
    return free, place


def behind(error: BaseException) -> tuple[str, Mapping[str, object]] | None:
    """Return the sentence and its values when a full disk is behind an error, else None."""
    if database_out_of_room(error) and logins.uses_server():
        return SERVER, {}
    free, place = least()
    if free < SHORT_MIB and (out_of_room(error) or _went_away(error)):
        return HERE, {"free": free, "place": place}
    return (ELSEWHERE, {}) if out_of_room(error) else None


def _free(folder: Path) -> int:
    return int(shutil.disk_usage(folder).free // 2**20)


def _went_away(error: BaseException) -> bool:
    return any(isinstance(one, Trouble) or type(one).__name__ in _LOST for one in chain(error))
