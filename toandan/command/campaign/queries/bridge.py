"""The target bridge (biến động chỉ tiêu): why the number of people to be served is what it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from toandan.command.campaign.queries import redrawn
from toandan.command.campaign.queries.board import check_day
from toandan.command.campaign.queries.orders import order as order_by_code
from toandan.command.campaign.queries.redrawn import BoardUnknown, Family
from toandan.command.campaign.rules.bridge import bridge_steps
from toandan.command.campaign.words import MEASURES, MOST_DAYS, Bridge, BridgeStep, Measure, MeasureStates
from toandan.record.ledger import queries as ledger
from toandan.record.units import queries as units
from toandan.record.units.words import Unit

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
    family = redrawn.seen(of, under=unit, as_of=until, units_of=units_of)
    at = family.about if family else units.by_number(unit)
    counted = _Counted(family.spans, family.accounts, family) if family else _whole(at)
    balances, steps, verbs = _closed(states, counted, since, until)
    opening, change = (sum(pair[place] for pair in balances.values()) for place in (0, 1))
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
        shared=tuple(units.by_number(one) for one in sorted(balances) if family and family.reaches_beyond(one)),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """Whose people a bridge counts: the ranges to read, and in them exactly these accounts."""

    spans: Sequence[tuple[int, int]]
    exactly: Sequence[tuple[int, int]]
    family: Family | None


def _whole(at: Unit) -> _Counted:
    return _Counted([(at.number, at.last)], [(at.number, at.last)], None)


Balances = Mapping[int, tuple[int, int]]
"""By account the target before the first day, and its net change up to the last."""


def _closed(
    states: MeasureStates, counted: _Counted, since: date, until: date
) -> tuple[Balances, Mapping[BridgeStep, int], Mapping[BridgeStep, Mapping[str, int]]]:
    """Return balances and steps that meet to the person; raises ArithmeticError when they never do."""
    for _attempt in range(ATTEMPTS):
        balances = _balances(states, counted, since, until)
        change = sum(more for _, more in balances.values())
        movements = ledger.changes(since=since, as_of=until, states=states.target, spans=counted.exactly)
        steps, verbs = bridge_steps((m.verb, m.gained, m.other, m.people) for m in movements)
        if sum(steps.values()) == change:
            return balances, steps, verbs
    raise ArithmeticError(f"the bridge of {counted.exactly} does not close: balances {change}, postings {steps}")


def _balances(states: MeasureStates, counted: _Counted, since: date, until: date) -> Balances:
    found: dict[int, tuple[int, int]] = {}
    for low, high in counted.spans:
        flows = ledger.flows(since=since, as_of=until, counters={"target": states.target}, low=low, high=high)
        for number, flow in flows.items():
            if counted.family is None or counted.family.leaf(number) is not None:
                days = sum(amount for _, amount in flow.days.get("target", ()))
                found[number] = flow.opening.get("target", 0), days
    return found
