"""`toandan forecast` of a series, without any register."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from toandan.faces.cli.forecast import app
from toandan.faces.cli.terminal import UnableToUseFile


def ask(path: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        app, ["--series", str(path), "--target", "1000", "--deadline", "2023-06-30", *options], catch_exceptions=False
    )
    return done.exit_code, done.output


@pytest.fixture
def series(tmp_path: Path) -> Path:
    path = tmp_path / "series.csv"
    path.write_text("date,done\n" + "".join(f"2023-05-{day},{(day - 19) * 60}\n" for day in range(20, 32)))
    return path


def test_a_series_is_foreseen(series: Path) -> None:
    code, output = ask(series, "--json")
    said = json.loads(output)
    assert code == 0
    assert set(said) == {"target", "deadline", "probability", "finish", "days"}
    assert said["probability"] > 0.5
    assert said["finish"]["p10"] <= said["finish"]["p50"] <= said["finish"]["p90"]
    assert set(said["days"][0]) == {"date", "p10", "p25", "p50", "p75", "p90"}


def test_what_cannot_be_read_is_named_by_line_and_column(series: Path) -> None:
    series.write_text(series.read_text() + "2023-06-01,many\n")
    with pytest.raises(UnableToUseFile) as refusal:
        ask(series)
    assert (refusal.value.values["line"], refusal.value.values["column"]) == (14, "done")
