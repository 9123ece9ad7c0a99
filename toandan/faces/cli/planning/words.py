"""What the planner says to people in both languages: faults of a file, broken rules, the gap (lời bộ lập phương án).

A plan needs no database and no settings, so the catalogue is read directly, as the launcher does.
"""

import gettext as catalogues
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_noop as _

from toandan.ground.routing import stating
from toandan.ground.routing.checking import Breach, Found
from toandan.ground.routing.effort import Ended
from toandan.ground.routing.faults import Fault, Wrong
from toandan.ground.routing.replanning import Change, Replan
from toandan.ground.routing.words import Plan, Reason, Unsolved

LANGUAGES = ("vi", "en")
_CATALOGUES = Path(__file__).parents[1] / "locale"

NUMBER = _("no.")
ITEMS = {
    "instance": _("instance"), "params": _("params"), "pool": _("pool"), "kit": _("kit"), "place": _("place"),
    "home": _("home"), "unit": _("unit"), "plan": _("plan"), "route": _("route"),
    "leg": _("leg"), "table": _("table"), "sessions": _("session"), "routes": _("route"), "loans": _("loan"),
    "left_behind": _("unit"), "homes_left": _("home"),
}  # fmt: skip
FAULTS = {
    Wrong.NO_JSON: _("The file is no JSON: line %(line)s, column %(column)s."),
    Wrong.NO_RECORD: _("%(item)s: a record with named fields is expected, not “%(found)s”."),
    Wrong.LACKS: _("%(item)s: the field “%(field)s” is missing."),
    Wrong.NO_COORDINATES: _("%(item)s has no coordinates: “%(field)s” is missing."),
    Wrong.TYPO: _("%(item)s: there is no field “%(field)s”; “%(near)s” is meant, it seems."),
    Wrong.KIND: _("%(item)s: “%(found)s” is no value for the field “%(field)s” (%(wanted)s)."),
    Wrong.RANGE: _("%(item)s: %(field)s is %(found)s; it lies between %(least)s and %(most)s."),
    Wrong.TWICE: _("%(item)s: this code is used twice."),
    Wrong.UNKNOWN_POOL: _("%(item)s: there is no pool “%(pool)s”."),
    Wrong.UNKNOWN_UNIT: _("%(item)s: the unit “%(unit)s” is not one of pool “%(pool)s”."),
    Wrong.OPENING: _("%(item)s: “%(found)s” is no half-day; a day from 0 and AM, PM or DAY are needed."),
    Wrong.OPENING_DAY: _("%(item)s is open on day %(day)s, but the last day of the calendar is %(last)s."),
    Wrong.OVERLAP: _("%(item)s: two agreements overlap on day %(day)s."),
    Wrong.UNKNOWN_POINT: _("%(item)s: pool “%(pool)s” has no home or place “%(point)s”, nor is it its base."),
    Wrong.TABLE: _("%(item)s: %(points)s points need as many rows; there are %(rows)s."),
    Wrong.WINDOW: _("%(item)s: its last day, %(last)s, comes before its first, %(first)s."),
    Wrong.PAST: _("%(item)s: the deadline lies in the past (%(days)s)."),
    Wrong.NO_KITS: _("There is no kit in any pool; nothing can be planned."),
    Wrong.TOO_MANY: _(
        "%(item)s: %(count)s homes or places are too many for one pool, which takes %(most)s; divide it."
    ),
    Wrong.NOTHING: _("There is neither a place nor a home; nothing can be planned."),
    Wrong.TOO_LARGE: _("%(item)s: the file is larger than the memory of this machine can hold."),
    Wrong.GIVEN_TWICE: _("%(item)s: the field “%(field)s” is given twice."),
    Wrong.OVER: _("%(item)s: the last day of the calendar, %(day)s, lies in the past. It is planned all the same."),
    Wrong.REST_OUTSIDE: _(
        "%(item)s: days off outside the calendar (%(days)s) are passed over; its last day is %(last)s."
    ),
    Wrong.VISIT_OUTSIDE: _(
        "%(item)s can be visited from day %(first)s on, but the last day of the calendar is %(last)s."
    ),
}
BREACHES = {
    Breach.UNKNOWN: _("%(item)s is not in the instance"),
    Breach.DAY_OUTSIDE: _("%(item)s: the day lies outside the calendar"),
    Breach.REST_DAY: _("%(item)s works on a rest day"),
    Breach.CLOSED: _("%(item)s is closed"),
    Breach.TWO_PLACES: _("%(item)s is in two places at once"),
    Breach.DOUBLE_BOOKING: _("%(item)s is booked twice"),
    Breach.OTHER_POOL: _("%(item)s works for a pool that it is not lent to"),
    Breach.WINDOW: _("%(item)s is visited outside its days or hours"),
    Breach.TOO_FAST: _("%(item)s is visited sooner or shorter than can be"),
    Breach.DAY_TOO_LONG: _("%(item)s is back too late"),
    Breach.VISITED_TWICE: _("%(item)s is visited twice"),
    Breach.LOAN: _("%(item)s: this loan cannot be"),
    Breach.EXPECTED: _("%(item)s: %(told)s people are expected, but %(right)s follow from turnout and capacity"),
    Breach.FIGURE: _("%(item)s: the figure “%(field)s” is not what follows from the rest"),
    Breach.NOT_TOLD: _("%(item)s is left out and not named"),
    Breach.FALSELY_TOLD: _("%(item)s: what is said of who is left behind is not so"),
    Breach.EMPTY: _("%(item)s drives to nobody"),
}
REASONS = {
    Reason.NO_KIT: _("no kit works for this pool"),
    Reason.TOO_FAR: _("nobody can drive there and back in one day"),
    Reason.NO_DAY: _("no kit works on the days that suit"),
    Reason.NO_TIME: _("the days that suit are full"),
}
POINTS = _(
    "A plan has one point for each person expected at a session, and for each home visited as many as it is urgent."
)
_MOST = _("No plan can reach more than %(bound)s points; this one reaches %(value)s, %(gap)s %% less.")
_MOST_PROMISED = _(
    "No plan that visits everybody whom this one visits, and gives the floor to every unit to which this one does, can "
    "reach more than %(bound)s points, or more than %(most)s people at sessions; this one reaches %(value)s points, "
    "%(gap)s %% less."
)
ENDED = {
    Ended.WORK: _("The work was done as far as it is meant to go."),
    Ended.PROCESSOR: _("The seconds of the processor that were given ended the work."),
    Ended.WALL: _("The clock on the wall ended the work: the machine was busy with others."),
    Ended.STOPPED: _("The work was stopped: districts that were not done have the plan without solvers."),
}
UNSOLVED = {
    Unsolved.FAILED: _("they failed (%(code)s)"),
    Unsolved.REFUSED: _("the check refused it (%(code)s)"),
    Unsolved.LATE: _("they did not hand it over in time"),
    Unsolved.WORSE: _("it was worth less"),
}
_UNSOLVED = _("The solvers' plan was not used because %(why)s.")
NO_ROADS = {
    "not_local": _("its address is not one of this machine, and where people live is told to no other"),
    "unknown": _("it is neither OSRM nor Valhalla"),
    "silent": _("it does not answer"),
    "timeout": _("it takes too long"),
    "answer": _("its answer cannot be read"),
}
"""Why a router told nothing, by the words of `command.field.words.RoadsFailed`."""
_NOT_ASKED = _("The router was not asked: %(why)s.")
_STRAIGHT = _("The router told nothing: %(why)s. Travel times are estimates: straight lines times a detour.")
TAKEN = _("%(count)s districts were finished before and are taken over.")
_NEVER = _("No plan can reach %(target)s by the deadline.")
_PERHAPS = _("No plan can reach %(target)s before %(least)s; none was found that does by the deadline.")
_BY = _("%(target)s can be reached by %(by)s; no plan can reach it before %(least)s.")
_WORTH = _(
    "%(gain)s %% more than keeping what can be kept: %(kept)s sessions stay, %(changed)s change, %(homes)s visits move."
)
_NOT_WORTH = _("Not worth it (%(gain)s %%): %(kept)s sessions stay, %(changed)s change, %(homes)s visits move.")
_LEFT = _("%(item)s is not visited: %(reason)s.")
_BEHIND = _("Unit %(unit)s stays below the floor: %(share)s %%.")
KEPT = _("The plan can be carried out, and its figures are right.")
MORE = _("… and %(count)s more.")
_ON_DAY = _("%(what)s, day %(day)s.")


@cache
def _spoken(language: str) -> catalogues.NullTranslations:
    return catalogues.translation("django", _CATALOGUES, [language], fallback=True)


def _say(language: str, message: str, **values: object) -> str:
    return _spoken(language).gettext(message) % values


def _item(language: str, item: str) -> str:
    """Return an item such as `place OFF-01` with its kind in the language."""
    kind, _space, name = item.partition(" ")
    said = _spoken(language).gettext(ITEMS.get(kind, kind))
    return f"{said} {name.replace('no.', _spoken(language).gettext(NUMBER), 1)}".strip()


def both(message: str, **values: object) -> dict[str, str]:
    """Return a sentence in both languages."""
    return {language: _say(language, message, **values) for language in LANGUAGES}


def _about(message: str, item: str, **values: object) -> dict[str, str]:
    return {language: _say(language, message, item=_item(language, item), **values) for language in LANGUAGES}


def fault(found: Fault) -> dict[str, str]:
    """Return what is wrong with a file."""
    return _about(FAULTS[found.wrong], found.item, **found.values)


def breach(found: Found) -> dict[str, str]:
    """Return which rule a plan breaks."""
    said = _about(BREACHES[found.breach], found.item, **found.values)
    if found.day is None:
        return {language: f"{text}." for language, text in said.items()}
    return {language: _say(language, _ON_DAY, what=text, day=found.day) for language, text in said.items()}


def most(plan: Plan) -> dict[str, str]:
    """Return the one bound that is stated of a plan, and what it is a bound of."""
    said = stating.of(plan)
    message = _MOST if said.people_bound is None else _MOST_PROMISED
    return {
        language: _say(
            language, message,
            bound=_number(said.bound, 0, language), value=_number(plan.value, 0, language),
            gap=_number(said.gap_pct, 1, language), most=_number(said.people_bound or 0, 0, language),
        )
        for language in LANGUAGES
    }  # fmt: skip


def ended(plan: Plan) -> dict[str, str]:
    """Return what ended the work on a plan; empty where the plan does not say."""
    return both(ENDED[Ended(plan.ended)]) if plan.ended else {}


def unsolved(plan: Plan) -> dict[str, str]:
    """Return why the plan of the solvers was not used; empty where it was, or where nobody asked for it."""
    if not plan.unsolved:
        return {}
    return {
        one: _say(
            one, _UNSOLVED,
            why=_say(
                one, UNSOLVED[Unsolved(plan.unsolved)],
                code=", ".join(filter(None, (plan.unsolved_by, _item(one, plan.unsolved_item)))),
            ),
        )
        for one in LANGUAGES
    }  # fmt: skip


def no_router(why: str) -> dict[str, str]:
    """Return why ways are straight lines, or why no plan is made with this router at all."""
    message = _NOT_ASKED if why == "not_local" else _STRAIGHT
    return {one: _say(one, message, why=_say(one, NO_ROADS[why])) for one in LANGUAGES}


def worth(found: Replan) -> dict[str, str]:
    """Return whether a new plan is proposed, with what it gains and changes."""
    counts = Counter(line.change for line in found.lines)
    changed = sum(count for change, count in counts.items() if change != Change.KEPT)
    message = _WORTH if found.worth else _NOT_WORTH
    return {
        one: _say(
            one, message, gain=_number(found.gain_pct, 1, one), kept=counts[Change.KEPT], changed=changed,
            homes=len(found.retimed),
        )
        for one in LANGUAGES
    }  # fmt: skip


def finish(target: float, least: date | None, by: date | None) -> dict[str, str]:
    """Return by which day a target can be met."""
    if least is None:
        return {one: _say(one, _NEVER, target=_number(target, 0, one)) for one in LANGUAGES}
    if by is None:
        return {one: _say(one, _PERHAPS, target=_number(target, 0, one), least=_day(least, one)) for one in LANGUAGES}
    return {
        one: _say(one, _BY, target=_number(target, 0, one), least=_day(least, one), by=_day(by, one))
        for one in LANGUAGES
    }


def _day(day: date, language: str) -> str:
    return f"{day:%d/%m/%Y}" if language == "vi" else day.isoformat()


def left(plan: Plan) -> list[dict[str, str]]:
    """Return whom the plan leaves behind: homes with the reason, then units with their coverage."""
    homes = [
        {
            language: _say(
                language, _LEFT, item=_item(language, f"home {one.home}"), reason=_say(language, REASONS[one.reason])
            )
            for language in LANGUAGES
        }
        for one in plan.homes_left
    ]
    units = [
        {
            language: _say(language, _BEHIND, unit=one.unit, share=_number(100 * one.coverage, 1, language))
            for language in LANGUAGES
        }
        for one in plan.left_behind
    ]
    return homes + units


def _number(figure: float, places: int, language: str) -> str:
    """Return a figure as the language writes it: 2,061.5 or 2.061,5."""
    text = f"{figure:,.{places}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text
