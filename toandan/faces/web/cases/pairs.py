"""Two records beside each other, field by field, and how the comparisons add up (hai hồ sơ cạnh nhau)."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toandan.faces.web.cases import parts
from toandan.faces.web.frame import formats
from toandan.ground.charts.waterfall import Rung, waterfall
from toandan.record.people import labels as people_labels
from toandan.record.people.words import PersonField
from toandan.record.units import queries as units
from toandan.work.verification.queries import Sides
from toandan.work.verification.words import ReviewRow

COMMUNE = gettext_lazy("Commune")
ROWS: Mapping[str, tuple[str | Promise, tuple[str, ...]]] = {
    "full_name": (parts.RECORD["full_name"], ("name", "accent", "name_frequency", "full_name")),
    "birth_date": (parts.RECORD["birth_date"], ("birth", "year", "birth_date")),
    "sex": (parts.RECORD["sex"], ("sex",)),
    "personal_number": (parts.RECORD["personal_number"], ("number", "personal_number")),
    "old_number": (parts.RECORD["old_number"], ("old_number",)),
    "commune": (COMMUNE, ("place", "commune")),
    "father_name": (parts.RECORD["father_name"], ("parents", "father_name")),
    "mother_name": (parts.RECORD["mother_name"], ("mother_name",)),
    "spouse_name": (parts.RECORD["spouse_name"], ("spouse", "spouse_name")),
    "death_date": (gettext_lazy("Day of death"), ()),
}
"""The rows of two records: the field, its name, and the comparisons whose weights stand in it."""
_OTHERS = {
    "prior": gettext_lazy("Before anything is compared"),
    "accent": gettext_lazy("Marks of the name"),
    "year": gettext_lazy("Year of birth"),
    "parents": gettext_lazy("Parents"),
    "name_frequency": gettext_lazy("How rare the name is"),
}
"""What linkage compares, where it is not simply a field of the record."""


def rows(sides: Sides, waterfall: tuple[Mapping[str, Any], ...] = ()) -> list[dict[str, Any]]:
    """Return both records field by field, with the runner-up beside them and the weight of what was compared.

    Fields that nobody fills and that weigh nothing are left out.
    """
    found, said = [], _spoken(waterfall)
    for name, (label, compared) in ROWS.items():
        told = [side.get(name, "") for side in (sides.person, sides.record, sides.runner_up or {})]
        weights = [float(rung["weight"]) for rung in said if rung["name"] in compared]
        if not any(told) and not weights:
            continue
        person, record, runner = (_written(name, value) for value in told)
        weighed = weight(sum(weights)) if weights else "–"
        if name == "mother_name" and not weights and any(rung["name"] == "parents" for rung in said):
            weighed = _("with the father")
        found.append({"label": label, "person": person, "record": record, "runner": runner, "weight": weighed})
    return found


def _spoken(waterfall: tuple[Mapping[str, Any], ...]) -> list[Mapping[str, Any]]:
    """Return what was compared; where one side is silent nothing was."""
    return [rung for rung in waterfall if rung.get("level") != "null"]


def _written(name: str, value: str) -> str:
    """Write one field for people."""
    if not value:
        return ""
    if name in {"birth_date", "death_date"}:
        return parts.written_day(value)
    if name == PersonField.SEX.value:
        return str(people_labels.SEX.get(value, value))  # type: ignore[call-overload]
    return _commune(value) if name == "commune" else value


def _commune(code: str) -> str:
    """Name every commune a list may mean by a code, the oldest first; what no unit ever bore stays as it is."""
    names = dict.fromkeys(unit.name_vi for unit in units.bearing(code))
    return f"{' / '.join(names)} ({code})" if names else code


def figure(review: ReviewRow) -> SafeString:
    """Draw how the comparisons add up; nothing when what proposed the pair did not say."""
    rungs = [Rung(_comparison(rung), float(rung["weight"])) for rung in _spoken(review.waterfall)]
    if not rungs:
        return SafeString("")
    desc = _("Weight %(weight)s from %(count)s comparisons; the table above says the same in figures.")
    desc %= {"weight": weight(review.weight), "count": len(rungs)}
    # The drawing escapes every text that is put into it.
    return SafeString(
        "".join(
            waterfall(
                rungs, key=f"waterfall-{review.review_id}-{narrow:d}", title=_("How the comparisons add up"),
                desc=desc, total=_("Together"), write=weight, narrow=narrow,
            )
            for narrow in (False, True)
        )
    )  # fmt: skip


def weight(value: float) -> str:
    """Write a weight with its sign."""
    return ("+" if value > 0 else "") + formats.number(value, places=1)


def _comparison(rung: Mapping[str, Any]) -> str:
    name = str(rung["name"])
    known = next((label for label, compared in ROWS.values() if name in compared), None)
    return str(_OTHERS.get(name) or known or name.replace("_", " "))
