"""Movements find their step of the bridge, and every one of them exactly one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.command.campaign.rules.bridge import bridge_step, bridge_steps
from toandan.command.campaign.words import BridgeStep
from toandan.record.ledger.words import Verb

MOVEMENTS = st.tuples(
    st.sampled_from([str(verb) for verb in Verb]),
    st.booleans(),
    st.sampled_from(["world", "elsewhere", "here"]),
    st.integers(1, 1000),
)


@pytest.mark.parametrize(
    ("verb", "gained", "other", "step"),
    [
        ("moved_in", True, "elsewhere", BridgeStep.ARRIVALS),
        ("handed_over", True, "elsewhere", BridgeStep.ARRIVALS),
        ("handed_over", False, "elsewhere", BridgeStep.DEPARTURES),
        ("registered", True, "world", BridgeStep.ARRIVALS),
        ("emigrated", False, "world", BridgeStep.DEPARTURES),
        ("died", False, "world", BridgeStep.DEATHS),
        ("died", True, "world", BridgeStep.DEATHS),
        ("came_of_age", True, "here", BridgeStep.CAME_OF_AGE),
        ("corrected", False, "here", BridgeStep.CORRECTIONS),
        ("corrected", True, "elsewhere", BridgeStep.CORRECTIONS),
        ("obstacle_found", False, "here", BridgeStep.CORRECTIONS),
    ],
)
def test_a_movement_is_told_by_its_verb_or_by_where_its_other_side_lies(verb, gained, other, step):
    assert bridge_step(verb, gained=gained, other=other) is step


@given(st.lists(MOVEMENTS, max_size=30))
def test_steps_sum_to_what_was_gained_less_what_was_lost(movements):
    steps, verbs = bridge_steps(movements)
    assert sum(steps.values()) == sum(people if gained else -people for _, gained, _, people in movements)
    assert set(steps) == set(BridgeStep)
    assert {step: sum(found.values()) for step, found in verbs.items()} == steps
