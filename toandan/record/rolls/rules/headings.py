"""Guesses which heading of a file means which column of the roll, in Vietnamese and English, in any spelling.

A heading is folded (no marks, no case, no punctuation) and looked up; what is left over is tried word by word. A guess
is only a proposal: the person who imports can change it.
"""

import re
from collections.abc import Mapping, Sequence

from toandan.ground.kernel import names
from toandan.record.rolls.words import REQUIRED, UNIT_COLUMNS, RollColumn

_NOT_LETTERS = re.compile(r"[^0-9a-z]+")

_SPELLINGS: Mapping[RollColumn, tuple[str, ...]] = {
    RollColumn.PERSONAL_NUMBER: (
        "personal number", "personal id", "personal identification number", "id number", "identity number",
        "citizen id",
        "citizen id number", "national id", "cccd", "so cccd", "so can cuoc", "can cuoc", "so can cuoc cong dan",
        "can cuoc cong dan", "ma cccd", "so dinh danh", "so dinh danh ca nhan", "so ddcn", "sddcn", "ddcn",
        "ma dinh danh", "ma dinh danh ca nhan", "so the can cuoc", "so dinh danh cccd", "so cccd so dinh danh",
        "so dinh danh ca nhan cccd", "so ddcn cccd", "cccd so dinh danh ca nhan",
    ),
    RollColumn.OLD_NUMBER: (
        "old number", "old id", "old id number", "old card number", "cmnd", "so cmnd", "cmnd cu", "so cmnd cu", "cmt",
        "so cmt", "chung minh nhan dan", "so chung minh nhan dan", "so giay to cu", "cmnd 9 so", "so cmnd 9 so",
    ),
    RollColumn.FULL_NAME: (
        "full name", "name", "name and surname", "ho ten", "ho va ten", "ten", "ho va ten khai sinh",
        "ho chu dem va ten", "ho chu dem va ten khai sinh", "ho ten khai sinh", "ho ten cong dan", "ten cong dan",
        "ho ten day du", "ho ten dem va ten",
    ),
    RollColumn.BIRTH_DATE: (
        "birth date", "date of birth", "dob", "birthday", "born", "birth", "ngay sinh", "ngay thang nam sinh",
        "nam sinh",
        "ntns", "sinh ngay", "ngay thang sinh", "ngay sinh nam sinh",
    ),
    RollColumn.SEX: ("sex", "gender", "gioi tinh", "gt", "phai", "nam nu", "gioi"),
    RollColumn.FATHER_NAME: (
        "father name", "father", "fathers name", "father s name", "full name of father", "cha", "ho ten cha",
        "ho va ten cha", "ten cha", "bo", "ho ten bo", "ho va ten bo", "ten bo",
    ),
    RollColumn.MOTHER_NAME: (
        "mother name", "mother", "mothers name", "mother s name", "full name of mother", "me", "ho ten me",
        "ho va ten me", "ten me",
    ),
    RollColumn.SPOUSE_NAME: (
        "spouse name", "spouse", "husband or wife", "vo chong", "ho ten vo chong", "ho va ten vo chong",
        "ho ten vo hoac chong", "ho va ten vo hoac chong", "ten vo chong", "vo hoac chong",
    ),
    RollColumn.PERMANENT_COMMUNE: (
        "permanent commune", "permanent residence", "permanent", "commune of permanent residence", "thuong tru",
        "noi thuong tru", "noi dang ky thuong tru", "ma xa thuong tru", "xa thuong tru", "ma don vi thuong tru", "hktt",
        "ho khau thuong tru", "noi dk thuong tru", "ma xa phuong thuong tru", "dia chi thuong tru", "ho khau",
    ),
    RollColumn.TEMPORARY_COMMUNE: (
        "temporary commune", "temporary residence", "temporary", "commune of temporary residence", "tam tru",
        "noi tam tru", "noi dang ky tam tru", "ma xa tam tru", "xa tam tru", "ma don vi tam tru", "dia chi tam tru",
    ),
    RollColumn.PRESENT_COMMUNE: (
        "present commune", "current commune", "commune", "commune code", "present residence", "current residence",
        "ward code", "ma xa", "ma phuong", "ma xa phuong", "ma don vi", "ma dvhc", "xa phuong", "ma xa hien tai",
        "noi o hien tai ma xa", "ma xa noi o hien tai", "xa hien tai", "don vi", "ma don vi hanh chinh",
        "ma xa hien nay", "noi cu tru", "noi o hien nay ma xa", "phuong xa", "ma phuong xa",
    ),
    RollColumn.PRESENT_ADDRESS: (
        "present address", "address", "current address", "dia chi", "noi o", "noi o hien tai", "noi o hien nay",
        "cho o hien nay", "cho o hien tai", "dia chi hien tai", "dia chi hien nay", "dia chi noi o hien tai",
        "dia chi noi o", "so nha", "so nha to", "dia chi cu tru",
    ),
    RollColumn.PHONE: (
        "phone", "phone number", "telephone", "mobile", "mobile phone", "tel", "dien thoai", "so dien thoai", "sdt",
        "dt", "so dt", "di dong", "so di dong", "dien thoai di dong",
    ),
    RollColumn.CARD: (
        "card", "card state", "card status", "card stage", "trang thai cccd", "tinh trang cccd", "trang thai the",
        "tinh trang the", "tinh trang cap cccd", "tinh trang cap the", "the",
    ),
    RollColumn.EID: (
        "eid", "e id", "e id state", "eid status", "account", "dinh danh dien tu", "trang thai ddt",
        "tai khoan dinh danh", "tai khoan dinh danh dien tu", "trang thai dinh danh dien tu", "vneid", "dddt",
        "tinh trang dinh danh dien tu", "trang thai dddt", "tk dddt",
    ),
}  # fmt: skip
_MEANING: Mapping[str, RollColumn] = {
    spelling: column for column, spellings in _SPELLINGS.items() for spelling in spellings
} | {column.value.replace("_", " "): column for column in RollColumn}
_FURNITURE = re.compile(r"^(?:stt|tt|no|so thu tu|ghi chu|note|notes)$")
_TRAILER = re.compile(r"\s+(?:\d+|bat buoc|neu co|required|optional|if any|code|ma)$")


def fold(heading: str) -> str:
    """Return a heading as it is compared: no marks, no case, single spaces between letters and digits."""
    return _NOT_LETTERS.sub(" ", names.key(heading)).strip()


def meaning(heading: str) -> RollColumn | None:
    """Return the column a heading means, or None when it says nothing known."""
    folded = fold(re.sub(r"\([^)]*\)", " ", heading)) or fold(heading)
    while folded and not _FURNITURE.match(folded):
        if folded in _MEANING:
            return _MEANING[folded]
        shorter = _TRAILER.sub("", folded)
        if shorter == folded:
            return None
        folded = shorter
    return None


def guess(headings: Sequence[str]) -> dict[RollColumn, int]:
    """Return for each recognised column its place among `headings`, from 0; the first heading of a meaning wins."""
    found: dict[RollColumn, int] = {}
    for place, heading in enumerate(headings):
        column = meaning(heading)
        if column is not None and (column not in found or heading == column.value):
            found[column] = place
    return found


def looks_like_headings(cells: Sequence[str]) -> bool:
    """Tell whether a row is a heading row: at least two cells with a known meaning, the name among them."""
    found = guess(cells)
    return len(found) >= 2 and RollColumn.FULL_NAME in found


def missing(columns: Mapping[RollColumn, int]) -> list[RollColumn]:
    """Return what a mapping lacks before a roll can be read: the required columns, and one that names a unit."""
    lacking = [column for column in REQUIRED if column not in columns]
    if not any(column in columns for column in UNIT_COLUMNS):
        lacking.append(UNIT_COLUMNS[0])
    return lacking
