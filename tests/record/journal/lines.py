"""The whole journal for tests, as the house sees it."""

from toandan.ground.kernel.actor import the_house
from toandan.record.journal.models import Line
from toandan.record.officers.operations import acting


def every_line() -> list[Line]:
    """Return every line there is, by strand and number."""
    with acting(the_house()):
        return list(Line.objects.order_by("strand", "line_no"))
