"""`link deaths`, `link births`, `link duplicates` at the machine and with an officer's eyes."""

import json
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl
import pytest
from typer.testing import CliRunner

from tests.faces.web.people.conftest import DUE, enter
from tests.ground.linkage.test_calibration import drawn, labelled
from tests.officers_help import make_officer
from tests.record.journal.lines import every_line
from tests.record.people.conftest import unit_of
from toandan.faces.cli import cases, link, terminal
from toandan.faces.cli.linking.words import FAULTS, NO_JAVA, NO_PYSPARK, UnableToLink, both
from toandan.ground.kernel.actor import LAST_NUMBER, the_house
from toandan.ground.kernel.partial_date import PartialDate
from toandan.ground.linkage import spark
from toandan.ground.linkage.calibration import Calibration
from toandan.ground.linkage.faults import Fault
from toandan.ground.linkage.model import shipped
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Obstacle
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.people.words import Sex
from toandan.work.verification import operations, queries
from toandan.work.verification.words import Verdict

pytestmark = pytest.mark.django_db
HEAD = "id,full_name,birth_date,sex,personal_number,old_number,commune,father_name,mother_name,spouse_name,death_date"
HEADS = "list_id,person_id,band,weight,probability\n"
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


def test_two_registrations_are_scored_written_down_and_wait_for_reviewers_as_a_death_does(
    tu: int, tmp_path: Path
) -> None:
    again = enter("Lê Thị Tư", DUE, birth=PartialDate.of(1950, 3, 2), sex=Sex.FEMALE, mother_name="Đặng Thị Hòa")
    # A twin sister is nobody's second registration, and still whom a reviewer must not take her for.
    enter("Lê Thị Tâm", DUE, birth=PartialDate.of(1950, 3, 2), sex=Sex.FEMALE, mother_name="Đặng Thị Hòa")
    truth, decisions, kept = (tmp_path / name for name in ("truth.csv", "decisions.csv", "model.json"))
    # The later one has no personal number yet, so the number of the page stands in its place.
    truth.write_text(f"id,personal_number\n{again},001150000001\n{tu},{tu + 10**9}\n")
    kept.write_text(shipped("duplicates").to_json())
    told = run("duplicates", "--truth", str(truth), "--decisions", str(decisions), "--model", str(kept))
    assert [told[what] for what in ("scored", "review", "auto_recall", "reachable_recall")] == [5, 1, 0, 1]
    assert pl.read_csv(decisions, infer_schema=False).select("list_id", "person_id").rows() == [(str(tu), str(again))]
    # What labels say of the weights decides who is shown here, too.
    doubted = Calibration(slope=0.1, start=-5.0, labelled=300, right=30, before=1.0, after=0.5)
    kept.write_text(replace(shipped("duplicates"), calibration=doubted).to_json())
    assert run("duplicates", "--model", str(kept))["review"] == 0
    done = CliRunner().invoke(link.app, ["duplicates", "--json"], catch_exceptions=False)
    assert [json.loads(done.stdout)[what] for what in ("suspended", "reviews", "refused")] == [0, 1, 0]
    with reading(the_house()):
        (waits,) = queries.reviews(low=1, high=LAST_NUMBER)
        sides = queries.sides(waits)
    assert (sides.person["full_name"], sides.record["mother_name"]) == ("Lê Thị Tư", "Đặng Thị Hòa")
    assert sides.runner_up is not None and sides.runner_up["full_name"] == "Lê Thị Tâm"
    assert sum(rung["weight"] for rung in waits.waterfall) == pytest.approx(waits.weight, abs=0.1)


_BROKEN = {
    "nothing there": (None, "link.no_file", {}),
    "empty": ("", "link.no_columns", {"wanted": "list_id, person_id, band, weight, probability"}),
    "a column missing": ("list_id,person_id,band,weight\n", "link.no_columns", {"wanted": "probability"}),
    "a cell short": (HEADS + "d1,2,auto,9.5\n", "link.cells", {"line": 2, "found": 4, "wanted": 5}),
    "a word for a weight": (
        HEADS + "d1,2,auto,9,1\nd2,2,auto,x,1\n",
        "link.wrong_cell",
        {"line": 3, "column": "weight"},
    ),
    "another band": (HEADS + "d1,2,maybe,9,1\n", "link.wrong_cell", {"line": 2, "column": "band"}),
    "a lost quotation mark": (HEADS + 'd1,2,auto,9,"1\n', "link.no_csv", {"line": 2}),
    "no text": (b"list_id,person_id\n\xff\xfe", "link.no_utf8", {"line": 2}),
}


@pytest.mark.parametrize(("told", "code", "values"), _BROKEN.values(), ids=_BROKEN)
@pytest.mark.parametrize("command", ["sample", "evaluate", "calibrate"])
def test_a_broken_file_of_decisions_is_named_with_its_line(
    tmp_path: Path, command: str, told: str | bytes | None, code: str, values: dict[str, object]
) -> None:
    path, out = tmp_path / "decisions.csv", tmp_path / "out"
    if told is not None:
        path.write_bytes(told if isinstance(told, bytes) else told.encode())
    more = ["--out", str(out)] if command != "evaluate" else []
    labels = [] if command == "sample" else [str(tmp_path / "labels.csv")]
    with pytest.raises(UnableToLink) as refused:
        CliRunner().invoke(link.app, [command, str(path), *labels, *more], catch_exceptions=False)
    assert (refused.value.code, refused.value.values | values) == (code, refused.value.values)
    assert str(refused.value.values["file"]).endswith("decisions.csv") and not out.exists()
    said = both(refused.value.message)
    assert said["vi"] != said["en"] and said["vi"] % refused.value.values


@pytest.mark.parametrize(
    ("told", "code", "line"),
    [
        ("list_id,person_id,label\nd1,2,maybe\n", "link.wrong_cell", 2),
        ("list_id;person_id;label;old\nd1;2;đúng;\nd1;3;;có thể\n", "link.wrong_cell", 3),
        ("list_id,person_id\n", "link.no_columns", None),
        ("list_id,person_id,label\nd9,9,yes\n", "link.no_match", None),
    ],
)
def test_labels_that_cannot_be_read_or_are_of_another_run_are_refused(
    tmp_path: Path, told: str, code: str, line: int | None
) -> None:
    decisions, labels = tmp_path / "decisions.csv", tmp_path / "labels.csv"
    decisions.write_text(HEADS + "d1,2,auto,9,1\n")
    labels.write_text(told)
    with pytest.raises(UnableToLink) as refused:
        CliRunner().invoke(link.app, ["evaluate", str(decisions), str(labels)], catch_exceptions=False)
    assert (refused.value.code, refused.value.values.get("line")) == (code, line)


def _without_level() -> str:
    told = json.loads(shipped("deaths").to_json())
    del told["comparisons"]["name"]["equal"]
    return json.dumps(told)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (None, {}), ("{", {"line": 1}), ('{\n"a":', {"line": 2}), ("[]", {}), ('{"found": "x", "comparisons": {}}', {}),
        (_without_level(), {"comparison": "name", "level": "equal"}),
    ],
)  # fmt: skip
def test_what_is_no_model_is_refused_before_anything_is_linked(
    tmp_path: Path, text: str | None, values: dict[str, object]
) -> None:
    path = tmp_path / "model.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(UnableToLink) as refused:
        run(
            "duplicates" if text is None else "deaths",
            *([] if text is None else ["no such list"]),
            "--model",
            str(path),
        )
    assert refused.value.code == ("link.no_file" if text is None else "link.no_model")
    assert str(refused.value.values["file"]).endswith("model.json")
    assert refused.value.values | values == refused.value.values
    assert both(refused.value.message)["vi"] % refused.value.values


@pytest.mark.parametrize("content", [b"", b"person_id,kind\n", b"PAR1" + bytes(20) + b"PAR1"])
def test_proposals_that_are_not_parquet_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "proposals.parquet"
    path.write_bytes(content)
    with pytest.raises(UnableToLink) as refused:
        CliRunner().invoke(cases.app, ["propose", str(path), "--reason", "x"], catch_exceptions=False)
    assert (refused.value.code, refused.value.values) == ("link.no_parquet", {"file": "proposals.parquet"})


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


def test_a_run_is_sampled_on_the_page_labelled_there_and_evaluated_by_group(tu: int, tmp_path: Path) -> None:
    decisions, listed = tmp_path / "decisions.csv", write(tmp_path, TU, INFORMANT)
    run("deaths", str(listed), "--decisions", str(decisions))
    told = ["sample", str(decisions), "--page", "--list", str(listed), "--json"]
    drawn = json.loads(CliRunner().invoke(link.app, told, catch_exceptions=False).stdout)
    assert drawn["pairs"] == 2
    evaluate = ["evaluate", str(decisions), "--sample", str(drawn["sample"]), "--json"]
    assert json.loads(CliRunner().invoke(link.app, evaluate, catch_exceptions=False).stdout) == []
    for _ in range(2):
        with reading(the_house()):
            pair = queries.next_pair(the_house(), drawn["sample"], low=1, high=LAST_NUMBER)
        assert pair is not None and {"weight", "band", "probability"}.isdisjoint(pair.record)
        right = Verdict.SAME if pair.record["full_name"] == "Lê Thị Tư" else Verdict.DIFFERENT
        now, key = terminal.now(), uuid4()
        operations.label_pair(actor=the_house(), now=now, pair_id=pair.pair_id, verdict=right, client_key=key)
    done = CliRunner().invoke(link.app, evaluate, catch_exceptions=False)
    found = {(one["band"], one["group"]): (one["right"], one["labelled"]) for one in json.loads(done.stdout)}
    assert (found["auto", "all"], found["review", "all"]) == ((1, 1), (0, 1))
    # The informant's row has a year alone.
    assert (found["auto", "year_only"], found["review", "year_only"]) == ((0, 0), (0, 1))
    calibrate = ["calibrate", str(decisions), "--sample", str(drawn["sample"]), "--out", str(tmp_path / "m.json")]
    with pytest.raises(UnableToLink) as refused:
        CliRunner().invoke(link.app, calibrate, catch_exceptions=False)
    assert refused.value.code == "link.calibration_few"
    with pytest.raises(UnableToLink) as refused:
        CliRunner().invoke(link.app, ["sample", str(decisions), "--page"], catch_exceptions=False)
    assert refused.value.code == "link.no_list"


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
