"""Units that came of a merger within a period: whose figures are summed for them (đơn vị sáp nhập trong kỳ)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import IN_PROGRESS, MEASURES, UNTOUCHED, MeasureStates, OrderRow
from toandan.command.evaluation.words import Merger, SheetRow, Summed
from toandan.record.ledger import queries as ledger
from toandan.record.units import queries as units
from toandan.record.units.words import Unit

Spans = list[tuple[int, int]]
Held = Mapping[int, tuple[int, int]]
"""By unit: people of the target, and those of them who are done."""


@dataclass(frozen=True, slots=True)
class Kin:
    """The old units of an order's area, and the units of the period's last day that their people went to.

    `under` leads every account's unit to the one it is counted under, the main one where it was divided; `parts` are
    all of them by old unit. `eve` are the units anybody stood in on the day before the period.
    """

    under: Mapping[int, int]
    parts: Mapping[int, tuple[int, ...]]
    spans: Spans
    eve: Collection[int]

    def merger(self, low: int, high: int, since: date, until: date) -> Merger | None:
        """Return how the unit with the numbers `low` to `high` is counted; None when nobody came to it by a merger."""
        came = [
            units.by_number(old)
            for old, parts in self.parts.items()
            if old in self.eve and any(low <= part <= high for part in parts)
        ]
        ended = {one.number: one.until for one in came if one.until is not None and since <= one.until <= until}
        if not ended:
            return None
        on = max(ended.values())
        parted = sorted(n for n in ended if not all(low <= part <= high for part in self.parts[n]))
        whole = sorted(n for n in ended if n not in parted)
        # Whoever a run led to the new unit stands there from the end of the merger's first day on.
        return Merger(on, on + timedelta(days=1) if parted else since, tuple(whole), tuple(parted))

    def wholly(self) -> Mapping[int, int]:
        """Return `under` without the units that were divided: nobody can say where their people of then belong."""
        return {old: new for old, new in self.under.items() if len(self.parts.get(old, ())) <= 1}


def kin(of: OrderRow, top: int, *, since: date, until: date, entry: int) -> Kin | None:
    """Return the old units a period's units came of; None when no unit of the area began or ended in the period."""
    area = [units.by_number(of.scope), units.by_number(top)]
    if not any(_turned(one, since, until) for held in area for one in units.spanning(held.number, held.last)):
        return None
    made = redrawn(of, top, until)
    day = since - timedelta(days=1)
    stood = {u for low, high in made.spans for u, _, _ in ledger.balances(as_of=day, entry=entry, low=low, high=high)}
    return replace(made, eve=stood)


def redrawn(of: OrderRow, top: int, day: date) -> Kin:
    """Return which units of a day the old units of an order's area are counted under, whoever stood in them."""
    family = campaign.kin(order=of.code, under=top, day=day)
    parts: dict[int, tuple[int, ...]] = {old: (new,) for old, new in family.under.items() if old != new}
    parts |= {old: tuple(one.number for one in its) for old, its in family.parts.items()}
    return Kin(family.under, parts, [*family.spans], frozenset())


def _turned(one: Unit, since: date, until: date) -> bool:
    return any(day is not None and since <= day <= until for day in (one.valid_from, one.until))


def held(states: MeasureStates, under: Mapping[int, int], spans: Spans, *, as_of: date, entry: int) -> Held:
    """Return who of the measure's target stood in each unit at the end of a day, and how many of them were done."""
    target, done = Counter[int](), Counter[int]()
    for low, high in spans:
        for unit, state, people in ledger.balances(as_of=as_of, entry=entry, low=low, high=high):
            new = under.get(unit)
            if new is not None and state in states.target:
                target[new] += people
                done[new] += people if state in states.done else 0
    return {unit: (target[unit], done[unit]) for unit in target}


def summed(row: SheetRow) -> list[Summed]:
    """Return what each old unit has to do with the numbers of a merged unit's sheet, its own part last.

    The people done add up to what the sheet counts as progress, those held up at the start to its hard cases. Empty
    when the unit was not summed.
    """
    if row.merger is None or not row.merger.whole:
        return []
    states = MEASURES[campaign.order(row.order).measure]
    hard = frozenset(
        state for kind, some in states.residual.items() if kind not in {IN_PROGRESS, UNTOUCHED} for state in some
    )
    eve, last = row.since - timedelta(days=1), row.merger.on - timedelta(days=1)
    found = defaultdict(int, {one.criterion.value: one.found for one in row.figures})
    of = defaultdict(int, {one.criterion.value: one.of for one in row.figures})
    made = [
        Summed(
            old, row.since, last, _many(states.done, old, last, row.entry) - _many(states.done, old, eve, row.entry),
            _many(hard, old, eve, row.entry),
        )
        for old in row.merger.of
    ]  # fmt: skip
    own = found["progress"] - sum(one.done for one in made), of["hard_cases"] - sum(one.hard for one in made)
    return [*made, Summed(row.unit, row.merger.on, row.until, *own)]


def _many(states: Collection[int], unit: int, day: date, entry: int) -> int:
    rows = ledger.balances(as_of=day, entry=entry, low=unit, high=unit)
    return sum(people for _, state, people in rows if state in states)
