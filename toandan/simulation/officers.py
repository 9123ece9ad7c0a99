"""The demonstration's officers: headquarters, the thirty districts, a commune, bodies (cán bộ trình diễn)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from toandan.ground.kernel.actor import Actor
from toandan.record.officers import operations as officers
from toandan.record.officers import queries
from toandan.record.officers.words import Role
from toandan.record.units import queries as units
from toandan.record.units.words import Unit

CITY = "01"
SHOWN_DISTRICT = "279"
"""Thường Tín, with 9 of 29 communes complete, has most to see."""
SHOWN_BODY = "TP279"
"""The justice office of that district."""
SHOWN_COMMITTEE = "UBND279"
"""Its People's Committee, which issues directives."""
SHOWN_UNION = "DTN279"
"""Its Youth Union, which is given tasks."""
SHOWN_HELPER = "tnv279"
"""A volunteer of that union, who helps at sessions of activation."""


@dataclass(frozen=True)
class DemoOfficer:
    """An officer to sign in as: the login name, the unit of the post, and what they are there if not its officer."""

    username: str
    unit: Unit
    duty: str = ""

    @property
    def where(self) -> str:
        """The unit by name, with the duty."""
        return f"{self.unit.name_vi} ({self.duty})" if self.duty else self.unit.name_vi


def post_officers(house: Actor, *, now: datetime, districts: Sequence[str], since: date) -> dict[str, Actor]:
    """Make accounts for the city, every district and one commune; return each district's actor by its code."""
    begins = datetime.combine(since, time.min, tzinfo=now.tzinfo)
    for one, role in [(_city(since), Role.CITY_HEADQUARTERS), (_commune(since), Role.COMMUNE_POLICE)]:
        _appoint(house, now, one, role, begins)
    for code in districts:
        _appoint(house, now, _district(code, since), Role.DISTRICT_POLICE, begins)
    return {code: queries.actor_by_name(_district(code, since).username, now=now) for code in districts}


def post_for_body(house: Actor, *, now: datetime, since: date, code: str = SHOWN_BODY) -> None:
    """Make the account of a body of the shown district, such as its justice office, which answers what it is asked."""
    begins = datetime.combine(since, time.min, tzinfo=now.tzinfo)
    one = _body(since, code)
    _appoint(house, now, one, Role.BODY_OFFICER, begins, one.unit.name_vi)


def post_helper(house: Actor, *, now: datetime, since: date) -> None:
    """Make the account of a volunteer of the shown union, with which they help at sessions."""
    one = _helper(since)
    begins = datetime.combine(since, time.min, tzinfo=now.tzinfo)
    _appoint(house, now, one, Role.SESSION_HELPER, begins, one.where, head=False)


def one_per_level(since: date) -> list[DemoOfficer]:
    """Return whose sign-in the demonstration prints: city, district, commune, three bodies, a helper at sessions."""
    bodies = [_body(since, code) for code in (SHOWN_BODY, SHOWN_COMMITTEE, SHOWN_UNION)]
    return [_city(since), _district(SHOWN_DISTRICT, since), _commune(since), *bodies, _helper(since)]


def _city(since: date) -> DemoOfficer:
    return DemoOfficer("pc06", units.by_code(CITY, as_of=since))


def _district(code: str, since: date) -> DemoOfficer:
    return DemoOfficer(f"ca{code}", units.by_code(code, as_of=since))


def _commune(since: date) -> DemoOfficer:
    first = units.children(_district(SHOWN_DISTRICT, since).unit.number)[0]
    return DemoOfficer(f"ca{first.code}", first)


def _body(since: date, code: str) -> DemoOfficer:
    return DemoOfficer(code.lower(), units.seat_of_post(code, as_of=since))


def _helper(since: date) -> DemoOfficer:
    return DemoOfficer(SHOWN_HELPER, units.seat_of_post(SHOWN_UNION, as_of=since), "tình nguyện viên")


def _appoint(
    house: Actor, now: datetime, one: DemoOfficer, role: Role, since: datetime, name: str = "", *, head: bool = True
) -> None:  # fmt: skip
    officer = officers.add_officer(
        actor=house,
        now=now,
        username=one.username,
        display_name=name or f"Công an {one.unit.name_vi}",
        password=None,
        unit=one.unit.number,
    )
    officers.appoint(
        actor=house, now=now, officer=officer, role=role, unit=one.unit.number, reason="Trình diễn", since=since,
        head=head,
    )  # fmt: skip
