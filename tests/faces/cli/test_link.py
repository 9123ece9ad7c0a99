"""`link deaths`, `link births`, `link duplicates` at the machine and with an officer's eyes."""

import json
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from tests.faces.web.people.conftest import DUE, enter
from tests.ground.linkage.test_calibration import drawn, labelled
from tests.officers_help import make_officer
from tests.record.journal.lines import every_line
from tests.record.people.conftest import unit_of
from toandan.faces.cli import link, terminal
from toandan.faces.cli.linking.words import FAULTS, NO_JAVA, NO_PYSPARK, UnableToLink, both
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.partial_date import PartialDate
from toandan.ground.linkage import spark
from toandan.ground.linkage.faults import Fault
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Obstacle
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.people.words import Sex

pytestmark = pytest.mark.django_db
HEAD = "id,full_name,birth_date,sex,personal_number,old_number,commune,father_name,mother_name,spouse_name,death_date"
TU = "d1,Lê Thị Tư,1950-03-02,F,001150000001,,00001,,Đặng Thị Hoà,,2023-05-01"
STRANGER = "d2,Phạm Quốc Khánh,1961-07-09,M,,,00004,,,,2023-05-02"
INFORMANT = "d3,Lê Văn Năm,1948,M,001150000001,,00001,,,,2023-05-03"


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)


@pytest.fixture
def tu() -> int:
    """Enter Tư, who is on the list, and two neighbours who are not; return Tư's number."""
    enter("Nguyễn Văn Mẫu", DUE, birth=PartialDate.of(1985, 5, 17))
    enter("Trần Thị Hương", DUE, code="00004", birth=PartialDate.of(1966), sex=Sex.FEMALE)
    return enter(
        "Lê Thị Tư", DUE, birth=PartialDate.of(1950, 3, 2), sex=Sex.FEMALE, personal_number="001150000001",
        mother_name="Đặng Thị Hòa",
    )  # fmt: skip


def write(folder: Path, *rows: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    path = folder / "deaths.csv"
    path.write_bytes("\n".join((head, *rows, "")).encode(encoding))
    return path


def run(*arguments: str) -> Any:
    done = CliRunner().invoke(link.app, [*arguments, "--dry-run", "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_death_is_linked_and_scored_by_the_truth(tu: int, tmp_path: Path) -> None:
    truth = tmp_path / "truth.csv"
    truth.write_text("id,personal_number\nd1,001150000001\n")
    told = run("deaths", str(write(tmp_path, TU, STRANGER)), "--truth", str(truth))
    assert (told["scored"], told["auto"], told["review"], told["faults"]) == (2, 1, 0, [])
    assert (told["auto_precision"], told["auto_recall"], told["auto_false"], told["reachable_recall"]) == (1, 1, 0, 1)
    assert told["seconds"] > 0 and told["peak_mb"] > 10


def test_somebody_elses_number_is_reviewed(tu: int, tmp_path: Path) -> None:
    told = run("deaths", str(write(tmp_path, INFORMANT)))
    assert (told["auto"], told["review"]) == (0, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_file_may_be_written_in_any_known_way(tu: int, tmp_path: Path, encoding: str) -> None:
    assert run("deaths", str(write(tmp_path, TU, encoding=encoding)))["auto"] == 1
    assert run("deaths", str(write(tmp_path, unicodedata.normalize("NFD", TU), encoding=encoding)))["auto"] == 1


def test_an_old_windows_file_is_read(tu: int, tmp_path: Path) -> None:
    # Windows-1258 keeps the tone apart from the letter with its shape.
    row = TU.replace("Lê Thị Tư", "Lê Thi\u0323 Tư").replace("Đặng Thị Hoà", "Đa\u0306ng Thi\u0323 Hoà")
    row = row.replace("a\u0306", "ă")
    assert run("deaths", str(write(tmp_path, row, encoding="cp1258")))["auto"] == 1


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_a_file_typed_for_vni_fonts_is_read(tu: int, tmp_path: Path, encoding: str) -> None:
    row = TU.replace("Lê Thị Tư", "Leâ Thò Tö").replace("Đặng Thị Hoà", "Ñaëng Thò Hoaø")
    assert run("deaths", str(write(tmp_path, row, encoding=encoding)))["auto"] == 1


def test_a_bad_line_is_named_in_both_languages_and_the_good_ones_go_on(tu: int, tmp_path: Path) -> None:
    tomorrow = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011
    bad = (
        TU.replace("2023-05-01", "1949-01-01"), TU.replace("2023-05-01", tomorrow), TU.replace("00001,", "99999,"),
        TU.replace("d1,", "d1,001150000001,"),
    )  # fmt: skip
    told = run("deaths", str(write(tmp_path, *bad, TU.replace("d1", "d9"))))
    faults = {one["line"]: one for one in told["faults"]}
    assert {line: one["fault"] for line, one in faults.items()} == {
        2: "death_before_birth", 3: "death_future", 4: "commune_unknown", 5: "shifted",
    }  # fmt: skip
    assert "trước ngày sinh" in faults[2]["vi"] and "before the birth" in faults[2]["en"]
    assert told["scored"] == 2
    assert "Tư" not in json.dumps(told, ensure_ascii=False)


def test_every_fault_has_its_sentence() -> None:
    assert set(FAULTS) == set(Fault)


def test_an_officer_links_their_own_people_only(tu: int, tmp_path: Path) -> None:
    path = str(write(tmp_path, TU))
    make_officer("phucxa", Role.COMMUNE_POLICE, unit_of("00001"))
    make_officer("trucbach", Role.COMMUNE_POLICE, unit_of("00004"))
    assert run("deaths", path, "--as", "phucxa")["auto"] == 1
    assert run("deaths", path, "--as", "trucbach")["auto"] == 0


def test_a_run_is_journalled_without_names(tu: int, tmp_path: Path) -> None:
    run("deaths", str(write(tmp_path, TU)))
    (line,) = [line for line in every_line() if line.verb == "people.register.link"]
    assert line.detail == {"people": 3, "kind": "death"}


def test_a_birth_register_meets_people_without_a_whole_date(tu: int, tmp_path: Path) -> None:
    head, row = HEAD.removesuffix(",death_date"), "b1,Trần Thị Hương,1966-08-19,F,,,00004,,,"
    found = run("births", str(write(tmp_path, row, TU.rsplit(",", 1)[0], head=head)))
    assert (found["scored"], found["auto"] + found["review"]) == (2, 1)


def test_two_registrations_of_one_person_are_found(tu: int) -> None:
    assert run("duplicates")["review"] == 0
    enter("Lê Thị Tư", DUE, birth=PartialDate.of(1950, 3, 2), sex=Sex.FEMALE, mother_name="Đặng Thị Hòa")
    found = run("duplicates")
    assert (found["auto"], found["review"]) == (0, 1)


@pytest.mark.parametrize("lacks", ["pyspark", "java"])
def test_what_spark_lacks_is_said_in_both_languages_before_anything_is_read(
    lacks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "missing", lambda java_home: lacks)
    with pytest.raises(UnableToLink) as refused:
        CliRunner().invoke(link.app, ["deaths", "no such file", "--engine", "spark"], catch_exceptions=False)
    assert refused.value.code == f"link.no_{lacks}"
    said = both(NO_JAVA if lacks == "java" else NO_PYSPARK)
    assert said["vi"] != said["en"] and "DuckDB" in said["vi"]


@pytest.mark.skipif(spark.missing() is not None, reason=f"Spark lacks {spark.missing()} on this machine")
def test_spark_says_what_duckdb_says(tu: int, tmp_path: Path) -> None:
    path = str(write(tmp_path, TU, STRANGER, INFORMANT))
    ours, theirs = run("deaths", path), run("deaths", path, "--engine", "spark")
    assert [ours[what] for what in ("scored", "auto", "review")] == [3, 1, 1]
    assert [theirs[what] for what in ("scored", "auto", "review")] == [3, 1, 1]


def test_a_sure_death_suspends_and_an_unsure_one_waits_and_again_changes_nothing(tu: int, tmp_path: Path) -> None:
    path = str(write(tmp_path, TU))
    for suspended, known in ((1, 0), (0, 1)):
        done = CliRunner().invoke(link.app, ["deaths", path, "--json"], catch_exceptions=False)
        told = json.loads(done.stdout)
        assert (told["suspended"], told["cases"], told["known"], told["refused"]) == (suspended, suspended, known, 0)
    with reading(the_house()):
        (row,) = ledger.standings([tu])
    assert row.standing.obstacle is Obstacle.SUSPECTED_DEAD
    done = CliRunner().invoke(link.app, ["deaths", str(write(tmp_path, INFORMANT)), "--json"], catch_exceptions=False)
    assert [json.loads(done.stdout)[what] for what in ("suspended", "reviews")] == [0, 1]


def test_two_registrations_wait_for_reviewers(tu: int) -> None:
    enter("Lê Thị Tư", DUE, birth=PartialDate.of(1950, 3, 2), sex=Sex.FEMALE, mother_name="Đặng Thị Hòa")
    done = CliRunner().invoke(link.app, ["duplicates", "--json"], catch_exceptions=False)
    assert [json.loads(done.stdout)[what] for what in ("suspended", "reviews", "refused")] == [0, 1, 0]


def test_a_file_without_names_is_refused(tu: int, tmp_path: Path) -> None:
    with pytest.raises(UnableToLink) as refused:
        run("deaths", str(write(tmp_path, "1,2", head="id,sex")))
    assert refused.value.code == "link.no_names"


def test_what_labels_say_is_kept_with_a_model_and_weighs_the_next_run(tu: int, tmp_path: Path) -> None:
    listed = str(write(tmp_path, TU, INFORMANT))
    decisions, labels, kept = (tmp_path / name for name in ("decisions.csv", "labels.csv", "deaths.json"))
    # Weights of which hardly any is what it seems, so that even the surest are taken back to review.
    decided, truth = drawn(20_000, 3, slope=0.2, start=-3.0)
    decided.with_columns(probability=pl.lit(0.5)).write_csv(decisions)
    labelled(decided, truth, each=400, seed=1).write_csv(labels)
    told = ["calibrate", str(decisions), str(labels), "--out", str(kept), "--json"]
    found = json.loads(CliRunner().invoke(link.app, told, catch_exceptions=False).stdout)
    assert (found["labelled"], found["after"] < found["before"]) == (800, True)
    assert json.loads(kept.read_text())["calibration"] == found
    assert [run("deaths", listed, *how)["auto"] for how in ((), ("--model", str(kept)))] == [1, 0]

    labels.write_text("list_id,person_id,label\n" + "\n".join(labels.read_text().splitlines()[1:200]))
    with pytest.raises(UnableToLink) as refused:
        CliRunner().invoke(link.app, told, catch_exceptions=False)
    assert refused.value.code == "link.calibration_few"
    kept.write_text("{")
    with pytest.raises(UnableToLink) as refused:
        run("deaths", listed, "--model", str(kept))
    assert refused.value.code == "link.no_model"


def test_a_run_can_be_sampled_labelled_and_evaluated(tu: int, tmp_path: Path) -> None:
    decisions, labels = tmp_path / "decisions.csv", tmp_path / "labels.csv"
    run("deaths", str(write(tmp_path, TU, INFORMANT)), "--decisions", str(decisions))
    assert "Tư" not in decisions.read_text()
    done = CliRunner().invoke(link.app, ["sample", str(decisions), "--out", str(labels)], catch_exceptions=False)
    assert done.exit_code == 0
    lines = labels.read_text().splitlines()
    assert lines[0] == "list_id,person_id,label" and len(lines) == 3
    labels.write_text("\n".join([lines[0], *(line + str(line.startswith("d1")).lower() for line in lines[1:])]))
    done = CliRunner().invoke(link.app, ["evaluate", str(decisions), str(labels), "--json"], catch_exceptions=False)
    found = {one["band"]: (one["right"], one["labelled"]) for one in json.loads(done.stdout)}
    assert found == {"auto": (1, 1), "review": (0, 1)}


def test_two_dead_under_one_number_are_both_found_each_with_the_own_row(tu: int, tmp_path: Path) -> None:
    """Sheets that number their lines anew: with one number for two rows, one stood for the other."""
    other = enter(
        "Phạm Quốc Khánh", DUE, birth=PartialDate.of(1961, 7, 9), sex=Sex.MALE, personal_number="001061000002"
    )
    decided = tmp_path / "decided.csv"
    khanh = "d1,Phạm Quốc Khánh,1961-07-09,M,001061000002,,00001,,,,2023-05-02"
    told = run("deaths", str(write(tmp_path, TU, khanh)), "--decisions", str(decided))
    assert (told["auto"], [one["fault"] for one in told["faults"]]) == (2, ["id_twice"] * 2)
    pairs = pl.read_csv(decided, infer_schema=False).select("list_id", "person_id").rows()
    assert sorted(pairs) == [("d1/2", str(tu)), ("d1/3", str(other))]


@pytest.mark.parametrize("content", [b"", b"id,personal_number\n1,\xd0\xff\n", b"id,personal_number\n1,2,3\n"])
def test_a_broken_file_of_true_links_is_refused(tmp_path: Path, content: bytes) -> None:
    truth = tmp_path / "truth.csv"
    truth.write_bytes(content)
    with pytest.raises(UnableToLink):
        run("deaths", str(write(tmp_path, TU)), "--truth", str(truth))
