"""The invented death register has the faults it says, and knows the truth."""

import polars as pl
import pytest

from toandan.ground.kernel import names
from toandan.simulation import deaths
from toandan.simulation.deaths import DeathRegister


@pytest.fixture(scope="module")
def drawn() -> DeathRegister:
    return deaths.draw(3, 30_000, 4_000)


def test_the_same_seed_gives_the_same_rows(drawn: DeathRegister) -> None:
    again = deaths.draw(3, 30_000, 4_000)
    assert drawn.deaths.equals(again.deaths) and drawn.register.equals(again.register)
    assert drawn.truth.equals(again.truth)
    assert not drawn.deaths.equals(deaths.draw(4, 30_000, 4_000).deaths)


def test_a_third_of_the_dead_are_not_in_the_register(drawn: DeathRegister) -> None:
    assert drawn.deaths.height == 4_000
    assert drawn.truth["id"].n_unique() / 4_000 == pytest.approx(0.64, abs=0.03)
    assert set(drawn.truth["personal_number"]) <= set(drawn.register["personal_number"])


def test_every_person_has_a_number_of_their_own(drawn: DeathRegister) -> None:
    assert drawn.register["personal_number"].n_unique() == drawn.register.height
    assert drawn.register["id"].n_unique() == drawn.register.height


@pytest.mark.parametrize(
    ("column", "share"), [("personal_number", 0.61), ("old_number", 0.67), ("father_name", 0.42), ("birth_date", 0.05)]
)
def test_so_many_cells_are_empty(drawn: DeathRegister, column: str, share: float) -> None:
    assert drawn.deaths[column].null_count() / 4_000 == pytest.approx(share, abs=0.04)


def test_informants_type_their_own_number(drawn: DeathRegister) -> None:
    told = drawn.deaths.filter(pl.col("id").is_in(list(drawn.informants)))
    right = drawn.truth.join(told, on="id")
    assert 8 <= told.height <= 50
    assert right.filter(pl.col("personal_number") == pl.col("personal_number_right")).height == 0


def test_the_truth_is_the_person_and_no_namesake(drawn: DeathRegister) -> None:
    both = drawn.deaths.join(drawn.truth, on="id", suffix="_true").join(
        drawn.register, left_on="personal_number_true", right_on="personal_number", suffix="_register"
    )
    same = sum(
        names.key(a).split()[-1] == names.key(b).split()[-1]
        for a, b in both.select("full_name", "full_name_register").iter_rows()
    )
    assert same / both.height > 0.9


def test_no_two_children_of_a_family_bear_one_given_name(drawn: DeathRegister) -> None:
    known = drawn.register.drop_nulls(["father_name", "mother_name"]).with_columns(
        given=pl.col("full_name").str.split(" ").list.last()
    )
    alike = known.group_by("father_name", "mother_name", "given", "commune").agg(
        pl.col("birth_date").n_unique(), pl.len()
    )
    assert alike.filter((pl.col("len") > 1) & (pl.col("birth_date") > 1)).height < 20
