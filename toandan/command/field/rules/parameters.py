"""What a figure of plans may be (giới hạn tham số)."""

from collections.abc import Mapping
from typing import Any

from toandan.command.field.words import FIRST_PARAMETERS

LIMITS: Mapping[str, tuple[float, float]] = {
    "people_per_hour": (1, 60), "setup_min": (0, 120), "teardown_min": (0, 120), "free_travel_min": (0, 120),
    "day_minutes": (60, 600), "detour": (1, 3), "leg_min": (0, 60), "fairness_floor": (0, 0.5),
    "capacity_share": (0.3, 1), "speed_kmh": (3, 80), "travel_factor": (0.5, 4), "prior_people": (0, 1000),
}  # fmt: skip
TURNOUT = "turnout_"


def limits(name: str) -> tuple[float, float] | None:
    """Return the least and the most a figure may be, None when there is no such figure."""
    if name not in FIRST_PARAMETERS:
        return None
    return (0.01, 0.95) if name.startswith(TURNOUT) else LIMITS[name]


def guesses(values: Mapping[str, Any]) -> dict[str, float]:
    """Return the first guesses of turnout by kind of place."""
    return {name.removeprefix(TURNOUT): float(n) for name, n in values.items() if name.startswith(TURNOUT)}
