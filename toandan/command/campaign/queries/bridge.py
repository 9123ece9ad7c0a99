"""The target bridge (biến động chỉ tiêu): why the number of people to be served is what it is."""

from datetime import date

from django.utils.translation import gettext_noop as _

from toandan.command.campaign.queries.board import BoardUnknown, check_day
from toandan.command.campaign.queries.orders import order as order_by_code
from toandan.command.campaign.rules.bridge import bridge_steps
from toandan.command.campaign.words import MEASURES, MOST_DAYS, Bridge, Measure, MeasureStates
from toandan.record.ledger import queries as ledger
from toandan.record.units import queries as units
from toandan.record.units.words import Unit

ATTEMPTS = 3
"""Balances and postings are two readings; an entry written between them is met by reading both again."""


def bridge(*, order: str, unit: int, since: date, until: date, measure: str | None = None) -> Bridge:
    """Return what changed a unit's target from the end of the day before `since` to the end of `until`.

    Opening and present target come from balances, the steps from postings, and they must meet to the person; moves
    inside the unit cancel out. Raises OrderUnknown, the units room's UnitUnknown, BoardUnknown for days out of reach,
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
    for _attempt in range(ATTEMPTS):
        opening, change = _balances(states, at, since, until)
        movements = ledger.changes(since=since, as_of=until, states=states.target, low=at.number, high=at.last)
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
    )


def _balances(states: MeasureStates, at: Unit, since: date, until: date) -> tuple[int, int]:
    """Return the target before `since`, and its net change up to `until`."""
    flows = ledger.flows(
        since=since, as_of=until, counters={"target": states.target}, low=at.number, high=at.last
    ).values()
    opening = sum(flow.opening.get("target", 0) for flow in flows)
    return opening, sum(amount for flow in flows for _, amount in flow.days.get("target", ()))
