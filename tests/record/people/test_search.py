"""Search: any order, no marks, the last word begun, numbers and their ends, never past the scope."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.record.people.conftest import enter, someone
from toandan.ground.kernel import names
from toandan.ground.kernel.actor import Actor, Grant, the_house
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.officers.queries import reading
from toandan.record.people import queries
from toandan.record.people.words import Found, PeoplePermission, PersonRow

PEOPLE = [
    ("Nguyễn Văn Anh", 1985, "001085000001"),
    ("Nguyễn Văn Anh", 1960, "001060000002"),
    ("Nguyễn Thị Vân Anh", 1990, "001190000003"),
    ("Anh Văn Nguyên", 1985, ""),
    ("Trần Thị Hương", None, "001170000004"),
    ("Đặng Thị Hoà", 1970, "001170000005"),
    ("H'Hen Niê", 1992, "066192000006"),
    ("Y-Bham Ênuôl", 1950, ""),
    ("Nguyễn Ánh", 2001, "001301999999"),
]


def find(actor: Actor, **asked: object) -> Found:
    with reading(actor):
        return queries.search(actor=actor, **asked)  # type: ignore[arg-type]


def names_of(found: Found) -> list[tuple[str, int | None]]:
    return [(p.details.full_name, p.details.birth.year) for p in found.people]


@pytest.fixture
def crowd(phuc_xa: Actor) -> Actor:
    for name, year, number in PEOPLE:
        enter(phuc_xa, someone(name, birth=PartialDate.of(year), personal_number=number))
    return phuc_xa


def test_name_without_marks_in_any_order(crowd: Actor) -> None:
    wanted = [("Nguyễn Văn Anh", 1960), ("Nguyễn Văn Anh", 1985)]
    assert names_of(find(crowd, text="nguyen van anh"))[:2] == wanted
    assert set(names_of(find(crowd, text="ANH văn nguyen"))) == {
        *wanted,
        ("Anh Văn Nguyên", 1985),
        (PEOPLE[2][0], 1990),
    }


def test_names_that_begin_as_typed_come_first(crowd: Actor) -> None:
    assert names_of(find(crowd, text="anh van"))[0] == ("Anh Văn Nguyên", 1985)


def test_the_last_word_may_be_a_beginning_and_no_other(crowd: Actor) -> None:
    assert names_of(find(crowd, text="tran thi hu")) == [("Trần Thị Hương", None)]
    assert find(crowd, text="tr huong") == Found()


def test_a_year_narrows(crowd: Actor) -> None:
    assert names_of(find(crowd, text="nguyen van anh", birth_year=1960)) == [("Nguyễn Văn Anh", 1960)]
    assert find(crowd, text="nguyen van anh", birth_year=1961) == Found()


@pytest.mark.parametrize("text", ["h'hen", "nie h'hen", "y-bham", "enuol y-b"])
def test_names_with_hyphens_and_apostrophes(crowd: Actor, text: str) -> None:
    assert len(find(crowd, text=text).people) == 1


@pytest.mark.parametrize("text", ["'", "\\", "a:*", "!nguyen", "& |", "'' OR 1=1", "%", "_", "\x00x"])
def test_strange_characters_find_nobody_and_break_nothing(crowd: Actor, text: str) -> None:
    assert find(crowd, text=text) == Found()


@pytest.mark.parametrize("number", ["001085000001", "000001", "5000001", "001 085 000001", "０01085000001"])
def test_a_whole_number_or_its_end(crowd: Actor, number: str) -> None:
    assert names_of(find(crowd, number=number)) == [("Nguyễn Văn Anh", 1985)]


def test_an_old_number_or_its_end(crowd: Actor) -> None:
    enter(crowd, someone("Lê Thị Cũ", old_number="012345678"))
    assert names_of(find(crowd, number="012345678")) == [("Lê Thị Cũ", 1985)]
    assert names_of(find(crowd, number="345678")) == [("Lê Thị Cũ", 1985)]


def test_number_and_name_must_both_fit(crowd: Actor) -> None:
    assert find(crowd, number="000001", text="tran") == Found()
    assert len(find(crowd, number="000001", text="anh", birth_year=1985).people) == 1


@pytest.mark.parametrize("number", ["12345", "abcdefgh", "00108500000x"])
def test_too_short_or_no_number(crowd: Actor, number: str) -> None:
    with pytest.raises(queries.UnableToSearch) as refused:
        find(crowd, number=number)
    assert refused.value.code == "number_short"


def test_an_empty_search_is_refused(crowd: Actor) -> None:
    with pytest.raises(queries.UnableToSearch) as refused:
        find(crowd, text="  ", birth_year=1985)
    assert refused.value.code == "nothing_asked"


def test_more_is_told(crowd: Actor) -> None:
    found = find(crowd, text="nguyen", limit=2)
    assert len(found.people) == 2
    assert found.more
    assert not find(crowd, text="nguyen", limit=50).more


@pytest.mark.parametrize("asked", [{"text": "nguyen van anh"}, {"number": "001085000001"}, {"number": "000001"}])
def test_nobody_is_found_past_the_scope(crowd: Actor, truc_bach: Actor, ba_dinh: Actor, asked: dict[str, str]) -> None:
    assert find(truc_bach, **asked) == Found()
    assert find(ba_dinh, **asked).people
    assert find(the_house(), **asked).people


def test_a_part_of_the_scope_may_be_asked_for(crowd: Actor, truc_bach: Actor, ba_dinh: Actor) -> None:
    assert find(ba_dinh, text="nguyen", within=((truc_bach.at, truc_bach.at),)) == Found()
    assert find(ba_dinh, text="nguyen", within=((crowd.at, crowd.at),)).people
    assert find(truc_bach, text="nguyen", within=((crowd.at, crowd.at),)) == Found()


def test_units_where_one_may_do_other_things_are_not_searched(crowd: Actor, truc_bach: Actor) -> None:
    both = Actor(
        officer=9,
        name="both",
        at=truc_bach.at,
        grants=(
            *truc_bach.grants,
            Grant(low=crowd.at, high=crowd.at, permissions=frozenset({PeoplePermission.REGISTER.value})),
        ),
    )
    assert find(both, text="nguyen") == Found()


def test_without_a_scope_the_door_stays_shut(crowd: Actor) -> None:
    assert queries.search(actor=crowd, text="nguyen") == Found()


WORDS = st.sampled_from(["nguyen", "van", "anh", "thi", "huong", "ng", "v", "a", "h", "hoa", "tran", "h'hen", "dang"])


def expected(rows: list[PersonRow], words: list[str], year: int | None) -> list[int]:
    """Say what a search must find, by looking at everybody."""
    begin = " ".join(words)
    fitting = []
    for row in rows:
        key = names.key(row.details.full_name)
        has = key.split()
        whole = all(word in has for word in words[:-1]) and any(word.startswith(words[-1]) for word in has)
        if whole and (year is None or row.details.birth.year == year):
            fitting.append((not key.startswith(begin), key, row.details.birth.year or 9999, row.unit, row.person_id))
    return [last for *_, last in sorted(fitting)]


@pytest.mark.parametrize("few", [60_000, 0])
def test_both_ways_through_the_door_agree_with_a_plain_model(crowd: Actor, few: int) -> None:
    with reading(crowd):
        everybody = _everybody()

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from([None, 1985, 1960, 1899]))
    def agrees(words: list[str], year: int | None) -> None:
        with reading(crowd), connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM people_search(%s, %s::integer, '', '{(,)}', 50, %s)",
                [words, year, few],
            )
            found = [person_id for (person_id,) in cursor.fetchall()]
        assert found == expected(everybody, words, year)

    agrees()


@pytest.mark.parametrize("few", [60_000, 0])
def test_a_limit_cuts_the_same_order_short(crowd: Actor, few: int) -> None:
    with reading(crowd), connection.cursor() as cursor:
        everybody = _everybody()
        for limit in range(1, 6):
            cursor.execute("SELECT * FROM people_search('{nguyen}', NULL, '', '{(,)}', %s, %s)", [limit, few])
            found = [person_id for (person_id,) in cursor.fetchall()]
            assert found == expected(everybody, ["nguyen"], None)[:limit]


@pytest.mark.parametrize("few", [60_000, 0])
def test_spans_far_apart_give_one_ordered_answer(crowd: Actor, truc_bach: Actor, ba_dinh: Actor, few: int) -> None:
    enter(truc_bach, someone("Nguyễn Văn Anh", birth=PartialDate.of(1970)))
    spans = f"{{[{crowd.at},{crowd.at}],[{truc_bach.at},{truc_bach.at}]}}"
    with reading(ba_dinh), connection.cursor() as cursor:
        everybody = _everybody()
        cursor.execute("SELECT * FROM people_search('{nguyen}', NULL, '', %s, 50, %s)", [spans, few])
        assert [person_id for (person_id,) in cursor.fetchall()] == expected(everybody, ["nguyen"], None)
        cursor.execute("SELECT * FROM people_search('{nguyen}', NULL, '', %s, 3, %s)", [spans, few])
        assert [person_id for (person_id,) in cursor.fetchall()] == expected(everybody, ["nguyen"], None)[:3]


def _everybody() -> list[PersonRow]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM people_person")
        return queries.persons([person_id for (person_id,) in cursor.fetchall()])
