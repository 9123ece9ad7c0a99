"""What can be wrong with an instance or a plan: a word, the item, and what was found (lỗi dữ liệu đầu vào)."""

from dataclasses import dataclass, field
from enum import StrEnum


class Wrong(StrEnum):
    """What is wrong; the faces have a sentence for each in both languages."""

    NO_JSON = "no_json"
    NO_RECORD = "no_record"
    LACKS = "lacks"
    NO_COORDINATES = "no_coordinates"
    TYPO = "typo"
    KIND = "kind"
    RANGE = "range"
    TWICE = "twice"
    UNKNOWN_POOL = "unknown_pool"
    UNKNOWN_UNIT = "unknown_unit"
    OPENING = "opening"
    OPENING_DAY = "opening_day"
    OVERLAP = "overlap"
    UNKNOWN_POINT = "unknown_point"
    TABLE = "table"
    WINDOW = "window"
    PAST = "past"
    NO_KITS = "no_kits"
    NOTHING = "nothing"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    GIVEN_TWICE = "given_twice"
    OVER = "over"
    REST_OUTSIDE = "rest_outside"
    VISIT_OUTSIDE = "visit_outside"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, with the item it is wrong with, such as `place OFF-01`."""

    wrong: Wrong
    item: str
    values: dict[str, object] = field(default_factory=dict)


class Unreadable(ValueError):
    """A file is no instance, or no plan; every fault found is told at once."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{one.item}: {one.wrong}" for one in faults[:5]))
        self.faults = faults
