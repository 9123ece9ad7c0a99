"""Telephone numbers are only ever warned about."""

import pytest

from toandan.ground.kernel import phone


@pytest.mark.parametrize("text", ["", "0912345678", "0912 345 678", "(024) 3825-1234", "+84 912 345 678"])
def test_what_people_write(text: str) -> None:
    assert phone.check(text) == []


@pytest.mark.parametrize("text", ["12", "số của con", "0912345678 / 0987654321"])
def test_what_looks_strange(text: str) -> None:
    (finding,) = phone.check(text)
    assert finding.code == phone.STRANGE
    assert not finding.is_error


def test_separators_are_taken_out() -> None:
    assert phone.clean("+84 (912) 345-678") == "+84912345678"
