"""DuckDB scores slice after slice, within its memory, and leaves nothing on the disk."""

from pathlib import Path

import pytest

from tests.ground.linkage.conftest import Linked
from toandan.ground.linkage import engine, model, runs

PAIR = ["list_id", "person_id"]


@pytest.mark.parametrize("slice_", [700, 1999])
def test_slices_find_every_pair_once_with_the_same_weight(
    linked: Linked, slice_: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "LIST_SLICE", slice_)
    sliced = engine.Engine(linked.register, linked.listed)
    found = sliced.score(model.shipped()).sort(PAIR)
    sliced.close()
    assert found.select(PAIR).equals(linked.pairs.sort(PAIR).select(PAIR))
    assert (found["weight"] - linked.pairs.sort(PAIR)["weight"]).abs().max() == pytest.approx(0, abs=1e-9)


def test_slices_of_the_register_find_the_same_duplicates(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = runs.duplicates(linked.register)
    monkeypatch.setattr(engine, "REGISTER_SLICE", 3_000)
    sliced = runs.duplicates(linked.register)
    assert sliced.height == whole.height
    assert {frozenset(pair) for pair in sliced.select(PAIR).iter_rows()} == {
        frozenset(pair) for pair in whole.select(PAIR).iter_rows()
    }


def test_a_register_on_the_disk_is_read_from_there_and_nothing_is_left(linked: Linked, tmp_path: Path) -> None:
    for number in range(2):
        half = linked.register.slice(number * linked.register.height // 2, linked.register.height // 2 + 1)
        half.unique("unique_id").write_parquet(tmp_path / f"part-{number}.parquet")
    spill = tmp_path / "spill"
    spill.mkdir()
    small = engine.Engine(tmp_path / "part-*.parquet", linked.listed, memory="400MB", spill=spill)
    assert len(list(spill.iterdir())) == 1
    found = small.score(model.shipped()).sort(PAIR)
    small.close()
    assert list(spill.iterdir()) == []
    assert found.join(linked.pairs, on=PAIR).height >= 0.99 * linked.pairs.height


def test_the_limit_leaves_half_of_a_small_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 10**6}
    monkeypatch.setattr(engine.os, "sysconf", pages.__getitem__)
    assert engine._memory() == 2048
    pages["SC_PHYS_PAGES"] = 10**8
    assert engine._memory() == engine.MOST_MEMORY
