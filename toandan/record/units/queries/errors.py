"""What a reader is told when a unit is not there (không tìm thấy đơn vị)."""

from datetime import date

from django.utils.translation import gettext_noop

from toandan.ground.kernel.errors import NotThere


class UnitUnknown(NotThere):
    """No unit bears this code or number on this day."""

    def __init__(self, unit: str | int, *, as_of: date | None = None) -> None:
        if as_of is None:
            message = gettext_noop("There is no unit %(unit)s.")
        else:
            message = gettext_noop("No unit has the code %(unit)s on %(day)s.")
        super().__init__(message, code="unit_unknown", values={"unit": unit, "day": as_of})
