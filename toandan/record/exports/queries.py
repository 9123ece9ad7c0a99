"""Reading what somebody asked for: only one's own is ever found (tra cứu bảng đã yêu cầu)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotThere
from toandan.record.exports.models import Export
from toandan.record.exports.words import UNDER_WAY, ExportRow, ExportState, Reason

UNKNOWN = _("You have not asked for such a table, or it is not kept any more.")


def own(actor: Actor, *, limit: int = 100) -> list[ExportRow]:
    """Return what the actor asked for, the newest first."""
    return [row(one) for one in of(actor).order_by("-export_id")[:limit]]


def export(actor: Actor, export: int) -> ExportRow:
    """Return one of the actor's own tables. Raises NotThere."""
    return row(found(actor, export))


def found(actor: Actor, export: int) -> Export:
    """Return the row of one of the actor's own tables. Raises NotThere."""
    one = of(actor).filter(export_id=export).first()
    if one is None:
        raise unknown()
    return one


def unknown() -> NotThere:
    """Return the refusal of a table that is not there, or another's; the two look alike."""
    return NotThere(UNKNOWN, code="export_unknown")


def of(actor: Actor) -> QuerySet[Export]:
    """Return the rows that are the actor's own; the database shows an officer no others."""
    return Export.objects.filter(owner=actor.name, owner_id=actor.officer)


def under_way() -> list[int]:
    """Return the numbers of all tables that wait for a worker or have one; only the house sees those of others."""
    waiting = Export.objects.filter(state__in=[state.value for state in UNDER_WAY])
    return list(waiting.order_by("export_id").values_list("export_id", flat=True))


def row(one: Export) -> ExportRow:
    """Return a table as pages show it."""
    return ExportRow(
        one.export_id, one.title, one.about, one.table, one.form, one.language, ExportState(one.state),
        Reason(one.reason), one.rows, one.expected, one.attempts, one.size, one.asked_at, one.ended_at, one.expires_at,
    )  # fmt: skip
