"""Writing down who took a table out of the house (ghi nhật ký xuất bảng)."""

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations.appending import append


def take_sheet(*, actor: Actor, table: str, unit: int, rows: int, people: int, form: str) -> None:
    """Append that a table left the house in the current transaction: how many rows, about how many people, and as what.

    Which people were on it is written by whoever reads them, as for a page.
    """
    detail: dict[str, str | int | bool | None] = {"rows": rows, "people": people, "format": form}
    append(actor=actor, verb="journal.sheet.take", subject=f"sheet:{table}", unit=unit, detail=detail)
