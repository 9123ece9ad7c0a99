"""The copy each process keeps: it costs no queries, and it notices a new load."""

from datetime import date

import pytest
from django.db import connections

from toandan.record.units import queries
from toandan.record.units.queries import memory

DAY = date(2023, 6, 3)


@pytest.mark.django_db
def test_a_warm_copy_answers_without_the_database(django_assert_num_queries: object) -> None:
    queries.warm()
    with django_assert_num_queries(0):  # type: ignore[operator]
        unit = queries.by_code("00001", as_of=DAY)
        queries.ancestors(unit.number)
        queries.children(unit.parent or 0)
        queries.find("phuc xa", as_of=DAY)
        queries.successors(unit.number)


@pytest.mark.django_db
def test_an_old_copy_is_checked_by_one_query_and_kept(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    queries.warm()
    before = memory.tree()
    monkeypatch.setattr(memory, "RECHECK_SECONDS", 0.0)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert memory.tree() is before


def test_another_process_s_load_is_noticed(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    queries.warm()
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE units_unit SET name_vi = 'Elsewhere' WHERE number = 10000040")
        cursor.execute("UPDATE units_revision SET digest = 'another'")
    assert queries.by_number(10000040).name_vi == "Phường Phúc Xá"
    monkeypatch.setattr(memory, "RECHECK_SECONDS", 0.0)
    assert queries.by_number(10000040).name_vi == "Elsewhere"
    assert queries.find("elsewhere", as_of=DAY)[0].number == 10000040
    queries.forget()


def test_another_database_is_another_copy(own_database: str, database_template: str) -> None:
    """Each database is remembered by itself, and coming back to one costs nothing."""
    from tests.conftest import pointed_at

    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE units_unit SET name_vi = 'Elsewhere' WHERE number = 10000040")
    queries.forget()
    assert queries.by_number(10000040).name_vi == "Elsewhere"
    here = memory.tree()
    pointed_at(database_template)
    try:
        assert queries.by_number(10000040).name_vi == "Phường Phúc Xá"
    finally:
        pointed_at(own_database)
    assert memory.tree() is here
    queries.forget()
