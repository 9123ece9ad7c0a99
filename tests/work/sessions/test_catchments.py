"""Whom each place has to expect: by address and age, the rest by share, and nobody twice (vùng phục vụ)."""

from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.record.people.conftest import someone
from tests.work.sessions.conftest import MORNING, TODAY, Field, key, workday
from tests.work.verification.conftest import DUE, enter
from toandan.command.field.queries import inputs
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.ledger.words import EId, Obstacle
from toandan.record.officers.operations import acting
from toandan.record.people import operations as people
from toandan.work.sessions import operations, queries
from toandan.work.sessions.models import Place
from toandan.work.sessions.rules.catchments import divided
from toandan.work.sessions.words import Kind, Located, PlaceKind, PlaceRow

ADULT, PUPIL = PartialDate.of(1985, 5, 17), PartialDate.of(TODAY.year - 15, 5, 17)


def serves(ground: Field, code: str, *words: str) -> None:
    operations.set_serves(actor=ground.police, now=MORNING, code=code, serves=words, client_key=key())


def expected(ground: Field, kind: Kind = Kind.ENROLMENT) -> dict[str, int]:
    with acting(ground.district):
        found = queries.catchments([ground.district_no], kind, TODAY)
    assert not found.nobodys
    return dict(found.people)


def test_addresses_say_whom_a_place_expects_and_moving_one_moves_the_count(ground: Field) -> None:
    for code, kind, words in (
        ("H3", PlaceKind.HALL, ("Tổ 3", "ngõ 12")),
        ("H5", PlaceKind.HALL, ("tổ 5",)),
        ("TH", PlaceKind.SCHOOL, ()),
        ("TT", PlaceKind.CENTRE, ("Trung tâm bảo trợ",)),
    ):
        ground.place(code, kind=kind, share=0)
        if words:
            serves(ground, code, *words)
    lived = {
        "Hoa": ("Số 1 ngõ 4, TỔ 3", ADULT), "Lan": ("Số 2, ngõ 12, tổ 5", ADULT), "Mai": ("số 9 tổ 35", ADULT),
        "Cúc": ("tổ 5", PUPIL), "Nhu": ("TRUNG TÂM BẢO TRỢ xã hội, tổ 3", ADULT), "Bé": ("", ADULT),
    }  # fmt: skip
    numbers = {
        name: enter(f"Trần Thị {name}", present_address=address, birth=birth)
        for name, (address, birth) in lived.items()
    }
    enter("Trần Thị Xa", DUE.but(obstacle=Obstacle.HOMEBOUND), present_address="tổ 3")
    enter("Trần Văn Có", DUE.but(eid=EId.GRANTED, obstacle=Obstacle.HOMEBOUND), present_address="tổ 3")
    assert expected(ground) == {"P1": 2, "H3": 2, "H5": 0, "TH": 1, "TT": 1}, "the longest words of an address win"
    assert expected(ground, Kind.ACTIVATION) == {"P1": 0, "H3": 1, "H5": 0, "TH": 0, "TT": 0}
    people.correct(
        actor=ground.police, now=MORNING, person_id=numbers["Hoa"], reason="chuyển tổ", client_key=key(),
        details=someone("Trần Thị Hoa", birth=ADULT, present_address="số 7 tổ 5"), occurred_on=TODAY,
    )  # fmt: skip
    after = expected(ground)
    assert after == {"P1": 2, "H3": 1, "H5": 1, "TH": 1, "TT": 1} and sum(after.values()) == len(lived)

    with acting(the_house()):
        planned = inputs.gather(unit=ground.district_no, first_day=workday(), days=7, now=MORNING).places
    assert {place.code: place.remaining for place in planned} == {"P1": 2.0}, "what the plan knows of open places"
    for hall in ("H3", "H5"):
        serves(ground, hall)
    assert expected(ground)["P1"] == 4, "places that name nobody leave them to the office"


@given(
    st.integers(0, 500),
    st.lists(st.tuples(st.sampled_from([PlaceKind.HALL, PlaceKind.FACTORY, PlaceKind.OFFICE]), st.floats(0, 0.6))),
)
def test_nobody_is_lost_and_nobody_counted_twice(many: int, made: list[tuple[PlaceKind, float]]) -> None:
    whole = max(1.0, sum(share for _kind, share in made))
    places = [
        PlaceRow(f"P{n}", 1, kind, "", "", 21.0, 105.0, share / whole, Located.ESTIMATE)
        for n, (kind, share) in enumerate(made)
    ]
    found, left = divided(many, places)
    assert sum(found.values()) + left == many and min([left, *found.values()]) >= 0
    assert left == 0 or not any(kind is PlaceKind.OFFICE for kind, _share in made)


def test_schools_that_name_no_words_share_the_pupils_by_their_shares_and_the_rest_closes(ground: Field) -> None:
    schools = [ground.place(f"T{at}", kind=PlaceKind.SCHOOL, share=0) for at in range(3)]
    for name in ["An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh"]:
        enter(f"Trần Văn {name}", birth=PUPIL)
    enter("Trần Văn Lớn", birth=ADULT)
    found = expected(ground)
    assert found["P1"] == 1 and sum(found.values()) == 8 and min(found[code] for code in schools) >= 1

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.sampled_from([0.0, 0.1, 0.3, 0.6]), min_size=3, max_size=3), st.integers(0, 2**40))
    def shared(shares: list[float], first: int) -> None:
        for code, share in zip(schools, shares, strict=True):
            Place.objects.filter(code=code).update(share=share)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT p.code, count(*) FROM generate_series(%s::bigint, %s) AS n"
                " CROSS JOIN LATERAL sessions_serving(%s, n, ' ', %s::smallint, %s) AS served"
                " JOIN sessions_place AS p ON p.place_id = served.o_place GROUP BY p.code",
                [first, first + 199, ground.unit, TODAY.year - 15, TODAY],
            )
            counts = dict(cursor.fetchall())
        whole = sum(shares)
        wanted = [200 * share / whole if whole else 200 / 3 for share in shares]
        assert sum(counts.values()) == 200, "every pupil has one school"
        assert all(
            abs(counts.get(code, 0) - part) <= (3 if part else 0) for code, part in zip(schools, wanted, strict=True)
        )

    with acting(ground.police):
        shared()
    serves(ground, schools[0], "tổ 3")
    assert sum(expected(ground).values()) == 8
