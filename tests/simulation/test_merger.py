"""The merger of 1 July 2025 on the demonstration: 579 communes of 30 districts become 126 without districts."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.house.launching import Bench
from toandan.record.units.operations import DATA

DAY_14, EVE, MERGED = "2023-06-03", "2025-06-30", "2025-07-01"
COMMUNE = "3"


def mapping(folder: Path) -> Path:
    """Write the mapping of the city's communes of 2023 as the project's own links say it."""
    with (DATA / "units.csv").open(encoding="utf-8") as file:
        units = {row["number"]: row for row in csv.DictReader(file)}
    after: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (DATA / "links.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            after[row["predecessor"]].append(row)
    lines: dict[str, dict[str, bool]] = {}
    for number, unit in units.items():
        if unit["level"] == COMMUNE and unit["edition"] == "2023" and int(number) < 10_023_780:
            lines[unit["code"]] = {units[n]["code"]: default for n, default in ends(number, after, default=True)}
    path = folder / "hanoi.csv"
    rows = [
        f"{old},{new},{'full' if len(news) == 1 else 'partial'},{'yes' if default else ''}"
        for old, news in lines.items()
        for new, default in news.items()
    ]
    path.write_text("\n".join(["old_code,new_code,part,default", *rows]), encoding="utf-8")
    return path


def ends(number: str, after: dict[str, list[dict[str, str]]], *, default: bool) -> list[tuple[str, bool]]:
    if number not in after:
        return [(number, default)]
    found: dict[str, bool] = {}
    for link in after[number]:
        for end, whole in ends(link["successor"], after, default=default and link["is_default"] == "t"):
            found[end] = found.get(end, False) or whole
    return list(found.items())


@pytest.fixture(scope="module")
def merging(own_city: Bench, tmp_path_factory: pytest.TempPathFactory) -> tuple[Bench, Path]:
    return own_city, mapping(tmp_path_factory.mktemp("map"))


def board(city: Bench, day: str, *options: str) -> dict:
    return json.loads(city.run("board", "--order", "ML01", "--as-of", day, *options, "--json").stdout)


def reorganise(city: Bench, file: Path, *options: str) -> dict:
    return json.loads(city.run("units", "reorganise", str(file), "--on", MERGED, *options, "--json").stdout)


@pytest.mark.nightly
def test_the_merger_of_hanoi(merging: tuple[Bench, Path]) -> None:
    made, file = merging
    then = board(made, DAY_14, "--level", "commune")
    said = reorganise(made, file, "--dry-run")
    assert board(made, DAY_14, "--level", "commune") == then
    assert sum(unit["people"] for unit in said["along"]) == said["moved"]
    done = reorganise(made, file)
    assert done["before"] == done["after"] == said["before"]
    assert (done["pairs"], done["parked"]) == (said["pairs"], said["parked"])
    assert done["undecided"] == done["people_after"] - done["moved"] > 0
    assert reorganise(made, file)["moved_now"] == 0

    rest = reorganise(made, file, "--rest")
    assert (rest["undecided"], rest["before"] == rest["after"]) == (0, True)
    assert done["moved"] + rest["moved"] == rest["people_after"] == done["people_before"]
    made.run("ledger", "verify")
    made.run("journal", "verify")
    both_views(made, then)


def both_views(made: Bench, then: dict) -> None:
    """Day 14 as then is what it was; as now, and after the merger, 126 communes hold the same people, to the person."""
    assert board(made, DAY_14, "--level", "commune") == then
    assert (len(then["rows"]), len({row["parent"] for row in then["rows"]})) == (579, 30)
    now = board(made, DAY_14, "--as-now")
    after = board(made, MERGED)
    for shown in (now, board(made, EVE, "--as-now"), after):
        assert len(shown["rows"]) == 126
        assert {row["level"] for row in shown["rows"]} == {"commune"}
        assert {row["parent"] for row in shown["rows"]} == {"01"}
        for figure in ("target", "done"):
            assert shown["total"][figure] == sum(row[figure] for row in shown["rows"])
        assert all(row["target"] == row["done"] + sum(row["residual"].values()) for row in shown["rows"])
    assert [now["total"][figure] for figure in ("target", "done")] == [
        then["total"][figure] for figure in ("target", "done")
    ]
    assert Counter(row["code"] for row in now["rows"]) == Counter(row["code"] for row in after["rows"])
    eve = {row["code"]: row["target"] for row in board(made, EVE, "--as-now")["rows"]}
    assert eve == {row["code"]: row["target"] for row in after["rows"]}
