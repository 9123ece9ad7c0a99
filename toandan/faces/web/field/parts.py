"""What the pages of plans show, laid out for their templates (các phần chung)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.command.field import labels, queries
from toandan.command.field.words import PlanState, RunRow, RunState, VersionHead, VersionRow
from toandan.faces.web.frame import formats
from toandan.ground.routing.replanning import Change
from toandan.ground.routing.words import announced
from toandan.record.units import queries as units
from toandan.work.sessions import queries as sessions
from toandan.work.sessions.words import Contact

TAGS = {PlanState.DRAFTED: "watch", PlanState.APPROVED: "done", PlanState.SUPERSEDED: "plain"}
RUN_TAGS = {RunState.DONE: "done", RunState.FAILED: "late"}


def errors(form: BaseForm) -> list[dict[str, str]]:
    """Return what is wrong with a form, for the summary at the top."""
    return [
        {"field": "" if field == "__all__" else f"id_{form.add_prefix(field)}", "message": str(text)}
        for field, texts in form.errors.items()
        for text in texts
    ]


def whole(value: float | None) -> str:
    """Write a figure without decimals."""
    return formats.number(None if value is None else round(value))


def percent(value: float | None) -> str:
    """Write percents with one decimal."""
    return "–" if value is None else f"{formats.number(value, places=1)} %"


def _figure(value: float, places: int) -> str:
    return formats.number(value if places else round(value), places=places)


def title(head: VersionHead) -> str:
    """Return what a plan brings and how good that is."""
    return labels.title(head, _figure)


def worth(head: VersionHead) -> str:
    """Return the one bound that is stated of a plan, in words."""
    return labels.worth(head, _figure)


def span(head: VersionHead | RunRow) -> str:
    """Write the days of a plan."""
    last = head.first_day + timedelta(days=head.days - 1)
    return f"{formats.day(head.first_day)} – {formats.day(last)}"


def short_span(head: VersionHead, begins: date | None = None) -> str:
    """Write the days of a plan without their year, from its own first day on unless another is told."""
    last = head.first_day + timedelta(days=head.days - 1)
    return f"{formats.short_day(begins or head.first_day)} – {formats.short_day(last)}"


def line(head: VersionHead) -> dict[str, Any]:
    """Return one row of the list of versions."""
    return {
        "address": reverse("field:plan", args=[head.version_id]), "number": head.number, "span": span(head),
        "state": labels.STATES[head.state], "tag": TAGS[head.state], "people": whole(head.people),
        "homes": head.homes, "bound": whole(head.stated.bound), "gap": percent(head.stated.gap_pct),
        "id": head.version_id,
        "by": head.made_by, "at": head.made_at, "why": head.why,
        "unit": unit_name(head.unit),
    }  # fmt: skip


def unit_name(number: int) -> str:
    """Name a unit in the reader's language."""
    return units.by_number(number).name(get_language() or "vi")


def run_state(row: RunRow) -> dict[str, Any]:
    """Return the state's word and tag, the step, and the share done in percent."""
    percent_done = 100 * row.done // row.total if row.total else 0
    step = labels.STEPS.get(row.step, "") if row.state is RunState.RUNNING else ""
    return {
        "label": labels.RUNS[row.state], "tag": RUN_TAGS.get(row.state, "watch"), "step": step,
        "percent": min(percent_done, 100), "cancelled": row.cancelled,
    }  # fmt: skip


def faults(row: RunRow) -> list[str]:
    """Return what is wrong with the inputs, as sentences."""
    found = []
    for one in row.faults:
        number = one.values.get("day")
        day = formats.day(row.first_day + timedelta(days=number)) if isinstance(number, int) else ""
        found.append(labels.fault(one, day=day))
    return found


_KINDS = ("Thị trấn ", "Phường ", "Xã ")


class Names:
    """Names of the units and places of one version, looked up once."""

    def __init__(self, row: VersionRow) -> None:
        self.row, self.language = row, get_language() or "vi"

    @cached_property
    def _places(self) -> Mapping[str, Any]:
        return sessions.places([one["code"] for one in self.row.instance["places"]])

    def place(self, code: str) -> str:
        """Name a place; one that is gone by now keeps its code."""
        found = self._places.get(code)
        return f"{found.name}" if found else code

    @cached_property
    def _units_of(self) -> Mapping[str, str]:
        return {one["code"]: one["unit"] for one in self.row.instance["places"]}

    def mark(self, code: str) -> str:
        """Tell a place from the others in a few letters: by its commune, since most places are named by their kind."""
        unit = self._units_of.get(code)
        if unit is None:
            return code
        name = units.by_number(int(unit)).name_vi
        return next((name.removeprefix(kind) for kind in _KINDS if name.startswith(kind)), name)

    def address(self, code: str) -> str:
        """Return where a place lies, in words."""
        found = self._places.get(code)
        return str(found.address) if found else ""

    @cached_property
    def _contacts(self) -> Mapping[str, Contact]:
        return sessions.contacts([one["place"] for one in self.row.lines if one["change"] != "kept"])

    def phone(self, code: str) -> Contact | None:
        """Return whom to call about a place whose session changes, if somebody is written down."""
        return self._contacts.get(code)

    def unit(self, code: str) -> str:
        """Name a unit; plans know it by its number."""
        return units.by_number(int(code)).name(self.language)

    def day(self, number: int) -> str:
        """Write a day of the calendar."""
        return formats.day(queries.day_of(self.row, number))


def changes(row: VersionRow, names: Names, *, calls: bool) -> list[dict[str, Any]]:
    """Return the list of changes of a re-plan; who answers for a place whose session changes is to be telephoned.

    `calls` tells whether the reader plans there, and so may know whom to call.
    """
    tags = {"kept": "plain", "moved": "watch", "cancelled": "late", "new": "done"}
    return [
        {
            "change": labels.CHANGES[one["change"]], "tag": tags[one["change"]], "place": names.place(one["place"]),
            "before": _when(one["before"], names), "after": _when(one["after"], names),
            "people": formats.change(round(one["people"])),
            "phone": names.phone(one["place"]) if calls and one["change"] != "kept" else None,
            "where": names.address(one["place"]) if one["change"] != "kept" else "",
        }
        for one in row.lines
    ]  # fmt: skip


def _when(session: Mapping[str, Any] | None, names: Names) -> str:
    if session is None:
        return ""
    said = '{}, {}, <span class="nowrap">{}</span>'
    return format_html(said, names.day(session["day"]), labels.SHIFTS[session["shift"]], session["kit"])


def behind(row: VersionRow) -> set[str]:
    """Return the units below the floor; what a unit was to be given before a plan was made anew counts for it."""
    told, had = {one["unit"] for one in row.plan["left_behind"]}, row.figures.get("had")
    if not had:
        return told
    floor = row.instance["params"]["fairness_floor"]
    units = {one["unit"]: one for one in row.figures["units"]}

    def short(unit: str) -> bool:
        one, before = units.get(unit), had.get(unit, 0.0)
        return one is None or one["expected"] + before < floor * (one["remaining"] + before)

    return {unit for unit in told if short(unit)}


def unit_rows(row: VersionRow, names: Names) -> list[dict[str, Any]]:
    """Return the units with what the plan brings them; those below the floor first."""
    below = behind(row)
    found = []
    for one in row.figures["units"]:
        share = 100 * one["expected"] / one["remaining"] if one["remaining"] else None
        found.append(
            {
                "name": names.unit(one["unit"]), "behind": one["unit"] in below, "remaining": whole(one["remaining"]),
                "expected": whole(one["expected"]), "share": percent(share), "homes": whole(one["homes"]),
                "visited": whole(one["visited"]), "order": share if share is not None else 101.0,
                "empty": not (one["remaining"] or one["homes"]),
            }
        )  # fmt: skip
    return sorted(found, key=lambda one: (not one["behind"], one["order"]))


def unannounced(row: VersionRow) -> int:
    """Return how many sessions of a plan stay unannounced, because less than one person is expected there.

    Those that stood announced before and are kept stay announced.
    """
    kept = [one["after"] for one in row.lines if one["change"] == Change.KEPT]
    return sum(not announced(one["expected"]) and one not in kept for one in row.plan["sessions"])


def homes_left(row: VersionRow) -> list[dict[str, Any]]:
    """Return the homes no kit comes to, with the reason."""
    return [{"home": one["home"], "reason": labels.REASONS[one["reason"]]} for one in row.plan["homes_left"]]


def loans(row: VersionRow, names: Names) -> list[dict[str, Any]]:
    """Return the kits that are lent."""
    return [
        {"kit": one["kit"], "giver": names.unit(one["from_pool"]), "taker": names.unit(one["to_pool"])}
        for one in row.plan["loans"]
    ]


def prices(row: VersionRow, names: Names) -> list[dict[str, Any]]:
    """Return what one more day of a kit brings in each district, the dearest first."""
    found = sorted(row.plan["prices"].items(), key=lambda one: -one[1])
    return [{"pool": names.unit(code), "people": whole(2 * price)} for code, price in found]


def turnout(row: VersionRow) -> list[dict[str, Any]]:
    """Return the plan without solvers and the bound at other turnouts."""
    return [
        {"share": f"{one['share']} %", "value": whole(one["value"]), "bound": whole(one["bound"])}
        for one in row.figures["turnout"]
    ]


def finish(row: VersionRow) -> str:
    """Return by which day the target can be met and before which day no plan can, as a sentence."""
    told = row.figures.get("finish")
    if not told:
        return ""

    def by(days: int) -> str:
        return formats.day(row.head.first_day + timedelta(days=days - 1))

    target = whole(told["target"])
    if told["least"] is None:
        return _("No plan can reach %(target)s by the deadline.") % {"target": target}
    if told["days"] is None:
        text = _("No plan can reach %(target)s before %(least)s; none was found that does by the deadline.")
        return text % {"target": target, "least": by(told["least"])}
    text = _("%(target)s can be reached by %(by)s; no plan can reach it before %(least)s.")
    return text % {"target": target, "by": by(told["days"]), "least": by(told["least"])}


def sessions_on(row: VersionRow, day: int | None) -> Iterable[Mapping[str, Any]]:
    """Yield the sessions of one day, or of all."""
    return (one for one in row.plan["sessions"] if day is None or one["day"] == day)


def chosen_day(row: VersionRow, asked: str, today: date) -> int | None:
    """Return the day of the map: the one asked for, else today if the plan has it, else its first; None for all."""
    if asked == "all":
        return None
    if asked.isdecimal() and len(asked) < 5 and int(asked) < row.head.days:
        return int(asked)
    number = (today - row.head.first_day).days
    return number if 0 <= number < row.head.days else max(0, row.head.today or 0)
