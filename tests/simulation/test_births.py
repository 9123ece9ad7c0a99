"""Invented birth books and second registrations have the faults they say, and know the truth."""

import polars as pl
import pytest

from toandan.simulation import births, seconds
from toandan.simulation.births import BirthBooks
from toandan.simulation.seconds import Doubled


@pytest.fixture(scope="module")
def book() -> BirthBooks:
    return births.draw(3, 60_000, 8_000)


@pytest.fixture(scope="module")
def doubled() -> Doubled:
    return seconds.draw(3, 60_000)


def test_the_same_seed_gives_the_same_rows(book: BirthBooks, doubled: Doubled) -> None:
    again = births.draw(3, 60_000, 8_000)
    assert book.births.equals(again.births) and book.undated.equals(again.undated) and book.truth.equals(again.truth)
    assert not book.births.equals(births.draw(4, 60_000, 8_000).births)
    assert doubled.register.equals(seconds.draw(3, 60_000).register)


def test_nobody_of_those_sought_has_a_whole_date(book: BirthBooks) -> None:
    assert (book.undated["birth_date"].drop_nulls().str.len_chars() == 4).all()
    assert book.undated["birth_date"].null_count() / book.undated.height == pytest.approx(0.06, abs=0.015)


def test_a_true_birth_is_that_of_the_same_person(book: BirthBooks) -> None:
    both = book.truth.join(book.births, left_on="list_id", right_on="id")
    both = both.join(book.undated, left_on="person_id", right_on="id", suffix="_known")
    assert both.height == book.truth.height > 200
    assert (both["sex"] == both["sex_known"]).mean() > 0.95  # type: ignore[operator]
    named = (both["full_name"].str.split(" ").list.last() == both["full_name_known"].str.split(" ").list.last()).mean()
    assert named > 0.8  # type: ignore[operator]
    years = both["birth_date"].str.slice(0, 4) == both["birth_date_known"]
    assert years.mean() == pytest.approx(0.9, abs=0.05)


def test_a_book_knows_no_old_numbers_and_some_numbers_of_others(book: BirthBooks) -> None:
    assert book.births["old_number"].null_count() == book.births.height
    assert book.births["personal_number"].null_count() / 8_000 == pytest.approx(0.85, abs=0.02)
    told = book.births.filter(pl.col("id").is_in(list(book.relatives)))
    assert told.height > 10 and told["personal_number"].null_count() == 0
    true = book.truth.join(book.undated, left_on="person_id", right_on="id").select("list_id", "personal_number")
    assert told.join(true, left_on=["id", "personal_number"], right_on=["list_id", "personal_number"]).height == 0


def test_a_second_registration_is_the_same_person_written_anew(doubled: Doubled) -> None:
    assert doubled.truth.height / 60_000 == pytest.approx(0.004, abs=0.001)
    first = doubled.truth.join(doubled.register, left_on="list_id", right_on="id")
    both = first.join(doubled.register, left_on="person_id", right_on="id", suffix="_again")
    assert both.height == doubled.truth.height
    assert (both["personal_number"] != both["personal_number_again"]).all()
    same = (both["full_name"] == both["full_name_again"]).mean()
    assert 0.75 < same < 0.97  # type: ignore[operator]
    assert (both["commune"] == both["commune_again"]).mean() == pytest.approx(0.45, abs=0.1)
