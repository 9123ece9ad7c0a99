"""Training a model on two lists without knowing the truth (huấn luyện mô hình)."""

from collections.abc import Iterable, Mapping
from typing import Any

from toandan.ground.linkage.engine import Engine
from toandan.ground.linkage.model import COMPARED_FOR, NEAR_NUMBER, Kind, Model
from toandan.ground.linkage.settings import rule

EM_BLOCKS: Mapping[Kind, tuple[tuple[str, ...], ...]] = {
    "deaths": (("pid",), ("old9",), ("nm_as", "dob"), ("sur", "giv", "yob", "unit")),
    "births": (("pid",), ("father", "mother", "yob"), ("nm_as", "yob"), ("sur", "giv", "yob", "unit")),
    # Parents and day of birth would find the twins, who are three times as many as second registrations.
    "duplicates": (("nm_as", "dob"), ("dob", "spouse"), ("nm_as", "mother", "spouse")),
}
"""Between one and ninety-nine of a hundred pairs of each block are true; with fewer the estimate drifts away."""

LEAST_M = 0.001
"""No level is thought rarer among true pairs than this, however rare it was in training."""

Share = float | None
Levels = dict[str, tuple[Share, Share]]


def train(
    engine: Engine,
    *,
    kind: Kind,
    found: float,
    lender: Model | None = None,
    pairs: float = 1e7,
    seed: int | None = 7,
    source: str = "",
) -> Model:
    """Return a model: `u` from random pairs, `m` by expectation-maximisation, numbers' `u` by arithmetic.

    `found` is the part of the list thought to be in the register, or twice the part of a register that stands in it
    again. A register alone shows no random pair at some levels, such as a middle name left out; their `u` is lent by a
    model that was trained on the same people. Raises ModelIncomplete when a level was never seen.
    """
    comparisons = COMPARED_FOR[kind]
    linker = engine.linker(None, comparisons)
    linker.training.estimate_u_using_random_sampling(
        max_pairs=pairs, seed=seed, num_chunks=10, min_count_per_level=None
    )
    for block in EM_BLOCKS[kind]:
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule(block), max_pairs=2e6, estimate_without_term_frequencies=True
        )
    shares = {one.output_column_name: _levels(one.comparison_levels) for one in linker._settings_obj.comparisons}
    if lender is not None:
        shares = {name: _lent(levels, lender.shares[name]) for name, levels in shares.items()}
    for comparison in comparisons:
        if comparison.identifier:
            levels, near = shares[comparison.name], NEAR_NUMBER[comparison.name]
            for name, u in (("equal", 1 / engine.people), ("one_digit", near), ("else", 1 - near - 1 / engine.people)):
                levels[name] = (levels[name][0], u)
    return Model(found, shares, source).checked(comparisons)


def _lent(levels: Mapping[str, tuple[Share, Share]], lent: Mapping[str, tuple[Share, Share]]) -> Levels:
    """Fill in every missing `u`; `m` is never lent."""
    return {level: (m, lent[level][1] if u is None else u) for level, (m, u) in levels.items()}


def _levels(levels: Iterable[Any]) -> Levels:
    """Take the shares over; a level the engine saw nowhere stays empty, whatever default the engine shows for it.

    No agreement of true pairs counts as impossible or certain: a list of a hundred rows would rule out what one in a
    thousand clerks writes.
    """
    found: Levels = {}
    for level in levels:
        if not level.is_null_level:
            m = min(max(level.m_probability, LEAST_M), 1 - LEAST_M) if level._m_is_trained else None
            found[level.label_for_charts] = (m, level.u_probability if level._u_is_trained else None)
    return found
