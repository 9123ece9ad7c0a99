"""Which step of the target bridge a movement belongs to (biến động chỉ tiêu)."""

from collections.abc import Iterable, Mapping

from toandan.command.campaign.words import BridgeStep
from toandan.record.ledger.words import Verb

BY_VERB: Mapping[str, BridgeStep] = {
    Verb.DIED: BridgeStep.DEATHS,
    Verb.CAME_OF_AGE: BridgeStep.CAME_OF_AGE,
    Verb.CORRECTED: BridgeStep.CORRECTIONS,
}
"""The verbs that say why by themselves; every other movement is told by where its other side lies."""


def bridge_step(verb: str, *, gained: bool, other: str) -> BridgeStep:
    """Return the step that one movement belongs to.

    `gained` tells whether people came under the target or left it; `other` says where the other side of the posting
    lies: `world` (outside the register), `elsewhere` (another unit) or `here` (this unit, outside the target).
    """
    if verb in BY_VERB:
        return BY_VERB[verb]
    if other == "here":
        return BridgeStep.CORRECTIONS
    return BridgeStep.ARRIVALS if gained else BridgeStep.DEPARTURES


def bridge_steps(
    movements: Iterable[tuple[str, bool, str, int]],
) -> tuple[dict[BridgeStep, int], dict[BridgeStep, dict[str, int]]]:
    """Sum movements (verb, gained, other side, people) into signed steps, and into the verbs behind each step."""
    steps = dict.fromkeys(BridgeStep, 0)
    verbs: dict[BridgeStep, dict[str, int]] = {step: {} for step in BridgeStep}
    for verb, gained, other, people in movements:
        step = bridge_step(verb, gained=gained, other=other)
        signed = people if gained else -people
        steps[step] += signed
        verbs[step][verb] = verbs[step].get(verb, 0) + signed
    return steps, verbs
