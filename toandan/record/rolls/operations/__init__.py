"""Writing: entering people, importing rolls, giving lists out."""

from toandan.record.rolls.operations.errors import UnableToEnter, UnableToExport, UnableToImport
from toandan.record.rolls.operations.exporting import export_list
from toandan.record.rolls.operations.importing import import_roll
from toandan.record.rolls.operations.indexes import restore_indexes
from toandan.record.rolls.operations.opening import Opened, enter, open_register
from toandan.record.rolls.operations.refused import refused_rows

__all__ = [
    "Opened",
    "UnableToEnter",
    "UnableToExport",
    "UnableToImport",
    "enter",
    "export_list",
    "import_roll",
    "open_register",
    "refused_rows",
    "restore_indexes",
]
