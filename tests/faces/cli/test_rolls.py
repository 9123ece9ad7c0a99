"""`people import` and `people export` as the operator types them."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils.timezone import localdate
from typer.testing import CliRunner

from tests.record.rolls.files import csv_text, person, write
from toandan.command.campaign.operations import create_order
from toandan.faces.cli import rolls, terminal
from toandan.faces.cli.people import app
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger import queries as ledger
from toandan.record.officers.queries import reading
from toandan.record.rolls.operations import UnableToImport
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.STATE_DIR = tmp_path / "state"
    monkeypatch.setattr(terminal, "start", lambda: None)
    yield


def give_order() -> None:
    """Give an order over Hà Nội of 2023 that ended long ago."""
    create_order(
        actor=the_house(), now=datetime.now(UTC), client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh 01",
        title_en="Order 01", scope=units.by_code("01", as_of=date(2023, 6, 3)).number, starts_on=date(2023, 5, 20),
        deadline=date(2023, 6, 30),
    )  # fmt: skip


def call(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    return done.exit_code, done.stdout


def test_import_says_as_json_what_became_of_the_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "roll.csv", [*(person(n) for n in range(30)), person(30, sex="?")])
    code, said = call("import", str(path), "--on", "2023-06-03", "--json", "--good-rows")
    report = json.loads(said)
    assert code == 0
    assert (report["state"], report["rows"], report["accepted"], report["refused"]) == ("done", 31, 30, 1)
    assert set(report) >= {"duplicates", "warnings", "entries", "seconds", "findings"}
    [finding] = report["findings"]
    assert (finding["line"], finding["column"], finding["value"]) == (32, "sex", "?")
    assert set(finding["reason"]) == {"vi", "en"}


def test_a_day_that_has_not_come_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "roll.csv", [person(1)])
    with pytest.raises(UnableToImport) as refusal:
        call("import", str(path), "--on", str(localdate() + timedelta(days=1)))
    assert refusal.value.code == "rolls.day_to_come"


def test_a_refused_file_ends_with_a_code_and_a_spreadsheet(tmp_path: Path) -> None:
    path = write(tmp_path / "roll.csv", [person(1), person(2, sex="?")])
    report = tmp_path / "report.xlsx"
    code, said = call("import", str(path), "--on", "2023-06-03", "--report", str(report))
    assert code == 3
    assert "0 accepted, 1 refused" in said
    assert report.read_bytes()[:2] == b"PK"


def test_without_a_day_the_order_that_is_there_gives_it(tmp_path: Path) -> None:
    path = write(tmp_path / "roll.csv", [person(1)])
    done = CliRunner().invoke(app, ["import", str(path), "--dry-run"], catch_exceptions=False)
    assert f"count from {localdate()}" in done.output
    give_order()
    done = CliRunner().invoke(app, ["import", str(path)], catch_exceptions=False)
    assert done.exit_code == 0
    # Nothing was reported under the order yet, so its figures stand at its deadline.
    assert "count from 2023-06-30" in done.output
    unit = units.by_code("00001", as_of=date(2023, 6, 30)).number
    with reading(the_house()):
        assert [line[1] for line in ledger.line_list(low=unit, high=unit, states=None, after=None, limit=5)] == [unit]


def test_headings_are_mapped_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    path.write_text(csv_text([{"A": "Lê An", "B": "00001"}], ["A", "B"]))
    code, _ = call(
        "import", str(path), "--on", "2023-06-03", "--map", "full_name=A", "--map", "present_commune=B", "--json"
    )
    assert code == 0
    assert rolls._mapping(["full_name = Họ tên", "sex="]) == {"full_name": "Họ tên", "sex": ""}
    assert CliRunner().invoke(app, ["import", str(path), "--on", "2023-06-03", "--map", "nonsense"]).exit_code == 2


def test_export_writes_who_stands_there(tmp_path: Path) -> None:
    path = write(tmp_path / "roll.csv", [person(1), person(2, card="issued")])
    call("import", str(path), "--on", "2023-06-03", "--json")
    out = tmp_path / "out.csv"
    code, said = call("export", "--unit", "00001", "--card", "due", "--out", str(out), "--json")
    assert (code, json.loads(said)["people"]) == (0, 1)
    assert "001085000001" in out.read_text(encoding="utf-8-sig")
