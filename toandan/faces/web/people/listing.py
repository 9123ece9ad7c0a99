"""People by standing: what lies behind any number of a board (danh sách theo tình trạng)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.doors import Visit, page
from toandan.faces.web.people import parts
from toandan.ground.kernel.errors import NotThere
from toandan.record.ledger import labels as ledger_labels
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, matching
from toandan.record.people import queries
from toandan.record.people.words import PeoplePermission
from toandan.record.rolls.words import RollsPermission
from toandan.record.units import queries as units
from toandan.record.units.words import Unit

PER_PAGE = 50
EXPORTING = (PeoplePermission.EXPORT, RollsPermission.EXPORT)
"""Whoever takes a list out of the house needs both words."""

NO_OBSTACLE = "none"
"""How an address writes the empty obstacle."""

DIMENSIONS: dict[str, tuple[type[StrEnum], Callable[[StrEnum], str | Promise]]] = {
    "residence": (Residence, lambda word: ledger_labels.RESIDENCES[Residence(word)]),
    "card": (Card, lambda word: ledger_labels.CARDS[Card(word)]),
    "eid": (EId, lambda word: ledger_labels.EIDS[EId(word)]),
    "obstacle": (Obstacle, lambda word: ledger_labels.OBSTACLES[Obstacle(word)]),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a filter: how the address writes it, how the page does, and whether it is chosen."""

    key: str
    label: str | Promise
    chosen: bool
    without: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """One dimension of a standing with its words."""

    name: str
    label: str | Promise
    choices: Sequence[Choice]


@page(permission=PeoplePermission.READ, purpose="people.list")
def by_standing(request: Visit) -> HttpResponse:
    """List the people of a unit who stand as asked, fifty a page, with how many there are."""
    unit = unit_of(request, request.GET)
    ranges = _ranges(request, unit)
    chosen = {name: _chosen(request.GET, name) for name in DIMENSIONS}
    states = states_of(request.GET)
    after = request.GET.get("after", "")
    low, high = ranges[0][0], ranges[-1][1]
    lines = ledger.line_list(
        low=low,
        high=high,
        states=states,
        after=int(after) if after.isdecimal() and len(after) < 19 else None,
        limit=PER_PAGE + 1,
    )
    shown = lines[:PER_PAGE]
    # Between two posts may lie units where the officer reads no people; the database's scope knows posts, not words.
    mine = [line[0] for line in shown if request.actor.may(PeoplePermission.READ, line[1])]
    people = {person.person_id: person for person in queries.persons(mine)}
    for person in people.values():
        request.read_person(person.person_id, person.unit)
    below = units.children(unit.number)
    context = {
        "unit": unit,
        "total": _total(request, ranges, states),
        "everybody": _total(request, ranges, None) if states is not None else None,
        "one_place": not below,
        "rows": [parts.row(people[p], state, since) for p, _unit_no, state, since in shown if p in people],
        "filters": [_filter(request, name, chosen[name]) for name in DIMENSIONS],
        "chips": [c for name in DIMENSIONS for c in _filter(request, name, chosen[name]).choices if c.chosen],
        "next_url": _address(request.GET, after=str(shown[-1][0])) if len(lines) > PER_PAGE else "",
        "first_url": _address(request.GET, after="") if after else "",
        "below": below,
        "may_export": all(request.actor.may(word, unit.number) for word in EXPORTING),
    }
    return TemplateResponse(request, "people/list.html", context)


def about(request: Asking, unit: Unit) -> str:
    """Return what a file of the list says it is of: the unit, and the words that were chosen."""
    chosen = [choice for name in DIMENSIONS for choice in _filter(request, name, _chosen(request.GET, name)).choices]
    return " · ".join([unit.name_vi, *(str(choice.label) for choice in chosen if choice.chosen)])


def unit_of(request: Asking, query: QueryDict) -> Unit:
    """Return the unit asked for, the officer's own without one; what does not exist is not there."""
    asked = query.get("unit", "")
    if not asked:
        return request.unit
    if not asked.isdecimal() or len(asked) > 10:
        raise NotThere(_("There is no such unit among yours."), code="unit_unknown")
    return units.by_number(int(asked))


def states_of(query: QueryDict) -> frozenset[int] | None:
    """Return the states that the chosen words leave, None when nothing was chosen."""
    chosen: dict[str, Any] = {name: words for name in DIMENSIONS if (words := _chosen(query, name))}
    return matching(**chosen) if chosen else None


def _ranges(request: Visit, unit: Unit) -> list[tuple[int, int]]:
    """Return the part of the unit in which the officer may read people. Raises NotThere when there is none."""
    granted = request.actor.ranges(PeoplePermission.READ)
    inside = sorted(
        (max(low, unit.number), min(high, unit.last))
        for low, high in granted
        if low <= unit.last and unit.number <= high
    )
    if not inside:
        raise NotThere(_("There is no such unit among yours."), code="unit_unknown")
    return inside


def _chosen(query: QueryDict, name: str) -> list[StrEnum]:
    """Return the words of a dimension that the address names; unknown words are overlooked."""
    kind, _label = DIMENSIONS[name]
    asked = {"" if word == NO_OBSTACLE and name == "obstacle" else word for word in query.getlist(name)}
    return [word for word in kind if word.value in asked]


def _total(request: Visit, ranges: Sequence[tuple[int, int]], states: Collection[int] | None) -> int:
    """Count from the balances, not the people; overlapping posts count once."""
    today = timezone.localdate(request.now)
    apart: list[tuple[int, int]] = []
    for low, high in ranges:
        if apart and low <= apart[-1][1] + 1:
            apart[-1] = (apart[-1][0], max(high, apart[-1][1]))
        else:
            apart.append((low, high))
    return sum(ledger.people_in(as_of=today, low=low, high=high, states=states) for low, high in apart)


def _filter(request: Asking, name: str, chosen: Collection[StrEnum]) -> Filter:
    kind, label = DIMENSIONS[name]
    choices = []
    for word in kind:
        key = word.value or NO_OBSTACLE
        rest = [other for other in request.GET.getlist(name) if other != key]
        text = label(word) if word.value else _("No obstacle")
        choices.append(Choice(key, text, word in chosen, _address(request.GET, after="", **{name: rest})))
    return Filter(name, parts.DIMENSIONS[name], choices)


def _address(query: QueryDict, **changes: str | list[str]) -> str:
    """Return this list's address with some keys changed; an empty value drops its key."""
    kept = query.copy()
    for name, value in changes.items():
        kept.pop(name, None)
        if value:
            kept.setlist(name, value if isinstance(value, list) else [value])
    return f"?{kept.urlencode()}"
