"""A block of rows: responsible unit, residence, standing, and what keeps a row out."""

import polars as pl
import pytest

from tests.record.rolls.files import ON, block, person
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing
from toandan.record.rolls.rules.checks import PERSON_COLUMNS, Checked, Checker
from toandan.record.rolls.words import FindingCode

UNITS = {"00001": 10, "00004": 11, "00007": 12}


def check(*rows: dict[str, str], scope: tuple[tuple[int, int], ...] | None = None) -> Checked:
    return Checker(on=ON, units=UNITS, scope=scope).check(block(*rows))


def codes(checked: Checked) -> set[str]:
    return set(checked.findings["code"].to_list())


def test_a_good_row_becomes_a_person() -> None:
    checked = check(person(1))
    assert checked.findings.is_empty()
    row = checked.rows.row(0, named=True)
    assert row["good"]
    assert row["unit_no"] == 10
    assert row["name_key"] == "tran an binha"
    assert (row["birth_year"], row["birth_month"], row["birth_day"], row["birth_basis"]) == (1985, 5, 17, "full")
    assert Standing.of(row["state"]) == Standing(Residence.PERMANENT, Card.DUE, EId.NONE)
    assert checked.rows.columns == ["line", *PERSON_COLUMNS, "state", "good"]


@pytest.mark.parametrize(
    ("permanent", "temporary", "present", "unit", "residence"),
    [
        ("00001", "", "", 10, Residence.PERMANENT),
        ("00001", "", "00001", 10, Residence.PERMANENT),
        ("00001", "00004", "", 11, Residence.TEMPORARY),
        ("00001", "", "00004", 11, Residence.TEMPORARY),
        ("", "00004", "", 11, Residence.TEMPORARY),
        ("00001", "00004", "00007", 12, Residence.TEMPORARY),
        ("", "", "00007", 12, Residence.UNREGISTERED),
    ],
)
def test_the_present_commune_answers_for_the_person(
    permanent: str, temporary: str, present: str, unit: int, residence: Residence
) -> None:
    row = check(person(1, permanent_commune=permanent, temporary_commune=temporary, present_commune=present)).rows.row(
        0, named=True
    )
    assert row["unit_no"] == unit
    assert Standing.of(row["state"]).residence is residence


def test_a_row_without_any_commune_is_refused() -> None:
    checked = check(person(1, permanent_commune=""))
    assert codes(checked) == {FindingCode.UNIT_MISSING}
    assert checked.rows["good"].to_list() == [False]


def test_an_unknown_commune_is_said_once() -> None:
    assert codes(check(person(1, permanent_commune="12345"))) == {FindingCode.UNIT_UNKNOWN}


@pytest.mark.parametrize(
    ("birth", "card", "expected"),
    [
        ("2009-06-03", "", Card.DUE),
        ("2009-06-04", "", Card.NOT_DUE),
        ("2009", "", Card.DUE),
        ("2010", "", Card.NOT_DUE),
        ("", "", Card.DUE),
        ("1985-05-17", "issued", Card.ISSUED),
        ("1985-05-17", "Đã cấp", Card.ISSUED),
    ],
)
def test_an_empty_card_cell_follows_the_age(birth: str, card: str, expected: Card) -> None:
    row = check(person(1, personal_number="", birth_date=birth, card=card)).rows.row(0, named=True)
    assert Standing.of(row["state"]).card is expected


def test_who_is_due_without_any_birth_date_has_an_obstacle() -> None:
    rows = check(person(1, personal_number="", birth_date=""), person(2, personal_number="", birth_date="1950")).rows
    obstacles = [Standing.of(state).obstacle for state in rows["state"].to_list()]
    assert obstacles == [Obstacle.BIRTH_DATE_MISSING, Obstacle.NONE]


def test_nobody_of_age_leaves_the_count_by_a_word_in_a_file() -> None:
    checked = check(person(1, card="not_due"), person(2, personal_number="", birth_date="2015-01-02", card="due"))
    found = {(line, code) for line, code in checked.findings.select("line", "code").iter_rows()}
    assert found == {(2, FindingCode.CARD_OF_AGE), (3, FindingCode.CARD_UNDER_AGE)}
    assert checked.rows["good"].to_list() == [False, True]


def test_a_unit_outside_the_scope_is_refused() -> None:
    checked = check(person(1), person(2, present_commune="00004"), scope=((10, 10),))
    assert checked.rows["good"].to_list() == [True, False]
    assert codes(checked) == {FindingCode.UNIT_OUT_OF_SCOPE}


def test_a_code_that_is_good_on_another_day_is_refused_with_that_day() -> None:
    told = {"00004": "day=30/06/2025"}
    checker = Checker(on=ON, units=UNITS, scope=((10, 10),), elsewhen=lambda code: told.get(code, ""))
    checked = checker.check(block(person(1), person(2, present_commune="00004"), person(3, present_commune="00007")))
    assert checked.findings.select("line", "code", "detail").rows() == [
        (3, FindingCode.UNIT_ON_ANOTHER_DAY, "day=30/06/2025"),
        (4, FindingCode.UNIT_OUT_OF_SCOPE, ""),
    ]
    assert checked.rows["good"].to_list() == [True, False, False]


def test_all_that_is_wrong_in_a_row_is_said() -> None:
    checked = check(person(1, personal_number="12", birth_date="x", sex="?", full_name="", permanent_commune="1"))
    assert codes(checked) == {
        FindingCode.NUMBER_LENGTH,
        FindingCode.BIRTH_UNREADABLE,
        FindingCode.SEX_WORD,
        FindingCode.NAME_MISSING,
        FindingCode.UNIT_LOST_ZERO,
    }
    assert checked.findings.filter(pl.col("code") == FindingCode.BIRTH_UNREADABLE)["value"].to_list() == ["x"]


def test_warnings_let_a_row_in() -> None:
    checked = check(person(1, sex="Nữ", phone="12", full_name="Hương"))
    assert codes(checked) == {FindingCode.NUMBER_SEX_DIFFERS, FindingCode.PHONE_FORM, FindingCode.NAME_ONE_WORD}
    assert checked.rows["good"].to_list() == [True]
    assert checked.rows["phone"].to_list() == [""]


def test_blocks_share_what_was_learnt() -> None:
    checker = Checker(on=ON, units=UNITS)
    first = checker.check(block(person(1)))
    second = checker.check(block(person(2), person(3, birth_date="1999-09-09", personal_number="001099000001")))
    assert first.rows["good"].all()
    assert second.rows["birth_year"].to_list() == [1985, 1999]


def test_an_empty_block_is_an_empty_answer() -> None:
    checked = Checker(on=ON, units=UNITS).check(block())
    assert checked.rows.height == 0
    assert checked.findings.height == 0
