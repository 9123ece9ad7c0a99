"""Census figures and positions of units (số liệu điều tra dân số)."""

from toandan.record.units.models import AgeGroup, Census, PlaceCode, Seat
from toandan.record.units.queries.lookups import by_number
from toandan.record.units.words import AgeGroup as AgeGroupWord
from toandan.record.units.words import Census as CensusWord
from toandan.record.units.words import PlaceCode as PlaceCodeWord
from toandan.record.units.words import Seat as SeatWord

_SIZES = tuple(f"size_{size}" for size in range(1, 8))
_COUNTS = ("unit_id", "year", "population", "urban", "rural", "households", *_SIZES)


def census(low: int, high: int | None = None, *, year: int = 2019) -> dict[int, CensusWord]:
    """Return the counted figures of the units numbered `low` to `high` (one unit without `high`), by number."""
    rows = Census.objects.filter(unit_id__gte=low, unit_id__lte=low if high is None else high, year=year)
    found = {}
    for unit, counted, population, urban, rural, households, *sizes in rows.values_list(*_COUNTS):
        found[unit] = CensusWord(unit, counted, population, urban, rural, households, tuple(sizes))
    return found


def population_2019(number: int) -> int | None:
    """Return the people counted on 1 April 2019 in the unit, its parts summed; None where nothing is known."""
    counted = census(number, by_number(number).last)
    return sum(figures.population for figures in counted.values()) if counted else None


def age_groups(number: int, *, year: int = 2019) -> list[AgeGroupWord]:
    """Return the unit's people by five-year age, youngest first; summed over the districts below it if it has none."""
    rows = AgeGroup.objects.filter(unit_id__gte=number, unit_id__lte=by_number(number).last, year=year)
    groups: dict[int, AgeGroupWord] = {}
    for low, high, people, urban, rural in rows.values_list("low", "high", "people", "urban", "rural"):
        so_far = groups.get(low, AgeGroupWord(low, high, 0, 0, 0))
        groups[low] = AgeGroupWord(low, high, so_far.people + people, so_far.urban + urban, so_far.rural + rural)
    return [groups[low] for low in sorted(groups)]


def seats(low: int, high: int) -> dict[int, SeatWord]:
    """Return where the offices of the units numbered `low` to `high` stand, by number."""
    rows = Seat.objects.filter(unit_id__gte=low, unit_id__lte=high).values_list("unit_id", "longitude", "latitude")
    return {unit: SeatWord(longitude, latitude) for unit, longitude, latitude in rows}


def seat(number: int) -> SeatWord | None:
    """Return where the unit's offices stand, None where it is not known."""
    return seats(number, number).get(number)


def place_codes() -> dict[str, PlaceCodeWord]:
    """Return the place codes of personal numbers."""
    rows = PlaceCode.objects.values_list("code", "name_vi", "name_en", "province")
    return {row[0]: PlaceCodeWord(*row) for row in rows}
