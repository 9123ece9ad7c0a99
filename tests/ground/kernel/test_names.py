"""Search keys of names: the same whatever the marks, the case and the spacing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.kernel import names


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Đặng Thị Hoà", "dang thi hoa"),
        ("  NGUYỄN   văn\tMẪU ", "nguyen van mau"),
        ("H'Hen Niê", "h'hen nie"),
        ("Ênuôl Y-Bham", "enuol y-bham"),
        ("", ""),
    ],
)
def test_examples(written: str, key: str) -> None:
    assert names.key(written) == key


@given(st.text(max_size=40))
def test_composed_and_decomposed_letters_have_one_key(text: str) -> None:
    assert names.key(unicodedata.normalize("NFD", text)) == names.key(unicodedata.normalize("NFC", text))
    assert "  " not in names.key(text)
    assert names.key(text) == names.key(text).strip()


@given(st.text(max_size=40))
def test_tidying_twice_changes_nothing_and_keeps_the_key(text: str) -> None:
    tidy = names.tidy(text)
    assert names.tidy(tidy) == tidy
    assert names.key(tidy) == names.key(text)


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\u202e", "\ufeff", "\u2066", "\x00", "\x1b", "\u00ad", "\u034f", "\u3164", "\ufe0f"]
)
def test_what_nobody_sees_neither_stays_in_a_name_nor_hides_it(unseen: str) -> None:
    assert names.tidy(f"Nguy{unseen}ễn Văn{unseen} An") == "Nguyễn Văn An"
    assert names.key(f"Nguy{unseen}ễn") == "nguyen"
