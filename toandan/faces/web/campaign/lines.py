"""From a number to its people (từ con số đến danh sách): which line list stands behind each part of a board."""

from collections.abc import Mapping
from urllib.parse import urlencode

from toandan.command.campaign.words import IN_PROGRESS, RESIDUAL_KINDS, UNTOUCHED, Measure

NO_OBSTACLE = "none"
"""How the line list's address says that nothing stands in the way."""

HINDERED = "hindered"
"""The part of all whom something keeps from being served, whatever it is."""
_KINDS = tuple(kind for kind in RESIDUAL_KINDS if kind not in {IN_PROGRESS, UNTOUCHED})

Words = tuple[tuple[str, str], ...]

_DUE: Words = (("card", "due"),)
_MUST_HOLD: Words = (("card", "due"), ("card", "applied"), ("card", "produced"), ("card", "issued"))
_DONE: Mapping[Measure, Words] = {
    Measure.CARD: (("card", "issued"),),
    Measure.CARD_COLLECTED: (("card", "applied"), ("card", "produced"), ("card", "issued")),
    Measure.EID_GRANTED: (*_MUST_HOLD, ("eid", "granted"), ("eid", "activated"), ("eid", "locked")),
    Measure.EID_ACTIVATED: (*_MUST_HOLD, ("eid", "activated")),
}
_MOVING: Mapping[Measure, Words] = {
    Measure.CARD: (("card", "applied"), ("card", "produced")),
    Measure.CARD_COLLECTED: (),
    Measure.EID_GRANTED: (*_MUST_HOLD, ("eid", "applied")),
    Measure.EID_ACTIVATED: (*_MUST_HOLD, ("eid", "applied"), ("eid", "granted"), ("eid", "locked")),
}
_WAITING: Mapping[Measure, Words] = {
    Measure.CARD: _DUE,
    Measure.CARD_COLLECTED: _DUE,
    Measure.EID_GRANTED: (*_MUST_HOLD, ("eid", "none")),
    Measure.EID_ACTIVATED: (*_MUST_HOLD, ("eid", "none")),
}


def words(measure: Measure, part: str) -> Words:
    """Return the words of the standings in one part: "target", "done", HINDERED, or a word of RESIDUAL_KINDS."""
    if part == "target":
        return _MUST_HOLD
    if part == "done":
        return _DONE[measure]
    if part == IN_PROGRESS:
        return _MOVING[measure]
    if part == HINDERED:
        return (*_WAITING[measure], *(("obstacle", kind) for kind in _KINDS))
    return (*_WAITING[measure], ("obstacle", NO_OBSTACLE if part == UNTOUCHED else part))


def address(unit: int, measure: Measure, part: str) -> str:
    """Return the address of the line list of one part of one unit's board; it holds words and a number, no names."""
    return f"/people/list?{urlencode([('unit', unit), *words(measure, part)])}"
