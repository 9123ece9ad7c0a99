"""The JSON Schemas of an instance and of a plan, made from the code that reads and writes them (lược đồ JSON)."""

from typing import Any

from toandan.ground.routing.effort import Ended
from toandan.ground.routing.fields import HOME_SHIFTS, OPENING_SHIFTS, RECORDS, REQUIRED, Field
from toandan.ground.routing.words import Reason, Unsolved

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "minLength": 1},
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "shift": {"enum": list(HOME_SHIFTS)},
    "texts": {"type": "array", "items": {"type": "string", "minLength": 1}},
    "days": {"type": "array", "items": {"type": "integer"}},
    "matrix": {"type": "array", "items": {"type": "array", "items": {"type": ["number", "null"], "minimum": 0}}},
    "openings": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"day": {"type": "integer", "minimum": 0}, "shift": {"enum": list(OPENING_SHIFTS)}},
            "required": ["day", "shift"],
        },
    },
}


def of_instance() -> dict[str, Any]:
    """Return the schema of an instance."""
    return {"$schema": _DIALECT, "title": "Toandan: planning instance", **_record("instance")}


def of_plan() -> dict[str, Any]:
    """Return the schema of a plan."""
    text, number, day = {"type": "string"}, {"type": "number"}, {"type": "integer", "minimum": 0}
    session = {"kit": text, "place": text, "day": day, "shift": {"enum": list(OPENING_SHIFTS)}, "expected": number}
    stop = {"home": text, "arrive_min": number, "leave_min": number}
    lists: dict[str, dict[str, Any]] = {
        "sessions": session,
        "routes": {"kit": text, "day": day, "stops": _many(stop), "travel_min": number},
        "loans": {"kit": text, "from_pool": text, "to_pool": text, "first_day": day, "last_day": day},
        "left_behind": {"unit": text, "coverage": number},
        "homes_left": {"home": text, "reason": {"enum": [one.value for one in Reason]}},
    }
    figures = dict.fromkeys(("expected_people", "home_weight", "value", "bound", "gap_pct", "seconds"), number)
    properties = {name: _many(one) for name, one in lists.items()} | figures
    properties |= {"homes_served": day, "prices": {"type": "object", "additionalProperties": number}}
    properties |= {"promised_bound": {"type": ["number", "null"]}}
    properties |= {"ended": {"enum": ["", *(one.value for one in Ended)]}}
    stated = {"bound": number, "gap_pct": number, "promised": {"type": "boolean"}}
    properties |= {"stated": _object(stated | {"people_bound": {"type": ["number", "null"]}})}
    properties |= {"unsolved": {"enum": ["", *(one.value for one in Unsolved)]}}
    properties |= {"unsolved_by": text, "unsolved_item": text}
    properties |= {"version": text, "engine": text, "said": _object({"vi": text, "en": text})}
    return {"$schema": _DIALECT, "title": "Toandan: plan", **_object(properties, required=[*lists, *figures])}


def _many(record: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(record)}


def _object(properties: dict[str, Any], *, required: list[str] | None = None) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required or list(properties)}


def _record(kind: str) -> dict[str, Any]:
    required = [field.name for field in RECORDS[kind] if field.default is REQUIRED]
    return _object({field.name: _field(field) for field in RECORDS[kind]}) | {"required": required}


def _field(field: Field) -> dict[str, Any]:
    if field.kind == "record":
        said = _record(field.of)
    elif field.kind == "records":
        said = {"type": "array", "items": _record(field.of)}
    else:
        said = dict(_PLAIN[field.kind])
    if field.least is not None:
        said["minimum"] = field.least
    if field.most is not None:
        said["maximum"] = field.most
    if field.default is not REQUIRED and field.default not in (None, ()):
        said["default"] = field.default
    return said | {"description": field.about}
