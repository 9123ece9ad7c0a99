"""What the pages of evaluation share (các phần chung)."""

from collections.abc import Mapping

from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from toandan.command.evaluation.words import SheetRow
from toandan.faces.web.frame import formats
from toandan.ground.quality.funnel import Side
from toandan.record.units import queries as units
from toandan.work.samples.words import SampleRow

SIDES: Mapping[Side, Promise | str] = {
    Side.ABOVE: _("better than chance explains"),
    Side.INSIDE: _("as chance would have it"),
    Side.BELOW: _("worse than chance explains"),
}
SIDE_TAGS: Mapping[Side, str] = {Side.ABOVE: "done", Side.INSIDE: "plain", Side.BELOW: "late"}


def name(number: int) -> str:
    """Name a unit in the reader's language."""
    return units.by_number(number).name(get_language() or "vi")


def named(row: SheetRow | SampleRow) -> str:
    """Name the unit a sheet or sample is about, and the one that carries it on where units merged since."""
    if row.kept == row.unit:
        return name(row.unit)
    return gettext("%(old)s, now %(new)s") % {"old": name(row.unit), "new": name(row.kept)}


def percent(share: float | None) -> str:
    """Write a share of 1 as a percentage with one decimal."""
    return "–" if share is None else f"{formats.number(share * 100, places=1)} %"


def errors(form: BaseForm) -> list[dict[str, str]]:
    """Return what is wrong with a form, for the summary at the top."""
    return [
        {"field": "" if field == "__all__" else f"id_{form.add_prefix(field)}", "message": str(text)}
        for field, texts in form.errors.items()
        for text in texts
    ]
