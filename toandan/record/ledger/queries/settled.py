"""Up to which entry nothing can be added any more (số liệu đã ổn định): what readers may keep in memory.

A sum over entries up to a settled one never changes, as long as nothing up to it is folded: folding touches only what
lies up to a seal. So a kept sum is good while the last seal is the one it was made under.
"""

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Settled:
    """`entry` is the number up to which every entry is there or never will be, None while somebody is posting.

    `sealed` is the last sealed entry, 0 before the first seal; `database` tells databases apart.
    """

    entry: int | None
    sealed: int
    database: int


def settled() -> Settled:
    """Return how far the ledger is settled now; works in read committed transactions, elsewhere `entry` is None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT o_entry, o_sealed, o_database FROM ledger_settled()")
        entry, sealed, database = cursor.fetchone() or (None, 0, 0)
    return Settled(None if entry is None else int(entry), int(sealed), int(database))
