"""`people find` at the machine and with an officer's eyes."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.faces.web.people.conftest import NUMBER, people
from tests.officers_help import make_officer
from tests.record.people.conftest import unit_of
from toandan.faces.cli import people as commands
from toandan.faces.cli import terminal
from toandan.record.officers.words import Role
from toandan.record.people.queries import UnableToSearch

__all__ = ["people"]
pytestmark = pytest.mark.usefixtures("people")


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)


def run(*arguments: str) -> Any:
    result = CliRunner().invoke(commands.app, ["find", *arguments, "--json"], catch_exceptions=False)
    return json.loads(result.stdout) if result.exit_code == 0 else result


def test_find_by_words_and_year() -> None:
    found = run("mau", "nguyen", "--year", "1985")
    assert [(p["full_name"], p["unit_code"], p["born"]) for p in found["people"]] == [
        ("Nguyễn Văn Mẫu", "00001", "1985-05-17")
    ]
    assert run("mau", "nguyen", "--year", "1986")["people"] == []


def test_numbers_are_masked() -> None:
    found = run("--number", NUMBER[-6:])
    assert found["people"][0]["personal_number"] == "••••••••2345"
    assert NUMBER not in json.dumps(found)


def test_a_unit_narrows_by_code_of_any_year() -> None:
    assert len(run("van", "--unit", "00001")["people"]) == 2
    assert run("van", "--unit", "002")["people"] == []
    assert run("van", "--unit", "99999").exit_code == 2


def test_an_officer_sees_their_own_units_only() -> None:
    make_officer("trucbach", Role.COMMUNE_POLICE, unit_of("00004"))
    assert run("mau", "--as", "trucbach")["people"] == []


def test_nothing_asked_is_refused() -> None:
    with pytest.raises(UnableToSearch):
        run()
