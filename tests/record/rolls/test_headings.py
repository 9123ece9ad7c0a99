"""Headings in any spelling are understood, and what is not understood is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.record.rolls.rules import headings
from toandan.record.rolls.words import RollColumn


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Họ và tên", RollColumn.FULL_NAME),
        ("HỌ VÀ TÊN (*)", RollColumn.FULL_NAME),
        ("ho_va_ten", RollColumn.FULL_NAME),
        ("Họ, chữ đệm và tên khai sinh", RollColumn.FULL_NAME),
        ("Số CCCD", RollColumn.PERSONAL_NUMBER),
        ("Số định danh cá nhân/CCCD", RollColumn.PERSONAL_NUMBER),
        ("Số CMND (9 số)", RollColumn.OLD_NUMBER),
        ("Ngày sinh", RollColumn.BIRTH_DATE),
        ("Ngày, tháng, năm sinh", RollColumn.BIRTH_DATE),
        ("Giới tính", RollColumn.SEX),
        ("Nơi thường trú", RollColumn.PERMANENT_COMMUNE),
        ("Nơi tạm trú (mã xã)", RollColumn.TEMPORARY_COMMUNE),
        ("Địa chỉ hiện tại", RollColumn.PRESENT_ADDRESS),
        ("SĐT", RollColumn.PHONE),
        ("Họ tên cha", RollColumn.FATHER_NAME),
        ("Vợ/chồng", RollColumn.SPOUSE_NAME),
        ("Date of Birth", RollColumn.BIRTH_DATE),
        ("Full Name", RollColumn.FULL_NAME),
        ("Mã xã", RollColumn.PRESENT_COMMUNE),
    ],
)
def test_a_heading_means_its_column(heading: str, column: RollColumn) -> None:
    assert headings.meaning(heading) is column


@pytest.mark.parametrize("heading", ["STT", "Ghi chú", "", "Dân tộc", "Tôn giáo", "No."])
def test_a_strange_heading_means_nothing(heading: str) -> None:
    assert headings.meaning(heading) is None


def test_the_canonical_headings_need_no_mapping() -> None:
    found = headings.guess([column.value for column in RollColumn])
    assert found == {column: place for place, column in enumerate(RollColumn)}
    assert headings.missing(found) == []


def test_the_exact_canonical_heading_wins_over_a_similar_one() -> None:
    assert headings.guess(["Họ và tên", "full_name"])[RollColumn.FULL_NAME] == 1


def test_a_roll_needs_a_name_and_a_commune() -> None:
    assert headings.missing({}) == [RollColumn.FULL_NAME, RollColumn.PRESENT_COMMUNE]
    assert headings.missing({RollColumn.FULL_NAME: 0, RollColumn.TEMPORARY_COMMUNE: 1}) == []


def test_a_title_is_no_heading_row() -> None:
    assert not headings.looks_like_headings(["DANH SÁCH NHÂN KHẨU", "", ""])
    assert headings.looks_like_headings(["STT", "Họ và tên", "Ngày sinh"])


@given(st.text(max_size=40))
def test_any_text_is_answered(heading: str) -> None:
    found = headings.meaning(heading)
    assert found is None or found in RollColumn
