"""The target bridge (biến động chỉ tiêu): why the number of people to be served is what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from toandan.command.campaign.queries import redrawn
from toandan.command.campaign.queries.board import check_day
from toandan.command.campaign.queries.orders import order as order_by_code
from toandan.command.campaign.queries.redrawn import BoardUnknown, Family
from toandan.command.campaign.rules.bridge import bridge_steps
from toandan.command.campaign.words import MEASURES, MOST_DAYS, Bridge, Measure, MeasureStates
from toandan.record.ledger import queries as ledger
from toandan.record.units import queries as units

ATTEMPTS = 3
"""Balances and postings are two readings; an entry written between them is met by reading both again."""


def bridge(
    *, order: str, unit: int, since: date, until: date, measure: str | None = None, units_of: date | None = None
) -> Bridge:
    """Return what changed a unit's target from the end of the day before `since` to the end of `until`.

    Opening and present target come from balances, the steps from postings, and they must meet to the person; moves
    inside the unit cancel out. It is told of the accounts a board of `until` counts under the unit: with `units_of`, or
    where the order's own units have ended, of everything that became the unit, so that a merger changes nothing.
    Raises OrderUnknown, the units room's UnitUnknown, BoardUnknown for days out of reach and units outside the order,
    ValueError when `until` lies before `since`, and ArithmeticError when the two accounts of the same change differ,
    which only a damaged ledger can do (`toandan ledger verify` names the place).
    """
    if until < since:
        raise ValueError("a bridge cannot end before it begins")
    of = order_by_code(order)
    check_day(of, until)
    if (until - since).days > MOST_DAYS:
        raise BoardUnknown(
            _("A bridge spans %(days)s days at most."), code="bridge_too_long", values={"days": MOST_DAYS}
        )
    states = MEASURES[Measure(measure) if measure else of.measure]
    at = units.by_number(unit)
    family = redrawn.seen(of, under=unit, as_of=until, units_of=units_of)
    counted = _Counted([(at.number, at.last)], [(at.number, at.last)], None)
    if family is not None:
        at, counted = family.about, _Counted(family.spans, family.accounts, family)
    for _attempt in range(ATTEMPTS):
        balances = _balances(states, counted, since, until)
        opening, change = sum(first for first, _ in balances.values()), sum(more for _, more in balances.values())
        movements = ledger.changes(since=since, as_of=until, states=states.target, spans=counted.exactly)
        steps, verbs = bridge_steps((m.verb, m.gained, m.other, m.people) for m in movements)
        if sum(steps.values()) == change:
            break
    else:
        raise ArithmeticError(f"the bridge of unit {unit} does not close: balances {change}, postings {steps}")
    return Bridge(
        order=of.code,
        measure=states.measure,
        unit=at.number,
        code=at.code,
        name_vi=at.name_vi,
        name_en=at.name_en,
        since=since,
        until=until,
        opening=opening,
        steps=steps,
        present=opening + change,
        verbs=verbs,
        units_of=family.day if family else None,
        shared=tuple(units.by_number(one) for one in sorted(balances) if family and family.parts.get(one)),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """Whose people a bridge counts: the ranges to read, and in them exactly these accounts."""

    spans: Sequence[tuple[int, int]]
    exactly: Sequence[tuple[int, int]]
    family: Family | None


def _balances(states: MeasureStates, counted: _Counted, since: date, until: date) -> dict[int, tuple[int, int]]:
    """Return by account the target before `since`, and its net change up to `until`."""
    found: dict[int, tuple[int, int]] = {}
    for low, high in counted.spans:
        flows = ledger.flows(since=since, as_of=until, counters={"target": states.target}, low=low, high=high)
        for number, flow in flows.items():
            if counted.family is None or counted.family.leaf(number) is not None:
                days = sum(amount for _, amount in flow.days.get("target", ()))
                found[number] = flow.opening.get("target", 0), days
    return found
