"""The columns of the canonical roll, in the order a roll is written (cột của danh sách)."""

from enum import StrEnum


class RollColumn(StrEnum):
    """One column of the canonical roll; its value is the heading that needs no mapping."""

    PERSONAL_NUMBER = "personal_number"
    OLD_NUMBER = "old_number"
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    FATHER_NAME = "father_name"
    MOTHER_NAME = "mother_name"
    SPOUSE_NAME = "spouse_name"
    PERMANENT_COMMUNE = "permanent_commune"
    TEMPORARY_COMMUNE = "temporary_commune"
    PRESENT_COMMUNE = "present_commune"
    PRESENT_ADDRESS = "present_address"
    PHONE = "phone"
    CARD = "card"
    EID = "eid"


REQUIRED: tuple[RollColumn, ...] = (RollColumn.FULL_NAME,)
"""Columns without which a roll cannot be read at all; besides these at least one of `UNIT_COLUMNS`."""

UNIT_COLUMNS: tuple[RollColumn, ...] = (
    RollColumn.PRESENT_COMMUNE,
    RollColumn.TEMPORARY_COMMUNE,
    RollColumn.PERMANENT_COMMUNE,
)
"""The columns that say who is responsible, the strongest first."""
