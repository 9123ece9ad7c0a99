"""The fields of an instance and of a plan, once: both are read by this table; of the first its schema is made too."""

from dataclasses import dataclass
from typing import Any

REQUIRED: Any = object()
MOST_DAYS = 400
MOST_MINUTES = 1440
MOST_PEOPLE = 1e8
MOST_POINTS = 5_000
"""Homes of one pool at most, and places: minutes between all of them are held at once."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its kind, its default unless it is required, and its range, ends included.

    Kinds: text, word, int, number, bool, date, shift, session_shift, reason, ended, texts, days, openings, matrix,
    prices, record, records.
    """

    name: str
    kind: str
    about: str
    default: Any = REQUIRED
    least: float | None = None
    most: float | None = None
    of: str = ""


_KIT = Field("kit", "text", "Code of the kit.")
_DAY = Field("day", "int", "Day of the calendar.", least=-10_000, most=10_000)
_CODE = Field("code", "text", "Name, unlike any other of its kind.")
_POOL = Field("pool", "text", "Code of its pool.")
_UNIT = Field("unit", "text", "Code of its unit, one of its pool's.")
_LAT = Field("lat", "number", "Latitude in degrees.", least=-90, most=90)
_LON = Field("lon", "number", "Longitude in degrees.", least=-180, most=180)


RECORDS: dict[str, tuple[Field, ...]] = {
    "instance": (
        Field("days", "int", "Days of the calendar; the last one is the deadline.", least=1, most=MOST_DAYS),
        Field("first_day", "date", "Day 0."),
        Field("pools", "records", "Kits that stand in for each other, mostly a district's.", of="pool"),
        Field("places", "records", "Where sessions may be held.", of="place"),
        Field("homes", "records", "People who cannot come.", (), of="home"),
        Field("params", "record", "Figures of the whole task.", None, of="params"),
        Field("legs", "records", "Minutes between two points that somebody knows better.", (), of="leg"),
        Field("tables", "records", "Minutes between all points of a pool, from a router.", (), of="table"),
    ),
    "pool": (
        _CODE,
        Field("units", "texts", "Codes of its units."),
        Field("kits", "records", "Its kits.", of="kit"),
        Field("base", "record", "Where its kits spend the night.", of="base"),
        Field("speed_kmh", "number", "Speed on its roads.", least=1, most=120),
        Field("lends", "texts", "Codes of the pools its kits may be lent to; all where it is not said.", None),
    ),
    "kit": (_CODE, Field("off_days", "days", "Days on which it does not work.", ())),
    "base": (_LAT, _LON),
    "place": (
        _CODE,
        _POOL,
        _UNIT,
        Field("kind", "text", "Office, hall, school, factory, social centre…"),
        _LAT,
        _LON,
        Field("remaining", "number", "People of its catchment still to be served.", least=0, most=MOST_PEOPLE),
        Field("turnout", "number", "Share of those who remain that comes on one half-day.", least=0, most=1),
        Field("open", "openings", "Half-days on which it is agreed to be open."),
    ),
    "home": (
        _CODE,
        _POOL,
        _UNIT,
        _LAT,
        _LON,
        Field("service_min", "number", "Minutes at the home.", least=0, most=MOST_MINUTES),
        Field("weight", "number", "Urgency; a person who comes to a session counts 1.", least=0, most=1000),
        Field("from_day", "int", "First day on which the visit is possible.", 0, least=-10_000, most=10_000),
        Field("to_day", "int", "Last day on which the visit is possible.", None, least=-10_000, most=10_000),
        Field("shift", "shift", "Half of the day: any, AM or PM.", "any"),
    ),
    "leg": (
        _POOL,
        Field("from", "text", "Code of a home or place, or base."),
        Field("to", "text", "Code of a home or place, or base; both directions take as long."),
        Field("minutes", "number", "Minutes of the leg, whatever else is known of it.", least=0, most=MOST_MINUTES),
    ),
    "table": (
        _POOL,
        Field("source", "text", "Who told it: osrm, valhalla…"),
        Field("points", "texts", "Codes of homes and places, and base."),
        Field("minutes", "matrix", "A row for each point, with the minutes to each; null where no road leads."),
    ),
    "params": (
        Field("people_per_hour", "number", "People one kit serves in an hour.", 15, least=0.1, most=10_000),
        Field("setup_min", "number", "Minutes to set a session up.", 30, least=0, most=MOST_MINUTES),
        Field("teardown_min", "number", "Minutes to take it down.", 15, least=0, most=MOST_MINUTES),
        Field(
            "free_travel_min",
            "number",
            "Minutes of travel that fall outside a session, each way.",
            30,
            least=0,
            most=MOST_MINUTES,
        ),
        Field("day_minutes", "number", "Minutes of a day of home visits, base to base.", 540, least=1, most=600),
        Field("detour", "number", "Road over straight line.", 1.35, least=1, most=100),
        Field("leg_min", "number", "Minutes added to each leg.", 3, least=0, most=MOST_MINUTES),
        Field("fairness_floor", "number", "Share of its people that every unit is given.", 0.10, least=0, most=1),
        Field("loans", "bool", "Whether kits may work for other pools.", False),
        Field("home_promise", "bool", "Whether every homebound person is visited whatever it costs.", True),
        Field("capacity_share", "number", "Share of a session's capacity that is planned.", 1, least=0.1, most=1),
    ),
}

PLAN_RECORDS: dict[str, tuple[Field, ...]] = {
    "plan": (
        Field("sessions", "records", "Which kit stands where.", of="session"),
        Field("routes", "records", "Which kit visits whom.", of="route"),
        Field("loans", "records", "Which kit works for another pool.", (), of="loan"),
        Field("left_behind", "records", "Units under the floor.", (), of="behind"),
        Field("homes_left", "records", "Who is not visited, and why.", (), of="left"),
        *(
            Field(name, "number", "A sum.", 0.0, least=0, most=1e12)
            for name in ("expected_people", "home_weight", "value", "bound", "gap_pct", "seconds")
        ),
        Field("homes_served", "int", "Homes that are visited.", 0, least=0),
        Field(
            "promised_bound",
            "number",
            "What none can exceed that keeps its promises.",
            None,
            least=0,
            most=1e12,
        ),
        Field("prices", "prices", "People that one more kit for half a day brings, by pool.", None),
        *(Field(name, "word", "A note of the planner's.", "") for name in ("version", "engine")),
        Field("ended", "ended", "What ended the work.", ""),
        Field("unsolved", "unsolved", "Why the solvers' plan was not used.", ""),
        *(Field(name, "word", "What says so.", "") for name in ("unsolved_by", "unsolved_item")),
    ),
    "session": (
        _KIT,
        Field("place", "text", "Code of the place."),
        _DAY,
        Field("shift", "session_shift", "AM, PM or DAY."),
        Field("expected", "number", "People expected.", 0.0, least=0, most=MOST_PEOPLE),
    ),
    "route": (
        _KIT,
        _DAY,
        Field("stops", "records", "Visits in order.", of="stop"),
        Field("travel_min", "number", "Minutes on the road.", 0.0, least=0, most=MOST_MINUTES),
    ),
    "stop": (
        Field("home", "text", "Code of the home."),
        Field("arrive_min", "number", "Minutes after midnight.", least=0, most=MOST_MINUTES),
        Field("leave_min", "number", "Minutes after midnight.", least=0, most=MOST_MINUTES),
    ),
    "loan": (
        _KIT,
        Field("from_pool", "text", "Code of the pool that lends."),
        Field("to_pool", "text", "Code of the pool that it works for."),
        Field("first_day", "int", "Day on which it moves.", least=-10_000, most=10_000),
        Field("last_day", "int", "Last day of the loan.", least=-10_000, most=10_000),
    ),
    "behind": (
        Field("unit", "text", "Code of the unit."),
        Field("coverage", "number", "Share of its people that is reached.", least=0, most=1),
    ),
    "left": (Field("home", "text", "Code of the home."), Field("reason", "reason", "Why it is not visited.")),
}

OPENING_SHIFTS = ("AM", "PM", "DAY")
HOME_SHIFTS = ("any", "AM", "PM")
