"""What the pages of evaluation share (các phần chung)."""

from collections.abc import Mapping

from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame import formats
from toandan.ground.quality.funnel import Side
from toandan.record.units import queries as units

SIDES: Mapping[Side, Promise | str] = {
    Side.ABOVE: _("better than chance explains"),
    Side.INSIDE: _("as chance would have it"),
    Side.BELOW: _("worse than chance explains"),
}
SIDE_TAGS: Mapping[Side, str] = {Side.ABOVE: "done", Side.INSIDE: "plain", Side.BELOW: "late"}


def name(number: int) -> str:
    """Name a unit in the reader's language."""
    return units.by_number(number).name(get_language() or "vi")


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
