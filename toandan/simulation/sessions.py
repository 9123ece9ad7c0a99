"""Places of the communes, sessions of the last two weeks, homes that wait, and a day under way (buổi lưu động).

Where a place or home stands is invented around the seat of the unit, and said to be an estimate. The sessions lie
before today's date, so that whoever looks on finds what they taught about turnout.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from math import cos, sin, sqrt

import numpy as np
from django.utils import timezone

from toandan.ground.kernel.days import days_off
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.operations import post
from toandan.record.ledger.words import Card, EId, Line, Obstacle, Standing, Verb
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.simulation.casework import Casework
from toandan.simulation.officers import SHOWN_DISTRICT, SHOWN_UNION
from toandan.work.sessions import operations, queries
from toandan.work.sessions.queries import points, requests
from toandan.work.sessions.words import (
    Agreement,
    Contact,
    Held,
    Kind,
    Located,
    NewHome,
    NewPlace,
    NewSession,
    PlaceKind,
    Point,
    Shift,
    State,
    Stop,
    Urgency,
    Wanted,
)

_HALL = Agreement(frozenset({1, 3, 5}), Shift.DAY, date.min, date.max)
_SCHOOL = Agreement(frozenset({5, 6}), Shift.DAY, date.min, date.max)
_FACTORY = Agreement(frozenset({2}), Shift.PM, date.min, date.max)
_CENTRE = Agreement(frozenset({0}), Shift.AM, date.min, date.max)
_PLACES = (
    ("TS", PlaceKind.OFFICE, "Trụ sở công an", 0.35, None),
    ("N1", PlaceKind.HALL, "Nhà văn hóa số 1", 0.2, _HALL),
    ("N2", PlaceKind.HALL, "Nhà văn hóa số 2", 0.2, _HALL),
    ("TH", PlaceKind.SCHOOL, "Trường trung học cơ sở", 0.15, _SCHOOL),
)
_SMALL = (
    ("TS", PlaceKind.OFFICE, "Trụ sở công an", 0.3, None),
    ("N1", PlaceKind.HALL, "Nhà văn hóa số 1", 0.7, _HALL),
)
"""The places of a commune in which so few remain that a session at each of the others would wait for nobody."""
_FEW = 15
_LAST = (
    ("NM", PlaceKind.FACTORY, "Nhà máy", 0.1, _FACTORY),
    ("TG", PlaceKind.CENTRE, "Cơ sở trợ giúp xã hội", 0.1, _CENTRE),
)
_CENTRE_WORDS = ("Trung tâm bảo trợ xã hội",)
_TURNOUT = {
    PlaceKind.OFFICE: 0.13, PlaceKind.HALL: 0.3, PlaceKind.SCHOOL: 0.24, PlaceKind.FACTORY: 0.45, PlaceKind.CENTRE: 0.7
}  # fmt: skip
"""Share of those who remain that comes on one half-day, by kind of place."""
_WHOM = {
    PlaceKind.OFFICE: "Trực ban công an", PlaceKind.HALL: "Tổ trưởng tổ dân phố", PlaceKind.SCHOOL: "Văn phòng trường",
    PlaceKind.FACTORY: "Phòng nhân sự", PlaceKind.CENTRE: "Văn phòng cơ sở",
}  # fmt: skip
"""Who answers for a place of each kind."""
_MOST = 56
"""People a kit serves on one half-day."""
BEGUN = 3
"""Days for which the plan of the shown district runs; sessions of before are none of its own."""
LENT_KIT = "KIT-278-2"
"""Of the neighbouring district, on loan to the shown one for its plan."""
_WEEKS, _KITS, _APART, _GOLDEN = 2, 2, 0.0035, 2.39996
_SHOWN_HOMES = 5

Taken = tuple[NewPlace, Agreement | None]


def play(work: Casework) -> None:
    """Write places and homes down, take over what was held, and begin the day of the shown commune."""
    city = units.by_code("01", as_of=work.day)
    communes = units.descendants(city.number, level=UnitLevel.COMMUNE, as_of=work.day)
    near = points([one.number for one in communes])
    remaining = _remaining(work, city)
    shown = units.children(work.actors[SHOWN_DISTRICT].at)[0].number
    places = [
        place
        for at, one in enumerate(communes)
        if one.number in near
        for place in _at(work, one, at, near, few=remaining.get(one.number, 0) < _FEW, shown=one.number == shown)
    ]
    operations.open_places(
        actor=work.house, now=_morning(work), places=places, paper="Biên bản làm việc với nơi cho mượn",
        reason="Danh sách địa điểm của các đơn vị", client_key=work.key("places"),
    )  # fmt: skip
    held = list(_held(work, places, remaining))
    operations.keep_held(
        actor=work.house, now=_morning(work), held=held, reason="Buổi đã tổ chức trước khi ghi vào sổ này",
        client_key=work.key("held"),
    )  # fmt: skip
    _posted(work, city)
    for district in units.children(city.number, as_of=work.day):
        _homes(work, district, near)
    _today(work, places, remaining)


def _morning(work: Casework) -> datetime:
    return datetime.combine(work.today, time(6), tzinfo=timezone.get_default_timezone())


def _at(
    work: Casework, commune: Unit, at: int, near: dict[int, Point], *, few: bool, shown: bool
) -> Iterator[Taken]:  # fmt: skip
    """Yield the places of a commune, around the point that is known of it; fewer where few people remain.

    The shown commune has a school, whatever its size, that is open today too: accounts are activated there.
    """
    centre = _off(near[commune.number], at % 12, 4.0)
    kept = _SMALL if few and not shown else (*_PLACES, _LAST[at % 2])
    for number, (suffix, kind, name, share, agreed) in enumerate(kept):
        point = _off(centre, number, 1.0)
        place = NewPlace(
            f"{commune.code}-{suffix}", commune.number, kind, f"{name} {commune.name_vi}", commune.name_vi, share,
            point.latitude, point.longitude, Located.ESTIMATE,
            _CENTRE_WORDS if kind is PlaceKind.CENTRE else (), _contact(commune, kind, number),
        )  # fmt: skip
        span = (work.today - timedelta(days=30), work.today + timedelta(days=90))
        also = {work.today.weekday()} if shown and kind is PlaceKind.SCHOOL else set()
        yield place, None if agreed is None else Agreement(agreed.weekdays | also, agreed.shift, *span)


def _contact(commune: Unit, kind: PlaceKind, number: int) -> Contact:
    """Return whom to call about a place: a post and no name, at a number that no subscriber can have.

    Within Hà Nội's area code 024 a subscriber's number begins with 2 to 9; these begin with 1.
    """
    role = _WHOM[kind]
    if kind is PlaceKind.HALL and commune.kind == "xã":
        role = "Trưởng thôn"
    return Contact(role, f"0241{commune.number // 20 % 1_000_000:06d}{number}")


def _off(point: Point, number: int, far: float) -> Point:
    """Return a point beside another one; the same number is always in the same direction, equally spread."""
    angle, away = number * _GOLDEN, _APART * far * sqrt(number)
    return Point(
        round(point.latitude + away * sin(angle), 6), round(point.longitude + away * cos(angle), 6), Located.ESTIMATE
    )  # fmt: skip


def _remaining(work: Casework, city: Unit) -> dict[int, int]:
    """Return how many of each commune wait for a card and can come."""
    states = ledger.matching(card=[Card.DUE], obstacle=[Obstacle.NONE])
    found: dict[int, int] = {}
    for unit, state, people in ledger.balances(as_of=work.today, low=city.number, high=city.last):
        if state in states:
            found[unit] = found.get(unit, 0) + people
    return found


def _held(work: Casework, places: list[Taken], remaining: dict[int, int]) -> Iterator[Held]:
    """Yield the sessions of two kits of each district on the working days of two weeks."""
    random = np.random.default_rng(len(places))
    left = {place.code: round(place.share * remaining.get(place.unit, 0)) for place, _agreed in places}
    first = work.today - timedelta(weeks=_WEEKS)
    days = [first + timedelta(days=n) for n in range(7 * _WEEKS)]
    off = days_off(first, work.today)
    by_district: dict[str, list[Taken]] = {}
    for place, agreed in places:
        by_district.setdefault(units.ancestors(place.unit)[-1].code, []).append((place, agreed))
    for code, here in by_district.items():
        for day in days:
            if day.weekday() == 6 or day in off:
                continue
            usable = [one for one in here if one[1] is None or day.weekday() in one[1].weekdays]
            picks = random.choice(len(usable), size=min(_KITS, len(usable)), replace=False)
            planned = day >= work.today - timedelta(days=BEGUN)
            for kit, pick in enumerate(picks, 1):
                if planned and (code == SHOWN_DISTRICT or f"KIT-{code}-{kit}" == LENT_KIT):
                    continue
                place, agreed = usable[int(pick)]
                yield _session(place, agreed, f"KIT-{code}-{kit}", day, left, float(random.lognormal(0.0, 0.25)))


def _session(place: NewPlace, agreed: Agreement | None, kit: str, day: date, left: dict[str, int], luck: float) -> Held:
    shift = Shift.AM if agreed is None else agreed.shift
    halves, before = (2 if shift is Shift.DAY else 1), left[place.code]
    share = 1 - (1 - min(_TURNOUT[place.kind] * luck, 0.9)) ** halves
    served = min(round(before * share), _MOST * halves)
    left[place.code] = before - served
    expected = min(round(before * (1 - (1 - _TURNOUT[place.kind]) ** halves)), _MOST * halves)
    return Held(NewSession(Kind.ENROLMENT, place.code, kit, day, shift, expected), before, served)


def _posted(work: Casework, city: Unit) -> None:
    """Post whom the sessions served under their codes; the shown district has reconciled those of the first week.

    A place shares its people with the others of its commune, so whoever is next there is taken.
    """
    first, states = work.today - timedelta(weeks=_WEEKS), ledger.matching(card=[Card.DUE], obstacle=[Obstacle.NONE])
    with reading(work.house):
        sessions = [row for row in queries.listed([city.number], first, 7 * _WEEKS) if row.state is State.CLOSED]
        due: dict[int, list[Line]] = {}
        for row in ledger.line_list(low=city.number, high=city.last, states=states, after=None, limit=1_000_000):
            person, unit, state, _day = row
            due.setdefault(unit, []).append(Line(person, (unit, state), (unit, applied(state))))
    shown = work.actors[SHOWN_DISTRICT]
    theirs = units.by_number(shown.at)
    for one in sessions:
        here, served = due.get(one.unit, []), one.served or 0
        taken, due[one.unit] = here[:served], here[served:]
        if taken:
            post(
                actor=work.house, now=_morning(work), verb=Verb.DOSSIER_COLLECTED, occurred_on=one.day, lines=taken,
                reason="Thu nhận hồ sơ tại buổi lưu động", session=one.code, client_key=work.key(f"taken {one.code}"),
            )  # fmt: skip
        if theirs.holds(one.unit) and one.day < first + timedelta(weeks=1):
            operations.reconcile(
                actor=shown, now=_morning(work), code=one.code, client_key=work.key(f"reconciled {one.code}"),
                note="" if len(taken) == served else "Số còn lại đã được thu nhận tại trụ sở",
            )  # fmt: skip


def applied(state: int) -> int:
    """Return the state of somebody whose papers for card and account were taken."""
    said = Standing.of(state)
    eid = EId.APPLIED if said.eid is EId.NONE else said.eid
    return said.but(card=Card.APPLIED, eid=eid).code


def _homes(work: Casework, district: Unit, near: dict[int, Point]) -> None:
    """Ask for everybody homebound of a district, each at a point beside the seat of the commune."""
    states = ledger.matching(card=[Card.DUE], obstacle=[Obstacle.HOMEBOUND])
    with reading(work.house):
        rows = ledger.line_list(low=district.number, high=district.last, states=states, after=None, limit=2000)
    since, until = work.today, work.today + timedelta(days=21)
    homes = []
    for number, (person, unit, _state, _day) in enumerate(rows):
        if unit in near:
            point = _off(near[unit], number % 40, 1.2)
            urgency = list(Urgency)[number % 3]
            wanted = list(Wanted)[number % 3]
            homes.append(
                NewHome(
                    person, urgency, 12 + 3 * (number % 4), since, until, wanted, point.latitude, point.longitude,
                    Located.ESTIMATE,
                )
            )  # fmt: skip
    operations.ask_homes(
        actor=work.house, now=_morning(work), unit=district.number, homes=homes,
        client_key=work.key(f"homes {district.code}"),
    )  # fmt: skip


def _today(work: Casework, places: list[Taken], remaining: dict[int, int]) -> None:
    """Announce today's session at the shown commune, ask the youth union for a helper, and send a kit to homes."""
    district, now = work.actors[SHOWN_DISTRICT], _morning(work)
    if days_off(work.today, work.today):
        return
    first = units.children(district.at)[0]
    office = next(place.code for place, _agreed in places if place.unit == first.number)
    expected = max(1, min(30, remaining.get(first.number, 0) // 3))
    session = NewSession(Kind.ENROLMENT, office, f"KIT-{SHOWN_DISTRICT}-2", work.today, Shift.DAY, expected)
    code = operations.announce(
        actor=district, now=now, session=session, reason="Kế hoạch tuần", client_key=work.key("session today")
    )
    operations.ask_helper(
        actor=district, now=now, code=code, body=units.seat_of_post(SHOWN_UNION, as_of=work.day).number,
        task="Hướng dẫn người dân lấy số, khai tờ khai", client_key=work.key("helper today"),
    )  # fmt: skip
    with reading(district):
        asked = [row.code for row in requests([district.at], limit=_SHOWN_HOMES)]
    stops = [Stop(home, 480 + 35 * at, 500 + 35 * at) for at, home in enumerate(asked)]
    if stops:
        operations.route(
            actor=district, now=now, unit=district.at, kit=f"KIT-{SHOWN_DISTRICT}-1", day=work.today, stops=stops,
            travel_minutes=15 * len(stops), reason="Kế hoạch tuần", client_key=work.key("route today"),
        )  # fmt: skip
