"""Writing: entering people, importing rolls, giving lists out."""

from toandan.record.rolls.operations.errors import UnableToEnter, UnableToExport, UnableToImport
from toandan.record.rolls.operations.exporting import export_list
from toandan.record.rolls.operations.importing import import_roll
from toandan.record.rolls.operations.indexes import restore_indexes, without_searches
from toandan.record.rolls.operations.opening import Opened, enter, open_register
from toandan.record.rolls.operations.refused import refused_file, refused_rows
from toandan.record.rolls.operations.sheets import sheet
from toandan.record.rolls.operations.uploads import carry_out, choose, give_up, guess, receive

__all__ = [
    "Opened",
    "UnableToEnter",
    "UnableToExport",
    "UnableToImport",
    "carry_out",
    "choose",
    "enter",
    "export_list",
    "give_up",
    "guess",
    "import_roll",
    "open_register",
    "receive",
    "refused_file",
    "refused_rows",
    "restore_indexes",
    "sheet",
    "without_searches",
]
