"""Taking a list out of the house as a letter, in a spreadsheet or a document (xuất danh sách)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.journal.operations import append, append_reads
from toandan.record.officers.operations import acting, require
from toandan.work.movements.adapters import letter_docx, letter_xlsx
from toandan.work.movements.queries import letter, lines, list_row
from toandan.work.movements.words import ListForm, ListRow, ListsPermission
from toandan.work.movements.words.letter import Letter

_WRITERS: Mapping[ListForm, Callable[[Letter], bytes]] = {
    ListForm.XLSX: letter_xlsx.write,
    ListForm.DOCX: letter_docx.write,
}


def export(*, actor: Actor, now: datetime, list_id: int, form: ListForm = ListForm.XLSX) -> bytes:
    """Return a list as a workbook or a document and write down who took it. Raises as `take_out` does."""
    return letter_file(take_out(actor=actor, now=now, list_id=list_id, form=form), form)


def take_out(*, actor: Actor, now: datetime, list_id: int, form: ListForm) -> Letter:
    """Return the letter of a list, to be written in this form, and write down who took it out.

    Numbers stay masked as on the page. Raises NotAllowed for whoever may read at neither side, ListUnknown.
    """
    with acting(actor):
        row = list_row(list_id)
        side = _side(actor, row)
        people = lines(list_id)
        made = letter(row=row, lines=people, on=localdate(row.sent_at or now))
        append_reads(actor=actor, people=[(p.person_id, p.source) for p in people], purpose="movements.list.export")
        detail: dict[str, str | int | bool | None] = {"people": len(people), "format": form.value}
        append(actor=actor, verb="movements.list.export", subject=f"list:{list_id}", unit=side, detail=detail)
    return made


def letter_file(letter: Letter, form: ListForm) -> bytes:
    """Return a letter as a file; whose it is, and who took it out, is written down by whoever hands it out."""
    return _WRITERS[form](letter)


def _side(actor: Actor, row: ListRow) -> int:
    """Return the unit in whose name the list is taken out: the sender's when the actor sits on both sides."""
    try:
        require(actor, ListsPermission.READ, at=row.sender)
    except NotAllowed:
        require(actor, ListsPermission.READ, at=row.receiver)
        return row.receiver
    return row.sender
