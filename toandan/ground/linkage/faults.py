"""What can be wrong with a row of a list that is linked (lỗi của một dòng trong danh sách)."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What can be wrong with a row."""

    NAME_MISSING = "name_missing"
    SHIFTED = "shifted"
    BIRTH_WRONG = "birth_wrong"
    BIRTH_FUTURE = "birth_future"
    DEATH_WRONG = "death_wrong"
    DEATH_FUTURE = "death_future"
    DEATH_BEFORE_BIRTH = "death_before_birth"
    COMMUNE_UNKNOWN = "commune_unknown"
    SEX_UNKNOWN = "sex_unknown"
    ID_TWICE = "id_twice"


MILD = frozenset({Fault.COMMUNE_UNKNOWN, Fault.SEX_UNKNOWN, Fault.ID_TWICE})
"""With these the row is still linked, without the value; with any other it stays out."""


@dataclass(frozen=True, slots=True)
class LineFault:
    """A fault of one line of the file, in one column."""

    line: int
    column: str
    fault: Fault
