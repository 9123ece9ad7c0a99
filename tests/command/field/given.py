"""Inputs of a small plan, as the house would gather them (dữ liệu mẫu)."""

from datetime import date

from toandan.command.field.words import FIRST_PARAMETERS, HomeIn, Inputs, PlaceIn, PoolIn

FIRST = date(2023, 6, 5)
DAYS = 5
UNITS = ("00091", "00094")


def inputs(*, today: int = -1, broken: tuple[str, ...] = (), remaining: float = 300) -> Inputs:
    """Return two kits, two offices, a hall and three homes in two wards of one district, for five days."""
    off = tuple(range(max(today, 0), DAYS))
    kits = tuple((code, off if code in broken else ()) for code in ("KIT-1", "KIT-2"))
    every = tuple((day, "DAY") for day in range(DAYS))
    places = (
        PlaceIn("OFF-91", "T", UNITS[0], "office", 21.08, 105.81, remaining, 0.13, every),
        PlaceIn("OFF-94", "T", UNITS[1], "office", 21.07, 105.82, remaining / 2, 0.13, every),
        PlaceIn("HALL-91", "T", UNITS[0], "hall", 21.083, 105.815, remaining / 3, 0.3, ((1, "AM"), (3, "PM"))),
    )
    homes = tuple(
        HomeIn(f"HV-{n}", "T", UNITS[n % 2], 21.08 + n / 1000, 105.812, 20, 3 + n, 0, DAYS - 1, "any")
        for n in range(3)
    )  # fmt: skip
    pool = PoolIn(100, "T", UNITS, kits, (21.078, 105.815), 20.0)
    return Inputs(FIRST, DAYS, today, (pool,), places, homes, FIRST_PARAMETERS)
