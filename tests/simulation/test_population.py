"""The invented people are believable, and add up to the census."""

import polars as pl
import pytest

from tests.simulation import city
from toandan.ground.kernel import names as kernel_names
from toandan.ground.kernel import personal_number
from toandan.ground.kernel.partial_date import PartialDate
from toandan.simulation import demo


@pytest.fixture(scope="module")
def frame(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        districts = demo.census_districts()
    _, batches, _ = city.made(11, 0.02, districts)
    return pl.concat([b.frame for b in batches]), districts


def test_people_add_up_to_the_census(frame):
    people, districts = frame
    census = sum(sum(d.communes.values()) for d in districts)
    assert census == 8_053_663
    assert abs(len(people) - census * 0.02) < len(districts)
    assert people["unit_no"].n_unique() == 579


def test_the_same_seed_gives_the_same_people(frame):
    people, districts = frame
    _, again, _ = city.made(11, 0.02, districts)
    assert people.equals(pl.concat([b.frame for b in again]))
    _, other, _ = city.made(12, 0.02, districts)
    assert not people.equals(pl.concat([b.frame for b in other]))


def test_four_in_a_hundred_lack_a_full_date(frame):
    people, _ = frame
    share = (people["birth_basis"] != "full").mean()
    assert 0.03 < share < 0.05
    assert people.filter(pl.col("birth_basis") == "full")["birth_day"].null_count() == 0
    assert people.filter(pl.col("birth_basis") == "none")["birth_year"].null_count() > 0


def test_numbers_are_unique_and_raise_no_remark(frame):
    people, _ = frame
    numbers = people["personal_number"].drop_nulls()
    assert numbers.n_unique() == len(numbers)
    assert people["old_number"].drop_nulls().n_unique() == len(people["old_number"].drop_nulls())
    for row in people.filter(pl.col("birth_basis") == "full").sample(500, seed=1).iter_rows(named=True):
        if row["personal_number"]:
            birth = PartialDate.of(row["birth_year"], row["birth_month"], row["birth_day"])
            assert personal_number.check(row["personal_number"], birth=birth, sex=row["sex"]) == []


def test_search_keys_are_those_of_the_kernel(frame):
    people, _ = frame
    for row in people.sample(2000, seed=2).iter_rows(named=True):
        assert row["name_key"] == kernel_names.key(row["full_name"])


def test_children_bear_their_fathers_surname_and_share_a_house(frame):
    people, _ = frame
    young = people.filter((pl.col("birth_year") > 2003) & pl.col("father_name").is_not_null())
    same = [c.split()[0] == f.split()[0] for c, f in zip(young["full_name"], young["father_name"], strict=True)]
    assert sum(same) / len(same) > 0.99
    households = people.group_by("unit_no", "present_address").len()["len"]
    assert 1.5 < households.mean() < 5


def test_every_hard_kind_of_case_occurs(frame):
    people, _ = frame
    state = people["state"]
    assert (state // 10000 == 2).mean() > 0.08
    assert (state % 100 == 3).sum() > 0
    assert (state % 100 == 8).sum() > 0
    assert people["home_visit"].sum() > 0
    assert people.filter(pl.col("state") % 100 == 3)["personal_number"].null_count() > 0
