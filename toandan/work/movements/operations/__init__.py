"""Writing movements (ghi biến động)."""

from toandan.work.movements.operations.civil import enter, record
from toandan.work.movements.operations.clock import come_of_age
from toandan.work.movements.operations.dossier import collect_dossier
from toandan.work.movements.operations.errors import UnableToRecord, UnableToServe, UnableToUndo
from toandan.work.movements.operations.undo import undo

__all__ = [
    "UnableToRecord",
    "UnableToServe",
    "UnableToUndo",
    "collect_dossier",
    "come_of_age",
    "enter",
    "record",
    "undo",
]
