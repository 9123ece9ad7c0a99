"""What the pages of evaluation share (các phần chung)."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from toandan.command.evaluation.words import SheetRow, tenths
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


def merged(row: SheetRow) -> str:
    """Say how a unit was counted that came of a merger within the period, "" for every other."""
    one = row.merger
    if one is None:
        return ""
    names = ", ".join(name(old) for old in (one.divided or one.of))
    told = {"names": names, "on": formats.day(one.on), "since": formats.day(one.since), "eve": _eve(one.on)}
    if one.whole:
        return (
            gettext(
                "The unit came of a merger on %(on)s. Counted is the sum of %(names)s until %(eve)s, and the unit"
                " itself from then on."
            )
            % told
        )
    return (
        gettext(
            "On %(on)s the unit took a part of %(names)s, and no figure tells whose people of then these were. It is"
            " counted from %(since)s on, beside the units counted over the same days."
        )
        % told
    )


def _eve(day: date) -> str:
    return formats.day(day - timedelta(days=1))


def percent(share: float | None) -> str:
    """Write a share of 1 as a percentage with one decimal."""
    return "–" if share is None else f"{points(share * 100)} %"


def points(value: float | None) -> str:
    """Write points or a percentage with one decimal, rounded down: 100 means everyone."""
    return "–" if value is None else formats.number(tenths(value), places=1)


def errors(form: BaseForm) -> list[dict[str, str]]:
    """Return what is wrong with a form, for the summary at the top."""
    return [
        {"field": "" if field == "__all__" else f"id_{form.add_prefix(field)}", "message": str(text)}
        for field, texts in form.errors.items()
        for text in texts
    ]
