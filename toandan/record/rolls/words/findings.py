"""What a check of a roll may find (nhận xét khi kiểm tra danh sách); sentences are in `labels.py`.

Findings about numbers and birth dates carry the codes of `ground.kernel`, so that a person typed in by hand and a
person read from a file are told the same thing.
"""

from enum import StrEnum

from toandan.ground.kernel import partial_date, personal_number


class Weight(StrEnum):
    """How heavily a finding weighs on its row.

    `error` keeps the row out; `duplicate` leaves the row out because the person is there already; `warning` lets it in.
    """

    ERROR = "error"
    DUPLICATE = "duplicate"
    WARNING = "warning"


class FindingCode(StrEnum):
    """One thing that can be said about a row or one of its values."""

    NUMBER_CHARACTERS = personal_number.WRONG_CHARACTERS
    NUMBER_LENGTH = personal_number.WRONG_LENGTH
    NUMBER_FULL_WIDTH = personal_number.FULL_WIDTH
    NUMBER_SPACED = personal_number.SPACED
    NUMBER_LOST_ZERO = personal_number.LOST_ZERO
    NUMBER_ROUNDED = personal_number.ROUNDED
    NUMBER_LOST_ZEROS = "number_lost_zeros"
    NUMBER_AS_DECIMAL = "number_as_decimal"
    NUMBER_IS_OLD = "number_is_old"
    NUMBER_PLACE_UNKNOWN = personal_number.PLACE_UNKNOWN
    NUMBER_CENTURY_AHEAD = personal_number.CENTURY_AHEAD
    NUMBER_SEX_DIFFERS = personal_number.SEX_DIFFERS
    NUMBER_YEAR_DIFFERS = personal_number.YEAR_DIFFERS
    OLD_NUMBER_LENGTH = personal_number.OLD_WRONG_LENGTH
    OLD_NUMBER_LOST_ZERO = personal_number.OLD_LOST_ZERO
    NAME_MISSING = "name_missing"
    NAME_DIGITS = "name_digits"
    NAME_DAMAGED = "name_damaged"
    NAME_ONE_WORD = "name_one_word"
    TEXT_CONTROL = "text_control"
    TEXT_LONG = "text_long"
    BIRTH_UNREADABLE = partial_date.UNREADABLE
    BIRTH_SHORT_YEAR = partial_date.SHORT_YEAR
    BIRTH_IMPOSSIBLE = partial_date.IMPOSSIBLE
    BIRTH_FUTURE = partial_date.FUTURE
    BIRTH_TOO_EARLY = partial_date.TOO_EARLY
    BIRTH_FIRST_OF_JANUARY = partial_date.FIRST_OF_JANUARY
    BIRTH_SERIAL = "birth_serial"
    SEX_WORD = "sex_word"
    UNIT_UNKNOWN = "unit_unknown"
    UNIT_LOST_ZERO = "unit_lost_zero"
    UNIT_MISSING = "unit_missing"
    UNIT_OUT_OF_SCOPE = "unit_out_of_scope"
    UNIT_ON_ANOTHER_DAY = "unit_on_another_day"
    PHONE_FORM = "phone_form"
    PHONE_LOST_ZERO = "phone_lost_zero"
    CARD_WORD = "card_word"
    EID_WORD = "eid_word"
    CARD_UNDER_AGE = "card_under_age"
    CARD_OF_AGE = "card_of_age"
    STANDING_UNKNOWN = "standing_unknown"
    ROW_CELLS = "row_cells"
    ROW_NUL = "row_nul"
    FORMULA_EMPTY = "formula_empty"
    CELL_ERROR = "cell_error"
    COLUMN_BAD = "column_bad"
    NUMBER_TWICE = "number_twice"
    NUMBER_REGISTERED = "number_registered"
    OLD_NUMBER_TWICE = "old_number_twice"
    OLD_NUMBER_REGISTERED = "old_number_registered"
    LOOKS_TWICE = "looks_twice"
    LOOKS_REGISTERED = "looks_registered"

    @property
    def weight(self) -> Weight:
        """Return how heavily this finding weighs."""
        if self in _DUPLICATES:
            return Weight.DUPLICATE
        return Weight.WARNING if self in _WARNINGS else Weight.ERROR


_DUPLICATES = frozenset(
    {
        FindingCode.NUMBER_TWICE,
        FindingCode.NUMBER_REGISTERED,
        FindingCode.OLD_NUMBER_TWICE,
        FindingCode.OLD_NUMBER_REGISTERED,
        FindingCode.LOOKS_TWICE,
        FindingCode.LOOKS_REGISTERED,
    }
)
_WARNINGS = frozenset(
    {
        FindingCode.NUMBER_PLACE_UNKNOWN,
        FindingCode.NUMBER_CENTURY_AHEAD,
        FindingCode.NUMBER_SEX_DIFFERS,
        FindingCode.NUMBER_YEAR_DIFFERS,
        FindingCode.NAME_ONE_WORD,
        FindingCode.BIRTH_FIRST_OF_JANUARY,
        FindingCode.PHONE_FORM,
        FindingCode.PHONE_LOST_ZERO,
        FindingCode.CARD_UNDER_AGE,
    }
)
