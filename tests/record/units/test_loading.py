"""Loading: by files, all or nothing, and twice is once."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, connections

from toandan.record.units import queries
from toandan.record.units.operations import DATA, UnableToLoad, found, load
from toandan.record.units.words import NewLink, NewUnit, Part, Unit

DAY = date(2023, 6, 3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the data files that a test may change."""
    for file in DATA.glob("*.csv"):
        shutil.copy(file, tmp_path)
    return tmp_path


def _change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def _versions() -> list[tuple[object, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT ctid, xmin FROM units_unit ORDER BY number")
        return cursor.fetchall()


def test_loading_again_touches_nothing(own_database: str) -> None:
    before = _versions()
    assert load() == load() == len(before)
    assert _versions() == before


def test_only_what_differs_is_written_and_the_reader_sees_it(own_database: str, folder: Path) -> None:
    queries.warm()
    before = _versions()
    _change(folder, "units.csv", "Phường Phúc Xá", "Phường Phúc Xá Mới")
    load(folder=folder)
    assert len(set(before) - set(_versions())) == 1
    assert queries.by_code("00001", as_of=DAY).name_vi == "Phường Phúc Xá Mới"


def test_a_unit_that_the_files_forget_stays_and_a_forgotten_link_goes(own_database: str, folder: Path) -> None:
    units = (folder / "units.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "units.csv").write_text("".join(line for line in units if ",00376,3," not in line), encoding="utf-8")
    links = (folder / "links.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "links.csv").write_text("".join(links[:-1]), encoding="utf-8")
    load(folder=folder)
    assert queries.by_code("00376", as_of=DAY).name_vi == "Thị trấn Sóc Sơn"
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM units_link")
        assert cursor.fetchone()[0] == len(links) - 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10000040,10000059,00001", "10000040,99000059,00001"),
        ("10000040,10000059,00001,3", "10000040,10000059,00001,2"),
        ("phường,10000020,,2025-07-01,2023", "phường,10000000,,2025-07-01,2023"),
    ],
)
def test_numbers_that_form_no_tree_are_refused_and_nothing_changes(
    own_database: str, folder: Path, old: str, new: str
) -> None:
    before = _versions()
    _change(folder, "units.csv", old, new)
    _change(folder, "kinds.csv", "Ward", "Warding")
    with pytest.raises(UnableToLoad) as refusal:
        load(folder=folder)
    assert refusal.value.values["unit"] == "00001"
    assert _versions() == before
    assert queries.by_code("00001", as_of=DAY).kind_en == "Ward"


@pytest.mark.parametrize("table", ["unit", "kind", "link", "census", "agegroup", "seat", "placecode", "revision"])
def test_the_program_may_read_and_not_write(own_database: str, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM units_{table}")
        assert cursor.fetchone()[0] > 0
        with pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute(f"DELETE FROM units_{table}")


class TestFounding:
    """A reform of 2027 that the data files do not know: two wards of today become one new one."""

    ON = date(2027, 1, 1)

    @pytest.fixture(autouse=True)
    def _fresh(self) -> Iterator[None]:
        """Let no test read the hierarchy of the one before: their databases bear the same name."""
        queries.forget()
        yield
        queries.forget()

    def reform(self) -> list[Unit]:
        city = queries.by_code("01", as_of=self.ON)
        return found(
            fresh=[NewUnit("99901", "Phường Thử Nghiệm", "Thu Nghiem Ward", "phường", city.number)],
            links=[NewLink("00004", "99901", Part.FULL, True), NewLink("00008", "99901", Part.FULL, True)],
            on=self.ON,
            act="01/NQ",
        )

    def test_new_units_begin_where_the_old_ones_end(self, own_database: str) -> None:
        city = queries.by_code("01", as_of=self.ON)
        before = {unit.code for unit in queries.leaves(city.number, as_of=date(2026, 12, 31))}
        (made,) = self.reform()
        assert city.holds(made.number)
        assert {unit.code for unit in queries.leaves(city.number, as_of=date(2026, 12, 31))} == before
        after = {unit.code for unit in queries.leaves(city.number, as_of=self.ON)}
        assert after == before - {"00004", "00008"} | {"99901"}
        assert queries.any_year("00004", as_of=self.ON) == queries.by_number(made.number)

    def test_again_changes_nothing_and_loading_the_files_keeps_it(self, own_database: str, folder: Path) -> None:
        self.reform()
        before = _versions()
        assert self.reform() == []
        assert _versions() == before
        _change(folder, "units.csv", "Phường Phúc Xá", "Phường Phúc Xá Mới")
        load(folder=folder)
        assert queries.by_code("99901", as_of=self.ON).name_vi == "Phường Thử Nghiệm"
        old = queries.by_code("00004", as_of=date(2026, 12, 31))
        assert old.until == self.ON
        assert [unit.code for _, unit in queries.successors(old.number)] == ["99901"]
