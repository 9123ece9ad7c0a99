"""Lists typed for the old VNI fonts."""

import pytest

from toandan.ground.linkage import vni

PAIRS = [
    ("Nguyeãn Vaên Ñaïo", "Nguyễn Văn Đạo"),
    ("Traàn Thò Höông", "Trần Thị Hương"),
    ("LEÂ THÒ TÖ", "LÊ THỊ TƯ"),
    ("Phaïm Quoác Khaùnh", "Phạm Quốc Khánh"),
    ("Ñaëng Thò Hoaø", "Đặng Thị Hoà"),
    ("Buøi Ñöùc Myõ", "Bùi Đức Mỹ"),
    ("Voõ Lôïi", "Võ Lợi"),
    ("Nguyen Van A", "Nguyen Van A"),
]


@pytest.mark.parametrize(("typed", "meant"), PAIRS)
def test_vni_is_read(typed: str, meant: str) -> None:
    assert vni.decode(typed) == meant


def test_a_list_tells_by_its_letters_how_it_was_typed() -> None:
    assert vni.looks([typed for typed, _ in PAIRS])
    assert not vni.looks([meant for _, meant in PAIRS])
    assert not vni.looks(["Nguyen Van A", ""])


def test_vni_bytes_taken_for_windows_1258_are_found_again() -> None:
    typed = "Ñaëng Nguyeãn"
    misread = typed.encode("cp1252").decode("cp1258")
    assert misread != typed
    assert vni.western(misread) == typed


def test_real_windows_1258_is_not_taken_for_vni() -> None:
    real = "Đăng Nguyê\u0303n Thi\u0323"
    assert not vni.looks([vni.western(real)])
