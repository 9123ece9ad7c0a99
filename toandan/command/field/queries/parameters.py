"""The figures plans reckon with: those of the unit, or of the nearest one above that set any (tham số)."""

from toandan.command.field.models import Parameters
from toandan.command.field.words import FIRST_PARAMETERS, ParameterRow
from toandan.ground.kernel.actor import FIRST_NUMBER
from toandan.record.units import queries as units


def parameters(unit: int) -> ParameterRow:
    """Return the figures in force for a unit; a figure that came later than they did has the program's own value."""
    for number in (unit, *(upper.number for upper in reversed(units.ancestors(unit)) if upper.number != unit)):
        found = Parameters.objects.filter(unit_no=number).order_by("-version").first()
        if found is not None:
            return _row(found)
    return ParameterRow(0, FIRST_NUMBER, FIRST_PARAMETERS)


def own_versions(unit: int) -> list[ParameterRow]:
    """Return what a unit has set itself, the newest first."""
    return [_row(one) for one in Parameters.objects.filter(unit_no=unit).order_by("-version")]


def _row(found: Parameters) -> ParameterRow:
    values = {**FIRST_PARAMETERS, **found.values}
    return ParameterRow(found.version, found.unit_no, values, found.why, found.set_at, found.set_by)
