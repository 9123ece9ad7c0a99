"""The room's words for people, in both languages (nhãn)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.command.field.words import FaultRow, PlanState, RoadsFailed, RunState, VersionHead
from toandan.ground.routing.faults import Wrong
from toandan.ground.routing.replanning import Change
from toandan.ground.routing.words import Reason, Shift, Unsolved

Words = Mapping[str, Promise | str]
Number = Callable[[float, int], str]
"""Writes a figure with so many decimals."""

STATES: Words = {
    PlanState.DRAFTED: _("Draft"),
    PlanState.APPROVED: _("Approved"),
    PlanState.SUPERSEDED: _("Superseded"),
}
RUNS: Words = {
    RunState.QUEUED: _("Waits for its turn"),
    RunState.RUNNING: _("Being worked out"),
    RunState.DONE: _("Done"),
    RunState.FAILED: _("Not possible"),
}
STEPS: Words = {
    "inputs": _("gathering people, places and kits"),
    "bound": _("working out what no plan can exceed"),
    "greedy": _("a first plan without solvers"),
    "solvers": _("looking for a better plan"),
}
SHIFTS: Words = {
    Shift.AM: _("morning"),
    Shift.PM: _("afternoon"),
    Shift.DAY: _("whole day"),
}
CHANGES: Words = {
    Change.KEPT: _("kept"),
    Change.MOVED: _("moved"),
    Change.CANCELLED: _("cancelled"),
    Change.NEW: _("new"),
}
REASONS: Words = {
    Reason.NO_KIT: _("no kit works for this district"),
    Reason.TOO_FAR: _("nobody can drive there and back in one day"),
    Reason.NO_DAY: _("no kit works on the days that suit"),
    Reason.NO_TIME: _("the days that suit are full"),
}
KINDS: Words = {
    "office": _("office"),
    "hall": _("hall"),
    "school": _("school"),
    "factory": _("factory"),
    "centre": _("social centre"),
    "other": _("another place"),
}
PARAMETERS: Words = {
    "people_per_hour": _("People one kit serves in an hour"),
    "setup_min": _("Minutes to set a session up"),
    "teardown_min": _("Minutes to take it down"),
    "free_travel_min": _("Minutes of travel that fall outside a session, each way"),
    "day_minutes": _("Minutes of a day of home visits, from the base and back"),
    "detour": _("Road over straight line"),
    "leg_min": _("Minutes added to each leg"),
    "fairness_floor": _("Share of its people that every unit is given at least"),
    "capacity_share": _("Share of a session's capacity that is planned"),
    "speed_kmh": _("Speed on the roads, km/h"),
    "travel_factor": _("Factor on every travel time in this unit"),
    "prior_people": _("People by whom the first guesses of turnout are backed"),
    "turnout_office": _("First guess of turnout: office"),
    "turnout_hall": _("First guess of turnout: hall"),
    "turnout_school": _("First guess of turnout: school"),
    "turnout_factory": _("First guess of turnout: factory"),
    "turnout_centre": _("First guess of turnout: social centre"),
    "turnout_other": _("First guess of turnout: another place"),
}
ITEMS: Words = {
    "plan": _("The plan"), "instance": _("The plan"), "params": _("The parameters"), "pool": _("The district"),
    "kit": _("The kit"), "place": _("The place"), "home": _("The home visit"),
}  # fmt: skip
FAULTS: Words = {
    Wrong.NO_COORDINATES: _("%(item)s has no coordinates. Enter where it lies, or take it out of the agreements."),
    Wrong.OVERLAP: _("%(item)s: two agreements overlap on %(day)s. One of them must be ended."),
    Wrong.PAST: _("%(item)s: the deadline lies in the past."),
    Wrong.NO_KITS: _("No unit here has a kit that works on any of these days; nothing can be planned."),
    Wrong.NOTHING: _(
        "There is neither a place that is agreed to be open nor a home to be visited; nothing can be planned."
    ),
    Wrong.WINDOW: _("%(item)s: its last day comes before its first."),
    Wrong.TWICE: _("%(item)s stands in the lists twice."),
    Wrong.UNKNOWN_UNIT: _("%(item)s lies in a unit outside the plan."),
    Wrong.RANGE: _("%(item)s: %(field)s is %(found)s; it lies between %(least)s and %(most)s."),
}
FAILED: Promise | str = _("The plan could not be worked out; the log says why. Ask again, or quickly.")
INTERRUPTED: Promise | str = _(
    "Planning was interrupted several times, by a restart or a failure of the machine. Ask again."
)
OTHER_FAULT: Promise | str = _("%(item)s: something about it cannot be read (%(wrong)s).")
TITLE: Promise | str = _(
    "People at sessions: %(people)s, homes visited: %(homes)s; %(gap)s %% below what is provably possible"
)
POINTS: Promise | str = _(
    "A plan has one point for each person expected at a session, and for each home visited as many as it is urgent."
)
MOST: Promise | str = _("No plan can reach more than %(bound)s points; this one reaches %(value)s, %(gap)s %% less.")
MOST_PROMISED: Promise | str = _(
    "No plan that visits everybody whom this one visits, and gives the floor to every unit to which this one does, can "
    "reach more than %(bound)s points, or more than %(most)s people at sessions; this one reaches %(value)s points, "
    "%(gap)s %% less."
)

ROADS: dict[str, Promise | str] = {
    "": _("Travel times are estimates: straight lines times a detour."),
    "osrm": _("Travel times as OSRM on this machine tells them."),
    "valhalla": _("Travel times as Valhalla on this machine tells them."),
}
NO_ROADS: dict[str, Promise | str] = {
    RoadsFailed.NOT_LOCAL: _("its address is not one of this machine, and where people live is told to no other"),
    RoadsFailed.UNKNOWN: _("it is neither OSRM nor Valhalla"),
    RoadsFailed.SILENT: _("it does not answer"),
    RoadsFailed.TIMEOUT: _("it takes too long"),
    RoadsFailed.ANSWER: _("its answer cannot be read"),
}
UNSOLVED: dict[str, Promise | str] = {
    Unsolved.FAILED: _("they failed (%(code)s)"),
    Unsolved.REFUSED: _("the check refused it (%(code)s)"),
    Unsolved.LATE: _("they did not hand it over in time"),
    Unsolved.WORSE: _("it was worth less"),
}
NOT_USED: Promise | str = _("The solvers' plan was not used because %(why)s.")
NO_ROUTER: Promise | str = _(
    "The router was not asked: %(why)s. Travel times are estimates: straight lines times a detour."
)


def title(head: VersionHead, number: Number) -> str:
    """Return what a plan brings and how good that is, as the title of its page; `number` writes figures."""
    told = {"people": number(head.people, 0), "homes": number(head.homes, 0), "gap": number(head.stated.gap_pct, 1)}
    return str(TITLE) % told


def worth(head: VersionHead, number: Number) -> str:
    """Return the one bound that is stated of a plan, and what it is a bound of; `number` writes figures."""
    said = head.stated
    told = {"bound": number(said.bound, 0), "value": number(head.value, 0), "gap": number(said.gap_pct, 1)}
    if said.people_bound is None:
        return str(MOST) % told
    return str(MOST_PROMISED) % {**told, "most": number(said.people_bound, 0)}


def roads(found: Mapping[str, str]) -> str:
    """Return where a plan's minutes come from; `found` has the router and why it told nothing."""
    if found.get("failed"):
        return str(NO_ROUTER) % {"why": NO_ROADS[found["failed"]]}
    return str(ROADS[found.get("source", "")])


def unsolved(plan: Mapping[str, Any], item: str = "") -> str:
    """Return why the solvers' plan was not used, nothing where it was; `item` is what it is about, as the page says."""
    word = plan.get("unsolved")
    if not word:
        return ""
    code = ", ".join(filter(None, (plan.get("unsolved_by"), item or named(plan.get("unsolved_item", "")))))
    return str(NOT_USED) % {"why": str(UNSOLVED[word]) % {"code": code}}


def named(item: str) -> str:
    """Return an item such as `kit K1` with the word for its kind."""
    kind, _space, name = item.partition(" ")
    return f"{ITEMS.get(kind, kind)} {name}".strip()


def fault(row: FaultRow, *, day: str = "") -> str:
    """Return what is wrong as a sentence; `day` is the day of the calendar it is about, as the page writes days."""
    if row.wrong == "failed":
        return str(FAILED)
    if row.wrong == "interrupted":
        return str(INTERRUPTED)
    values = {**row.values, "item": named(row.item), "wrong": row.wrong} | ({"day": day} if day else {})
    return str(FAULTS.get(row.wrong, OTHER_FAULT)) % values
