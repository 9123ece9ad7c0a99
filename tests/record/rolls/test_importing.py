"""Files into the register: whole or good rows only, once only, stopped by duplicates, within the scope, resumed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import fastexcel
import pytest
from django.db import connection

from tests.officers_help import actor_for
from tests.record.rolls.files import ON, csv_text, person, write, write_xlsx
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.ledger import queries as ledger
from toandan.record.officers.queries import reading
from toandan.record.officers.words import ROLES, Role
from toandan.record.rolls import labels, operations
from toandan.record.rolls.operations import UnableToImport, checking, importing
from toandan.record.rolls.words import (
    BatchProgress,
    FindingCode,
    ImportChoice,
    ImportReport,
    Mode,
    RollsPermission,
    RunState,
)
from toandan.record.units import queries as units

NOW = datetime(2023, 6, 3, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[None]:
    settings.STATE_DIR = tmp_path / "state"
    yield


def run(
    path: Path, *, actor: Actor | None = None, mapping: Mapping[str, str] | None = None, **choice: object
) -> ImportReport:
    made = ImportChoice(ON, mapping or {}, **choice)  # type: ignore[arg-type]
    return operations.import_roll(actor=actor or the_house(), now=NOW, path=path, choice=made)


def people(actor: Actor | None = None) -> int:
    with reading(actor or the_house()), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        return int(cursor.fetchone()[0])


def roll(tmp_path: Path, rows: Sequence[Mapping[str, str]], name: str = "roll.csv") -> Path:
    return write(tmp_path / name, rows)


def test_a_good_roll_goes_in_and_is_counted(tmp_path: Path) -> None:
    report = run(roll(tmp_path, [person(n) for n in range(50)]))
    assert (report.state, report.rows, report.accepted, report.refused) == (RunState.DONE, 50, 50, 0)
    assert len(report.entries) == 1
    unit = units.by_code("00001", as_of=ON).number
    with reading(the_house()):
        assert ledger.balances(as_of=ON, low=unit, high=unit) == [(unit, 12100, 50)]


@pytest.mark.parametrize("role", [r for r, page in ROLES.items() if RollsPermission.IMPORT in page.permissions])
def test_every_role_that_may_import_can_import(tmp_path: Path, role: Role) -> None:
    actor = actor_for("nhap", role, units.by_code("00001", as_of=ON).number)
    path = roll(tmp_path, [person(n) for n in range(3)])
    assert run(path, actor=actor, dry_run=True).state is RunState.CHECKED
    report = run(path, actor=actor)
    assert (report.state, report.reason, report.accepted) == (RunState.DONE, "", 3)
    assert people() == 3


def test_a_role_without_the_word_imports_nothing(tmp_path: Path) -> None:
    actor = actor_for("kiem.tra", Role.AUDITOR, units.by_code("00001", as_of=ON).number)
    with pytest.raises(NotAllowed):
        run(roll(tmp_path, [person(1)]), actor=actor)
    assert people() == 0


@pytest.mark.parametrize("dry_run", [False, True])
def test_nobody_counts_from_a_day_that_has_not_come(tmp_path: Path, *, dry_run: bool) -> None:
    path = roll(tmp_path, [person(1)])
    tomorrow = ImportChoice(ON + timedelta(days=1), {}, dry_run=dry_run)
    with pytest.raises(UnableToImport) as refusal:
        operations.import_roll(actor=the_house(), now=NOW, path=path, choice=tomorrow)
    assert refusal.value.code == "rolls.day_to_come"
    # The city's day begins seven hours before the world clock's.
    late = datetime(2023, 6, 3, 18, tzinfo=UTC)
    report = operations.import_roll(actor=the_house(), now=late, path=path, choice=tomorrow)
    assert report.state is (RunState.CHECKED if dry_run else RunState.DONE)


def test_one_bad_row_keeps_a_whole_file_out(tmp_path: Path) -> None:
    report = run(roll(tmp_path, [*(person(n) for n in range(20)), person(20, sex="?")]))
    assert (report.state, report.reason, report.accepted, report.refused) == (RunState.REFUSED, "errors", 0, 1)
    assert people() == 0
    [finding] = report.findings
    assert (finding.line, finding.column, finding.value, finding.code) == (22, "sex", "?", FindingCode.SEX_WORD)
    assert set(labels.both(finding)) == {"vi", "en"}
    assert labels.both(finding)["en"] != labels.both(finding)["vi"]


def test_good_rows_only_leaves_the_bad_one_out(tmp_path: Path) -> None:
    report = run(roll(tmp_path, [*(person(n) for n in range(20)), person(20, sex="?")]), mode=Mode.GOOD_ROWS)
    assert (report.state, report.accepted, report.refused) == (RunState.DONE, 20, 1)
    assert people() == 20


def test_a_dry_run_writes_nothing_and_the_real_one_follows(tmp_path: Path) -> None:
    path = roll(tmp_path, [person(n) for n in range(5)])
    dry = run(path, dry_run=True)
    assert (dry.state, dry.accepted, people()) == (RunState.CHECKED, 5, 0)
    assert run(path).state is RunState.DONE
    assert people() == 5


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = roll(tmp_path, [person(n) for n in range(5)])
    first, again = run(path), run(path)
    assert not first.repeated
    assert again.repeated
    assert again.entries == first.entries
    assert people() == 5


def test_people_who_are_there_are_left_alone_and_the_new_ones_go_in(tmp_path: Path) -> None:
    run(roll(tmp_path, [person(n) for n in range(40)]))
    more = [person(n) for n in range(39, 79)]
    report = run(roll(tmp_path, more, "more.csv"))
    assert (report.state, report.accepted, report.duplicates) == (RunState.DONE, 39, 1)
    assert people() == 79
    assert [f.code for f in report.findings] == [FindingCode.NUMBER_REGISTERED]


def test_a_person_without_a_number_is_known_by_name_birth_and_commune(tmp_path: Path) -> None:
    run(roll(tmp_path, [person(n, personal_number="") for n in range(5)]))
    rows = [*(person(n) for n in range(100, 140)), person(1, personal_number="", full_name="TRẦN AN BÌNHA")]
    report = run(roll(tmp_path, rows, "more.csv"), mode=Mode.GOOD_ROWS)
    assert (report.accepted, report.duplicates) == (40, 1)
    assert [f.code for f in report.findings] == [FindingCode.LOOKS_REGISTERED]


def test_too_many_duplicates_stop_the_file(tmp_path: Path) -> None:
    run(roll(tmp_path, [person(n) for n in range(20)]))
    rows = [person(n) for n in range(18, 38)]
    stopped = run(roll(tmp_path, rows, "more.csv"), mode=Mode.GOOD_ROWS)
    assert (stopped.state, stopped.reason, people()) == (RunState.REFUSED, "duplicates", 20)
    allowed = run(tmp_path / "more.csv", mode=Mode.GOOD_ROWS, max_duplicates=10.0)
    assert (allowed.state, allowed.accepted, people()) == (RunState.DONE, 18, 38)


def test_a_number_twice_in_one_file_is_a_contradiction(tmp_path: Path) -> None:
    rows = [*(person(n) for n in range(40)), person(41, personal_number="001085000003")]
    assert run(roll(tmp_path, rows)).reason == "errors"
    report = run(tmp_path / "roll.csv", mode=Mode.GOOD_ROWS)
    assert (report.accepted, report.duplicates) == (40, 1)


def test_a_mapping_is_guessed_and_can_be_changed(tmp_path: Path) -> None:
    headings = ["STT", "Họ và tên", "Tên khác", "Mã xã"]
    rows = [{"STT": str(n), "Họ và tên": "X", "Tên khác": f"Lê An{'abc'[n]}", "Mã xã": "00001"} for n in range(3)]
    path = tmp_path / "roll.csv"
    path.write_text(csv_text(rows, headings))
    report = run(path, mapping={"full_name": "tên khác"})
    assert report.state is RunState.DONE
    with pytest.raises(UnableToImport) as refused:
        run(roll(tmp_path, [person(1)], "other.csv"), mapping={"full_name": "Họ tên gì đó"})
    assert refused.value.code == "rolls.heading_unknown"


def test_a_file_without_names_or_communes_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    path.write_text(csv_text([{"full_name": "Lê An", "sex": "M"}], ["full_name", "sex"]))
    with pytest.raises(UnableToImport) as refused:
        run(path)
    assert refused.value.values["columns"] == "present_commune"


def test_codes_of_another_year_are_refused_with_a_day_that_helps(tmp_path: Path) -> None:
    officer = actor_for("can.bo", Role.COMMUNE_POLICE, units.by_code("00001", as_of=ON).number)
    rows = [person(1), person(2, permanent_commune="00004")]
    choice = ImportChoice(date(2026, 3, 1), {}, Mode.GOOD_ROWS)
    report = operations.import_roll(
        actor=officer, now=datetime(2026, 3, 1, 9, tzinfo=UTC), path=roll(tmp_path, rows), choice=choice
    )
    here, there = report.findings
    assert (here.code, here.detail) == (FindingCode.UNIT_ON_ANOTHER_DAY, "day=30/06/2025")
    assert there.code == FindingCode.UNIT_OUT_OF_SCOPE
    assert all("30/06/2025" in sentence for sentence in labels.both(here).values())
    assert run(tmp_path / "roll.csv", actor=officer, mode=Mode.GOOD_ROWS).accepted == 1


def test_progress_ends_at_all_rows_whatever_the_file_was_guessed_to_have(tmp_path: Path) -> None:
    path, told = roll(tmp_path, [person(1), person(2)]), list[BatchProgress]()
    path.write_text(path.read_text() + "\n\n")
    choice = ImportChoice(ON, {}, Mode.GOOD_ROWS)
    operations.import_roll(actor=the_house(), now=NOW, path=path, choice=choice, on_progress=told.append)
    ends = {step.stage: (step.done, step.rows) for step in told}
    assert ends == {RunState.CHECKING: (2, 2), RunState.WRITING: (2, 2)}


def test_shifted_columns_are_summed_up_in_one_sentence(tmp_path: Path) -> None:
    rows = [person(n) | {"full_name": "1985-05-17", "birth_date": "Nam"} for n in range(30)]
    report = run(roll(tmp_path, rows))
    assert {(f.column, f.code, f.detail) for f in report.summary} == {
        ("full_name", FindingCode.COLUMN_BAD, "share=100"),
        ("birth_date", FindingCode.COLUMN_BAD, "share=100"),
    }


def test_an_officer_imports_into_the_own_unit_only(tmp_path: Path) -> None:
    here = units.by_code("00001", as_of=ON)
    officer = actor_for("can.bo", Role.COMMUNE_POLICE, here.number)
    rows = [person(1), person(2, permanent_commune="00004")]
    report = run(roll(tmp_path, rows), actor=officer, mode=Mode.GOOD_ROWS)
    assert (report.accepted, report.refused) == (1, 1)
    assert [f.code for f in report.findings] == [FindingCode.UNIT_OUT_OF_SCOPE]
    auditor = actor_for("kiem.tra", Role.AUDITOR, here.number)
    with pytest.raises(NotAllowed):
        run(roll(tmp_path, [person(3)], "other.csv"), actor=auditor)


def test_a_spreadsheet_goes_in_like_a_text(tmp_path: Path) -> None:
    top = ["Số CCCD", "Họ và tên", "Ngày sinh", "Mã xã"]
    path = write_xlsx(
        tmp_path / "roll.xlsx", [["DANH SÁCH"], top, ["001085000001", "Lê An", ON.replace(1985), "00001"]]
    )
    assert run(path).accepted == 1


def test_refused_rows_come_back_as_a_spreadsheet_with_reasons(tmp_path: Path) -> None:
    path = roll(tmp_path, [person(1), person(2, sex="?"), person(3, full_name="=2+3 x")])
    report = run(path, mode=Mode.GOOD_ROWS)
    out = tmp_path / "refused.xlsx"
    assert operations.refused_rows(actor=the_house(), run=report.run, path=out, source=path) == 2
    sheet = fastexcel.read_excel(out).load_sheet(0, dtypes="string").to_polars()
    assert sheet["line"].to_list() == ["3", "4"]
    assert sheet["sex"].to_list() == ["?", "Nam"]
    assert sheet["full_name"].to_list()[1] == "=2+3 x"
    assert all("sex" in sheet[column][0] for column in ("lý do", "reason"))
    assert out.stat().st_mode & 0o077 == 0


def test_an_import_that_broke_off_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "BATCH_ROWS", 10)
    path = roll(tmp_path, [person(n) for n in range(35)])
    whole, calls = importing.write_batch, []

    def breaks(**arguments: object) -> object:
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("power cut")
        return whole(**arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "write_batch", breaks)
    with pytest.raises(RuntimeError):
        run(path)
    assert people() == 20
    monkeypatch.setattr(importing, "write_batch", whole)
    report = run(path)
    assert (report.state, report.accepted, people()) == (RunState.DONE, 35, 35)
    assert len(report.entries) == 4


def test_what_was_checked_is_not_kept_after_the_end(tmp_path: Path) -> None:
    run(roll(tmp_path, [person(n) for n in range(5)]))
    left = [file.name for file in (tmp_path / "state" / "rolls").rglob("*") if file.is_file()]
    assert not [name for name in left if name.startswith("good")]
    assert all(file.stat().st_mode & 0o077 == 0 for file in (tmp_path / "state" / "rolls").rglob("*"))
