"""What the pages of evaluation share (các phần chung)."""

from django.forms import BaseForm
from django.utils.translation import get_language

from toandan.faces.web.frame import formats
from toandan.record.units import queries as units


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
