"""`toandan tables`: what a page would hand out, into a file, and into the journal."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from typer.testing import CliRunner

from tests.faces.web.test_sheets import lines, rows, town, ward
from toandan.faces.cli import tables as commands
from toandan.faces.cli import terminal
from toandan.ground.kernel.errors import UnableTo

__all__ = ["town", "ward"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)


def run(*arguments: str) -> Any:
    return CliRunner().invoke(commands.app, arguments, catch_exceptions=False)


def test_a_table_is_written_as_the_page_hands_it_out_and_journalled(ward: Client, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    assert run("write", "people.people", str(file), "--asked", "card=due", "--as", "phu.thuong").exit_code == 0
    asked = rows(ward, "/people/list/sheet/?card=due")
    assert file.read_text(encoding="utf-8-sig").count("\n") == len(asked) > 1
    by_command, by_page = lines()
    assert (by_command.actor_name, by_command.detail) == (by_page.actor_name, by_page.detail)


def test_what_a_page_refuses_leaves_no_file(ward: Client, tmp_path: Path) -> None:
    for name, ending, more in (
        ("campaign.board", "csv", ("--of", "order=ML01", "--of", "unit=01", "--as", "phu.thuong")),
        ("campaign.board", "csv", ()), ("people.people", "txt", ()), ("people.rolls", "csv", ()),
    ):  # fmt: skip
        with pytest.raises(UnableTo):
            run("write", name, str(tmp_path / f"x.{ending}"), *more)
    assert run("write", "people.people", str(tmp_path / "x.csv"), "--asked", "card").exit_code == 2
    assert (list(tmp_path.iterdir()), lines()) == ([], [])
