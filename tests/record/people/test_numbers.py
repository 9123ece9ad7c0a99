"""Numbers as people and spreadsheets write them: led back where it is sure, named as damaged where it is not."""

from collections.abc import Iterator

import pytest

from tests.record.people.conftest import enter, someone
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.officers.queries import reading
from toandan.record.people import queries
from toandan.record.people.words import Damage, Sex

ANH, BINH, CHI, DUNG, OLD, SAME = (
    "001085000001",
    "011085000002",
    "008185000003",
    "011090000004",
    "098765432",
    "123456789",
)


@pytest.fixture
def bearers(phuc_xa: Actor) -> Iterator[dict[str, int]]:
    """Whoever bears these numbers; Dũng's says another year than his row, and SAME is also what is left of Giang's."""
    people = {
        ANH: someone("Nguyễn Văn Anh", personal_number=ANH, old_number="011234567"),
        BINH: someone("Nguyễn Văn Bình", personal_number=BINH),
        CHI: someone("Nguyễn Thị Chi", personal_number=CHI, sex=Sex.FEMALE),
        DUNG: someone("Nguyễn Văn Dũng", personal_number=DUNG, old_number=OLD),
        SAME: someone("Nguyễn Thị Em", old_number=SAME, sex=Sex.FEMALE),
        "giang": someone("Nguyễn Thị Giang", personal_number="000" + SAME, birth=PartialDate.of(1923), sex=Sex.FEMALE),
        "hoa": someone("Nguyễn Thị Hoa", personal_number="000185000009", sex=Sex.FEMALE),
    }
    found = {number: enter(phuc_xa, details) for number, details in people.items()}
    with reading(phuc_xa):
        yield found


@pytest.mark.parametrize(
    ("written", "bearer"),
    [
        (ANH, ANH),
        ("'001085000001", ANH),
        ("001 085 000 001", ANH),
        ("001.085.000001", ANH),
        ("1085000001", ANH),
        ("1085000001.0", ANH),
        ("11085000002", BINH),
        ("8185000003", CHI),
        (OLD, DUNG),
        ("098 765 432", DUNG),
        ("185000009", "hoa"),
    ],
)
def test_a_number_leads_to_its_bearer(bearers: dict[str, int], written: str, bearer: str) -> None:
    assert queries.by_written([written]) == {written: bearers[bearer]}


@pytest.mark.parametrize(
    ("written", "damage"),
    [
        ("11090000004", Damage.ZEROS_LOST),  # The digits say 1990, the row 1985.
        ("11234567", Damage.ZEROS_LOST),  # An old number says nothing that could be compared.
        ("1085999999", Damage.ZEROS_LOST),  # Nobody here bears it with its zeros.
        (SAME, Damage.ZEROS_LOST),  # Two people could be meant.
        ("1.085E+09", Damage.ROUNDED),
        ("001085999999", None),
        ("987654321", None),
        ("không có", None),
        ("", None),
    ],
)
def test_what_is_not_sure_leads_to_nobody(bearers: dict[str, int], written: str, damage: Damage | None) -> None:
    assert queries.by_written([written]) == ({} if damage is None else {written: damage})
