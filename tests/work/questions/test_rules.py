"""Codes with one wrong sign are refused and none can be guessed; what a person writes is not taken for spam."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.kernel.codes import ALPHABET, code_of, read_code
from toandan.work.questions.rules import marks_of
from toandan.work.questions.words import Mark

WRITTEN = "Tôi 82 tuổi, không đi lại được. Khi nào công an đến nhà làm thẻ?"


@given(st.binary(min_size=32, max_size=32), st.integers(0, 15), st.sampled_from(ALPHABET))
def test_a_code_is_read_however_it_is_typed_and_one_wrong_sign_is_noticed(entropy: bytes, at: int, sign: str) -> None:
    code = code_of(entropy)
    assert read_code(code) == code
    assert read_code(code.lower().replace("-", " ")) == code
    bare = code.replace("-", "")
    if bare[at] != sign:
        assert read_code(bare[:at] + sign + bare[at + 1 :]) is None


@given(st.binary(min_size=32, max_size=32), st.integers(0, 15), st.integers(0, 15))
def test_two_signs_exchanged_are_noticed(entropy: bytes, one: int, other: int) -> None:
    signs = list(code_of(entropy).replace("-", ""))
    if signs[one] != signs[other]:
        signs[one], signs[other] = signs[other], signs[one]
        assert read_code("".join(signs)) is None


@pytest.mark.parametrize("typed", ["", "ABCD", "O0I1-LLLL-2222-2222", "ABCD-EFGH-JKMN-PQRS-T", "' OR 1=1 --"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@pytest.mark.parametrize(
    ("text", "more", "marks"),
    [
        (WRITTEN, {}, set()),
        ("Mat the, lam lai o dau, het bao nhieu tien?", {}, set()),
        ("When is my card ready? I applied on 12/5/2023.", {}, set()),
        (WRITTEN, {"trapped": True}, {Mark.TRAP}),
        (WRITTEN, {"seconds": 0.4}, {Mark.QUICK}),
        ("Vay tiền nhanh www.vay-tien.example", {}, {Mark.LINKS}),
        ("!!!!! 0987654321 $$$$$ a b", {}, {Mark.NOISE}),
        ("купить дешево прямо сейчас без регистрации", {}, {Mark.NOISE}),
    ],
)
def test_what_looks_like_spam_is_marked(text: str, more: dict[str, object], marks: set[Mark]) -> None:
    assert marks_of(text, **({"trapped": False, "seconds": 40.0} | more)) == marks  # type: ignore[arg-type]
