"""Lists on their way out: readable back, masked, safe in a spreadsheet, journalled, within the scope."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import fastexcel
import pytest
from django.db import connection

from tests.officers_help import actor_for
from tests.record.rolls.files import ON, person, write
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import NotAllowed, UnableTo
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.rolls import operations, queries
from toandan.record.rolls.adapters.xlsx_writer import safe
from toandan.record.rolls.words import ImportChoice
from toandan.record.units import queries as units

NOW = datetime(2023, 6, 3, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _filled(tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[None]:
    settings.STATE_DIR = tmp_path / "state"
    rows = [person(1), person(2, card="issued"), person(3, permanent_commune="00004", present_address="=1+1 x")]
    path = write(tmp_path / "in.csv", rows)
    operations.import_roll(actor=the_house(), now=NOW, path=path, choice=ImportChoice(ON))
    yield


def place(code: str) -> int:
    return units.by_code(code, as_of=ON).number


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_what_went_in_comes_out_in_the_same_columns(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert operations.export_list(actor=the_house(), unit=place("001"), path=out) == 3
    first = lines(out)[0]
    assert first["personal_number"] == "001085000001"
    assert (first["birth_date"], first["permanent_commune"], first["card"]) == ("1985-05-17", "00001", "due")
    assert (first["unit"], first["residence"], first["effective_on"]) == ("00001", "permanent", "2023-06-03")
    assert out.stat().st_mode & 0o077 == 0


def test_a_list_can_be_narrowed_by_words(tmp_path: Path) -> None:
    states = queries.chosen_states(card=["issued"])
    out = tmp_path / "out.csv"
    assert operations.export_list(actor=the_house(), unit=place("001"), path=out, states=states) == 1
    assert lines(out)[0]["personal_number"] == "001085000002"
    assert queries.chosen_states() is None
    with pytest.raises(UnableTo):
        queries.chosen_states(card=["golden"])


def test_a_spreadsheet_holds_texts_where_formulas_could_be(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    operations.export_list(actor=the_house(), unit=place("00004"), path=out)
    sheet = fastexcel.read_excel(out).load_sheet(0).to_polars()
    assert sheet["present_address"].to_list() == ["=1+1 x"]
    assert sheet["personal_number"].to_list() == ["001085000003"]
    assert [str(day)[:10] for day in sheet["effective_on"]] == [str(ON)]
    operations.export_list(actor=the_house(), unit=place("00004"), path=tmp_path / "out.csv")
    assert lines(tmp_path / "out.csv")[0]["present_address"] == "'=1+1 x"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\tx"])
def test_risky_cells_are_defused(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert safe("Nguyễn") == "Nguyễn"
    assert safe(None) == ""


def test_an_export_names_everybody_in_the_journal(tmp_path: Path) -> None:
    officer = actor_for("ca00001", Role.COMMUNE_POLICE, place("00001"))
    operations.export_list(actor=officer, unit=place("00001"), path=tmp_path / "out.csv")
    with reading(the_house()), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT verb FROM journal_line")
        verbs = {verb for (verb,) in cursor.fetchall()}
    assert {"rolls.roll.export", "people.person.read"} <= verbs


def test_only_who_may_export_gets_a_file_and_only_of_the_own_unit(tmp_path: Path) -> None:
    officer = actor_for("ca00001", Role.COMMUNE_POLICE, place("00001"))
    out = tmp_path / "out.csv"
    assert operations.export_list(actor=officer, unit=place("00001"), path=out) == 2
    with pytest.raises(NotAllowed):
        operations.export_list(actor=officer, unit=place("00004"), path=out)
    auditor = actor_for("kiemtra", Role.AUDITOR, place("00001"))
    with pytest.raises(NotAllowed):
        operations.export_list(actor=auditor, unit=place("00001"), path=out)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnableTo) as refused:
        operations.export_list(actor=the_house(), unit=place("00001"), path=tmp_path / "out.pdf")
    assert refused.value.code == "rolls.format_unknown"


def test_a_code_means_the_unit_that_has_people() -> None:
    assert queries.unit_of_code(actor=the_house(), code="001") == place("001")
    assert queries.unit_of_code(actor=the_house(), code="00004", as_of=ON) == place("00004")
