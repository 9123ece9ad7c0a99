"""A stored model: how often each level holds among true and among random pairs (mô hình đối khớp).

`m` is the share of true pairs at a level, `u` that of random pairs; their ratio in bits is the level's weight. A model
is plain figures by comparison and level, not an engine's own file: that one speaks the dialect it was saved under.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from toandan.ground.linkage.calibration import Calibration
from toandan.ground.linkage.comparisons import BIRTHS, COMPARISONS, DUPLICATES, Comparison

Kind = Literal["deaths", "births", "duplicates"]
"""What is looked for; each has a model of its own."""

COMPARED_FOR: Mapping[Kind, tuple[Comparison, ...]] = {
    "deaths": COMPARISONS,
    "births": BIRTHS,
    "duplicates": DUPLICATES,
}
"""What is compared when looking for each."""

SHIPPED = Path(__file__).with_name("data")
"""Models trained on invented registers of a million people and more; see the room's README for how."""

NEAR_NUMBER = {"number": 5e-7, "old_number": 6.3e-6}
"""Chance that two people's numbers differ in one digit. It comes of how numbers are made, not of how many people there
are: in the six running digits 54 neighbours of a million within one's place, sex and year of birth, few elsewhere; in
the seven of an old number 63 of ten million."""

_NONE = "This is not a model of linkage."

LEAST_PEOPLE = 10_000
"""A register is thought no smaller than this: an officer of one hamlet may be sent the list of a whole district."""


class ModelIncomplete(ValueError):
    """A level of the model was never observed, so its weight would be a guess; the model must not be used.

    `code` says what is wrong: `none` (no model at all), `level` (`values` name it), `found` or `calibration`.
    """

    def __init__(self, told: str, *, code: str = "level", values: Mapping[str, str] | None = None) -> None:
        super().__init__(told)
        self.code = code
        self.values = dict(values or {})


@dataclass(frozen=True, slots=True)
class Model:
    """Shares by comparison and level as `(m, u)`, and `found`: the part of the list's rows that are in the register.

    `calibration` is what labels said of the weights; without one the weights are believed as they are.
    """

    found: float
    shares: Mapping[str, Mapping[str, tuple[float | None, float | None]]]
    source: str = ""
    calibration: Calibration | None = None

    def weight(self, comparison: str, level: str) -> float:
        """Return the weight of a level in bits; null weighs nothing."""
        if level == "null":
            return 0.0
        m, u = self.shares[comparison][level]
        if m is None or u is None:
            raise _unobserved(comparison, level)
        return math.log2(m / u)

    def prior(self, people: int) -> float:
        """Return the chance that a row of the list and a random one of so many people are the same person."""
        return self.found / max(people, LEAST_PEOPLE)

    def checked(self, comparisons: tuple[Comparison, ...] = COMPARISONS) -> "Model":
        """Return the model itself. Raises ModelIncomplete when a share is missing, or is none between 0 and 1."""
        for comparison in comparisons:
            known = self.shares.get(comparison.name, {})
            for level in comparison.level_names:
                pair = known.get(level, (None, None))
                if any(share is None or not 0 < share <= 1 for share in pair):
                    raise _unobserved(comparison.name, level)
        if not 0 < self.found <= 1:
            told = "The part of the list that is found in the register must lie between 0 and 1."
            raise ModelIncomplete(told, code="found")
        return self

    def for_people(self, people: int) -> "Model":
        """Return the model for a register of so many people: equal numbers are as rare as people are many.

        A sample of random pairs never sees two equal numbers in a great register, so their `u` is set, not counted.
        """
        shares, people = {name: dict(levels) for name, levels in self.shares.items()}, max(people, LEAST_PEOPLE)
        for comparison in COMPARISONS:
            if comparison.identifier and comparison.name in shares:
                levels, near = shares[comparison.name], NEAR_NUMBER[comparison.name]
                levels["equal"] = (levels["equal"][0], 1 / people)
                levels["one_digit"] = (levels["one_digit"][0], near)
                levels["else"] = (levels["else"][0], 1 - near - 1 / people)
        return replace(self, shares=shares)

    def to_json(self) -> str:
        """Return the model as JSON that a person can read."""
        plain = {
            name: {level: {"m": m, "u": u} for level, (m, u) in levels.items()} for name, levels in self.shares.items()
        }
        made: dict[str, Any] = {"source": self.source, "found": self.found, "comparisons": plain}
        if self.calibration is not None:
            made["calibration"] = asdict(self.calibration)
        return json.dumps(made, indent=1) + "\n"


def from_json(text: str, comparisons: tuple[Comparison, ...] = COMPARISONS) -> Model:
    """Read a model of these comparisons. Raises ModelIncomplete when anything in it is missing."""
    try:
        raw: dict[str, Any] = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ModelIncomplete(_NONE, code="none") from error
    try:
        shares = {
            name: {level: (pair.get("m"), pair.get("u")) for level, pair in levels.items()}
            for name, levels in raw["comparisons"].items()
        }
        told = Calibration(**raw["calibration"]) if raw.get("calibration") else None
        return Model(float(raw["found"]), shares, str(raw.get("source", "")), _sane(told)).checked(comparisons)
    except ModelIncomplete:
        raise
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        raise ModelIncomplete(_NONE, code="none") from error


def _unobserved(comparison: str, level: str) -> ModelIncomplete:
    told = f"The level “{level}” of “{comparison}” was not observed in training."
    return ModelIncomplete(told, values={"comparison": comparison, "level": level})


def _sane(told: Calibration | None) -> Calibration | None:
    """Return a stored calibration. Raises ModelIncomplete when it is no rising curve."""
    if told is not None and not (math.isfinite(told.start) and 0 < told.slope < math.inf):
        raise ModelIncomplete("The calibration of the model is no rising curve.", code="calibration")
    return told


def shipped(kind: Kind = "deaths") -> Model:
    """Return the model that comes with the program."""
    return from_json((SHIPPED / f"{kind}.json").read_text(encoding="utf-8"), COMPARED_FOR[kind])
