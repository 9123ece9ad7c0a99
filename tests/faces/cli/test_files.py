"""Files named in commands: what is missing, is a folder or no text is said in one sentence that names it."""

from pathlib import Path

import pytest
from django.utils import translation
from typer.testing import CliRunner

from toandan.faces.cli import terminal
from toandan.faces.cli.terminal import UnableToUseFile
from toandan.house.main import build

pytestmark = pytest.mark.django_db

COMMANDS = [
    "units reorganise FILE --on 2025-07-01 --dry-run",
    "units reorganise GOOD --list FILE --on 2025-07-01 --dry-run",
    "units found FILE --map GOOD --on 2025-07-01 --act 1 --dry-run",
    "equipment import FILE",
    "places import FILE",
    "letters push 1 https://example.com --token-file FILE",
    "letters take-in FILE --unit 00004",
    "directives draft --unit 00004 --to 00001 --subject a --text FILE --sign CT --task 2099-01-01\xa0a",
    "forecast --series FILE --target 10 --deadline 2025-01-01",
    "plan make FILE",
    "plan check FILE GOOD",
]


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)


def refused(line: str, tmp_path: Path, file: Path) -> str:
    """Run a command and return its refusal in Vietnamese; any other error comes through as it is."""
    good = tmp_path / "good.csv"
    good.write_text("old_code,new_code\n00001,00004\n")
    told = [{"FILE": str(file), "GOOD": str(good)}.get(word, word) for word in line.split(" ")]
    with pytest.raises(UnableToUseFile) as refusal:
        CliRunner().invoke(build(), told, catch_exceptions=False)
    with translation.override("vi"):
        return translation.gettext(refusal.value.message) % refusal.value.values


@pytest.mark.parametrize("line", COMMANDS)
def test_a_missing_file_is_named_by_every_command(tmp_path: Path, line: str) -> None:
    gone = tmp_path / "gone.csv"
    assert refused(line, tmp_path, gone) == f"Không có tệp {gone}."


def test_a_text_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(b"old_code,new_code\n00001,00004\nx\xe3,1\n")
    assert f"Dòng 3 của tệp {file}" in refused(COMMANDS[0], tmp_path, file)
    file.write_bytes(b"PK\x03\x04\x00\x00")
    assert refused(COMMANDS[0], tmp_path, file).startswith(f"{file} không phải tệp văn bản")
    assert refused(COMMANDS[0], tmp_path, tmp_path).startswith(f"{tmp_path} là thư mục")


def test_wrong_columns_are_told_with_file_and_line(tmp_path: Path) -> None:
    file, good = tmp_path / "map.csv", tmp_path / "good.csv"
    file.write_text("a,b\n1,2\n")
    good.write_text("old_code,new_code\n00001,00004\n")
    said = CliRunner().invoke(build(), ["units", "reorganise", str(file), "--on", "2025-07-01", "--dry-run"])
    assert "map.csv" in said.output and "old_code" in said.output
    asked = ["units", "found", str(file), "--map", str(good), "--on", "2025-07-01", "--act", "1"]
    found = CliRunner().invoke(build(), asked)
    assert getattr(found.exception, "code", None) == "column_missing"


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    place = tmp_path / "nowhere" / "file.json"
    with pytest.raises(UnableToUseFile) as refusal, terminal.writing(place):
        place.write_text("")
    assert refusal.value.values == {"file": str(place)}
