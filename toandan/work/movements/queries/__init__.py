"""Reading movements; every function works inside the scope of the transaction it is called in."""

from toandan.work.movements.queries.beyond import held, how_many_held
from toandan.work.movements.queries.civil import (
    MovementUnknown,
    by_key,
    ended_card,
    last_posted,
    movement,
    movements,
    of_person,
    units_with_movements,
)
from toandan.work.movements.queries.clock import (
    Reached,
    came_of_age,
    expired,
    how_many_unregistered,
    too_young,
    unregistered,
)
from toandan.work.movements.queries.lists.choosing import COUNTED, candidates, how_many
from toandan.work.movements.queries.lists.file import read_file
from toandan.work.movements.queries.lists.letter import letter, letter_head
from toandan.work.movements.queries.lists.reading import (
    ListUnknown,
    faults,
    lines,
    list_row,
    lists_in,
    lists_out,
    open_lists,
    overdue_lists,
    returned_lines,
    statement,
    units_with_lists,
    waited_for,
)
from toandan.work.movements.queries.lists.timing import answered_on_time, due_lists
from toandan.work.movements.queries.lists.waiting import taken
from toandan.work.movements.queries.receipts import ReceiptUnknown, progress, receipt, receipt_code
from toandan.work.movements.queries.territory import list_of, receiver_of, receivers, residence_at, serving

__all__ = [
    "COUNTED",
    "ListUnknown",
    "MovementUnknown",
    "Reached",
    "ReceiptUnknown",
    "answered_on_time",
    "by_key",
    "came_of_age",
    "candidates",
    "due_lists",
    "ended_card",
    "expired",
    "faults",
    "held",
    "how_many",
    "how_many_held",
    "how_many_unregistered",
    "last_posted",
    "letter",
    "letter_head",
    "lines",
    "list_of",
    "list_row",
    "lists_in",
    "lists_out",
    "movement",
    "movements",
    "of_person",
    "open_lists",
    "overdue_lists",
    "progress",
    "read_file",
    "receipt",
    "receipt_code",
    "receiver_of",
    "receivers",
    "residence_at",
    "returned_lines",
    "serving",
    "statement",
    "taken",
    "too_young",
    "units_with_lists",
    "units_with_movements",
    "unregistered",
    "waited_for",
]
