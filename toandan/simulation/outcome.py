"""What day 14 must look like, so that the invented campaign tells the story that was reported.

The report of June 2023: one district complete, one nearly 90 %, one about 70 %, one with 9 of its 29
communes complete, 45 of 579 communes complete in all, the others spread and some slow. This module
only decides shares and days from a seed; who is reached is decided person by person elsewhere, and every
figure shown is then counted from the people.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from toandan.simulation.draws import Floats

T = TypeVar("T")
TAY_HO, LONG_BIEN, HA_DONG, THUONG_TIN = "003", "004", "268", "279"
COMPLETE_COMMUNES = 45
COMPLETE_IN_THUONG_TIN = 9
LAST_DAY = 14
"""Days are counted from the order's first day, which is day 0."""

_EARLIEST_COMPLETION = 9
_RATES = {LONG_BIEN: (0.8845, 0.8945), HA_DONG: (0.6975, 0.7030), THUONG_TIN: (0.79, 0.82)}
_OTHER_RATES = (0.53, 0.86)
_MOST_COMPLETE = {LONG_BIEN: 3, HA_DONG: 1}
_MOST_COMPLETE_ELSEWHERE = 0.2
"""No other district has more than a fifth of its communes complete."""


@dataclass(frozen=True)
class CommunePlan:
    """How a commune begins and ends: the share of its due people with a card on day 0, and its completion day."""

    unit: int
    district: str
    opening_share: float
    complete_on: int | None


@dataclass(frozen=True)
class Plan:
    """The plan of the whole city: one line a commune, and the final share of each unfinished district."""

    communes: tuple[CommunePlan, ...]
    final_share: Mapping[str, float]


def draw(seed: int, districts: Mapping[str, Sequence[int]]) -> Plan:
    """Decide the plan for `districts` (district code → commune unit numbers)."""
    random = np.random.default_rng([seed, 14])
    final = _final_shares(random, districts)
    complete = _complete_communes(random, districts)
    communes: list[CommunePlan] = []
    for code, units in districts.items():
        opening = _opening_shares(random, final[code], len(units))
        for unit, share in zip(units, opening, strict=True):
            day = int(random.integers(_EARLIEST_COMPLETION, LAST_DAY)) if unit in complete else None
            communes.append(CommunePlan(unit, code, 0.84 + 0.05 * random.random() if day else float(share), day))
    return Plan(tuple(communes), final)


def _final_shares(random: np.random.Generator, districts: Mapping[str, Sequence[int]]) -> dict[str, float]:
    others = [code for code in districts if code not in _RATES and code != TAY_HO]
    spread = random.permutation(np.linspace(*_OTHER_RATES, max(len(others), 1)))
    final = dict(zip(others, (float(x) for x in spread), strict=True))
    final |= {code: float(random.uniform(*span)) for code, span in _RATES.items() if code in districts}
    final[TAY_HO] = 1.0
    return final


def _complete_communes(random: np.random.Generator, districts: Mapping[str, Sequence[int]]) -> set[int]:
    complete = set(districts.get(TAY_HO, ()))
    complete |= set(_some(random, districts.get(THUONG_TIN, ()), COMPLETE_IN_THUONG_TIN))
    room = {code: _room(code, units) for code, units in districts.items() if code not in {TAY_HO, THUONG_TIN}}
    places = [code for code, free in room.items() for _ in range(free)]
    chosen = _some(random, places, COMPLETE_COMMUNES - len(complete))
    # A set of codes would be gone through in another order by every process, and the dice would fall differently.
    for code, many in Counter(chosen).items():
        complete |= set(_some(random, districts[code], many))
    return complete


def _room(code: str, units: Sequence[int]) -> int:
    return _MOST_COMPLETE.get(code, int(len(units) * _MOST_COMPLETE_ELSEWHERE))


def _some(random: np.random.Generator, things: Sequence[T], wanted: int) -> list[T]:
    if not things:
        return []
    chosen = random.choice(len(things), size=min(wanted, len(things)), replace=False)
    return [things[int(i)] for i in chosen]


def _opening_shares(random: np.random.Generator, final: float, communes: int) -> Floats:
    """Unfinished communes start 9 to 21 points below their district's end, the slow ones with the smallest gain."""
    gain = 0.09 + 0.12 * np.clip((final - 0.5) / 0.3, 0, 1)
    noise = random.normal(0, 0.035, communes)
    shares: Floats = np.clip(final - gain + noise, 0.30, 0.86)
    return shares
