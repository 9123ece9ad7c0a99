"""Folding of names: what looks or sounds alike is alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.record.units.rules.spelling import key, proper, words

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ "


@given(st.text(LETTERS, max_size=40), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_neither_unicode_form_nor_case_matters(text: str, form: str) -> None:
    assert key(unicodedata.normalize(form, text)) == key(text)
    assert key(text.upper()) == key(text)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)
    assert set(key(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("P. Phúc Xá", "p phuc xa"),
        ("Q.Ba Đình", "q ba dinh"),
        ("Văn Miếu - Quốc Tử Giám", "van mieu quoc tu giam"),
        ("Phường 05", "phuong 5"),
        ("P5", "p 5"),
        ("ÐỐNG ÐA", "dong da"),
        ("Xã Đạ M'ri", "xa da m ri"),
        ("00000", "0"),
    ],
)
def test_known_spellings(written: str, folded: str) -> None:
    assert key(written) == folded


def test_i_and_y_are_one() -> None:
    assert words("Mĩ Đình") == words("Mỹ Đình")


@pytest.mark.parametrize(
    ("name", "kind", "own"),
    [
        ("Thị trấn Sóc Sơn", "thị trấn", ("soc", "son")),
        ("Thành phố Hà Nội", "thành phố", ("ha", "noi")),
        ("Phường 5", "phường", ("5",)),
        ("Xã", "xã", ("xa",)),
        ("Việt Nam", "", ("viet", "nam")),
    ],
)
def test_the_legal_form_is_taken_off_unless_nothing_remains(name: str, kind: str, own: tuple[str, ...]) -> None:
    assert proper(name, kind) == own
