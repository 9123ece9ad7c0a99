"""The doctor says what was found, what is missing and how to mend it."""

import json
import stat
from collections.abc import Iterator
from typing import Any

import pytest

from tests.house.launching import Bench, bench
from toandan.house.doctor import machine
from toandan.house.doctor.findings import Verdict

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def place() -> Iterator[Bench]:
    with bench() as made:
        made.run("db", "start")
        yield made


def findings(done_stdout: str) -> dict[str, dict[str, Any]]:
    return {finding["thing"]: finding for finding in json.loads(done_stdout)["findings"]}


def test_a_machine_without_a_database_is_told_how_to_get_one() -> None:
    with bench() as empty:
        done = empty.run("doctor", "--json", check=False)
        found = findings(done.stdout)
        assert done.returncode == 1
        assert found["Embedded server"]["verdict"] == "problem"
        assert "make demo" in found["Embedded server"]["mend"]
        assert not (empty.state / "pg").exists(), "the doctor made a database; it must change nothing"


def test_an_empty_database_lacks_its_tables(place: Bench) -> None:
    done = place.run("doctor", "--json", check=False)
    found = findings(done.stdout)
    assert done.returncode == 1
    assert found["Server"]["verdict"] == "ok"
    assert found["Tables"]["verdict"] == "problem"
    assert "toandan migrate" in found["Tables"]["mend"]


def test_keys_that_others_can_read_are_a_problem(place: Bench) -> None:
    keys = place.state / "keys.json"
    keys.chmod(0o644)
    try:
        found = findings(place.run("doctor", "--json", check=False).stdout)["Keys"]
        assert (found["verdict"], found["missing"]) == ("problem", "mode 0600")
        assert f"chmod 600 {keys}" in found["mend"]
    finally:
        keys.chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_a_misspelt_setting_is_named(place: Bench) -> None:
    place.variables["TOANDAN_PROT"] = "9000"
    try:
        found = findings(place.run("doctor", "--json", check=False).stdout)["Settings"]
        assert found["verdict"] == "warning"
        assert "TOANDAN_PROT" in found["found"]
    finally:
        del place.variables["TOANDAN_PROT"]


def test_a_server_at_rest_is_examined_and_rests_again(place: Bench) -> None:
    place.run("db", "stop")
    found = findings(place.run("doctor", "--json", check=False).stdout)
    assert "rests" in found["Embedded server"]["found"]
    assert found["Server"]["verdict"] == "ok"
    assert place.run("db", "status", check=False).returncode == 3
    place.run("db", "start")


def test_people_read_the_same_findings(place: Bench) -> None:
    text = place.run("doctor", check=False).stdout
    assert "PROBLEM  Tables: none" in text
    assert "mend:    Run `toandan migrate`." in text


def test_people_read_them_in_vietnamese_and_programs_by_the_same_names(place: Bench) -> None:
    place.variables["TOANDAN_LANG"] = "vi"
    try:
        text = place.run("doctor", check=False).stdout
        found = findings(place.run("doctor", "--json", check=False).stdout)["Tables"]
    finally:
        del place.variables["TOANDAN_LANG"]
    assert "SỰ CỐ     Bảng: không có" in text
    assert "cách sửa:  Chạy `toandan migrate`." in text
    assert "PROBLEM" not in text
    assert found["verdict"] == "problem"


@pytest.mark.parametrize(("free_gib", "verdict"), [(4.9, Verdict.PROBLEM), (5.1, Verdict.WARNING), (20.1, Verdict.OK)])
def test_the_disk_is_judged_by_what_a_register_needs(
    free_gib: float, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": free_gib * 2**30})
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _path: usage)
    assert machine.disk().verdict is verdict


def test_an_old_python_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "LEAST_PYTHON", (99, 0))
    assert machine.python().verdict is Verdict.PROBLEM


def test_the_demonstration_setting_is_warned_of(place: Bench) -> None:
    place.variables["TOANDAN_DEMO"] = "yes"
    try:
        found = findings(place.run("doctor", "--json", check=False).stdout)["Settings"]
        assert found["verdict"] == "warning"
        assert "TOANDAN_DEMO" in found["found"]
    finally:
        del place.variables["TOANDAN_DEMO"]
