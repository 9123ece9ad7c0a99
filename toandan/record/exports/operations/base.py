"""What the room's operations share: one's own row, locked, and its next state (phần chung)."""

from toandan.ground.kernel.actor import Actor
from toandan.record.exports import queries, states
from toandan.record.exports.models import Export
from toandan.record.exports.operations.errors import unable
from toandan.record.exports.words import ExportState, Wish


def locked(actor: Actor, export: int) -> Export:
    """Return one of the actor's own rows, kept from others until the transaction ends. Raises NotThere."""
    one = queries.of(actor).select_for_update(of=("self",)).filter(export_id=export).first()
    if one is None:
        raise queries.unknown()
    return one


def move(one: Export, target: ExportState, **changes: object) -> None:
    """Lead a locked row to its next state. Raises UnableToExport."""
    if not states.may_move(ExportState(one.state), target):
        raise unable("over")
    one.state = target.value
    for name, value in changes.items():
        setattr(one, name, value)
    Export.objects.filter(pk=one.pk).update(state=target.value, **changes)


def wish_of(one: Export) -> Wish:
    """Return what a row asks for."""
    return Wish(one.sheet, one.arguments, one.query, one.form, one.language)
