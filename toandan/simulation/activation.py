"""A session of activation that is open today, at the school of the shown commune, with a helper (buổi kích hoạt).

The kit is the one that the neighbouring district lends, the crew is the commune's police, and a volunteer of the union
ticks the list at a desk of their own: somebody can sign in as that volunteer and go on.
"""

from datetime import datetime, time

from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.days import days_off
from toandan.record.ledger import operations as postings
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import EId, Line, Verb
from toandan.record.officers import queries as officers
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.simulation.casework import Casework
from toandan.simulation.officers import SHOWN_DISTRICT, SHOWN_HELPER, SHOWN_UNION, one_per_level, post_helper
from toandan.simulation.sessions import LENT_KIT
from toandan.work.sessions import operations, queries
from toandan.work.sessions.words import Kind, NewSession, PlaceKind, Shift

_PUPILS = 12
"""Pupils who are given an account this morning, so that they can activate it; the campaign reached few of their age."""
_BY_CREW, _BY_HELPER = 3, 2
"""How many accounts the crew and the helper have ticked so far; at least one of the list waits, if anybody is on it."""


def play(work: Casework) -> None:
    """Announce the session, have the union name its helper, open it, and let some accounts be activated."""
    post_helper(work.house, now=work.evening, since=work.started)
    if days_off(work.today, work.today):
        return
    now = datetime.combine(work.today, time(6, 30), tzinfo=timezone.get_default_timezone())
    ward = officers.actor_by_name(one_per_level(work.started)[2].username, now=now)
    _granted(work, ward, now)
    code = _announced(work, ward, now)
    _helped(work, ward, code, now)
    operations.add_crew(actor=ward, now=now, code=code, username=ward.name, client_key=work.key("crew activation"))
    operations.open_session(actor=ward, now=now, code=code, client_key=work.key("open activation"))
    _ticked(work, ward, code, now)


def _granted(work: Casework, ward: Actor, now: datetime) -> None:
    """Give pupils of the commune, 14 to 17 years old by the year, the account they asked for at school."""
    people = work.people
    of_age = (people.births.years >= work.today.year - 17) & (people.births.years <= work.today.year - 14)
    asked = [int(one) for one in people.ids[of_age & (people.units == ward.at)]]
    with reading(ward):
        rows = [row for row in ledger.standings(asked) if row.unit_no == ward.at and row.standing.eid is EId.NONE]
    lines = [
        Line(row.person_id, (row.unit_no, row.state), (row.unit_no, row.standing.but(eid=EId.GRANTED).code))
        for row in rows[:_PUPILS]
    ]
    if lines:
        postings.post(
            actor=ward, now=now, verb=Verb.ACCOUNT_GRANTED, occurred_on=work.today, lines=lines,
            reason="Cấp tài khoản cho học sinh theo danh sách của trường", client_key=work.key("pupils granted"),
        )  # fmt: skip


def _announced(work: Casework, ward: Actor, now: datetime) -> str:
    district = work.actors[SHOWN_DISTRICT]
    with reading(district):
        school = next(row for row in queries.places_in([ward.at], work.today) if row.kind is PlaceKind.SCHOOL)
        many = queries.catchments([ward.at], Kind.ACTIVATION, work.today).people[school.code]
    session = NewSession(Kind.ACTIVATION, school.code, LENT_KIT, work.today, Shift.DAY, many)
    return operations.announce(
        actor=district, now=now, session=session, reason="Kích hoạt tài khoản cho học sinh",
        client_key=work.key("activation today"),
    )  # fmt: skip


def _helped(work: Casework, ward: Actor, code: str, now: datetime) -> None:
    asked = operations.ask_helper(
        actor=ward, now=now, code=code, body=units.seat_of_post(SHOWN_UNION, as_of=work.day).number,
        task="Hướng dẫn học sinh kích hoạt tài khoản định danh điện tử", client_key=work.key("helper activation"),
    )  # fmt: skip
    operations.answer_helper(
        actor=officers.actor_by_name(SHOWN_UNION.lower(), now=now), now=now, helper=asked, coming=True,
        name="Lê Thị Mẫu", username=SHOWN_HELPER, client_key=work.key("helper named"),
    )  # fmt: skip


def _ticked(work: Casework, ward: Actor, code: str, now: datetime) -> None:
    """Let the helper tick some of the list, and the crew some parents, who are of the unit and came along."""
    helper = officers.actor_by_name(SHOWN_HELPER, now=now)
    with reading(helper):
        listed = [one.person for one in queries.holders(queries.account_door(code)).people]
    with reading(ward):
        states = ledger.matching(eid=[EId.GRANTED])
        rows = ledger.line_list(low=ward.at, high=ward.at, states=states, after=None, limit=_BY_CREW + len(listed))
    others = [person for person, _unit, _state, _day in rows if person not in listed][:_BY_CREW]
    for actor, people in ((helper, listed[1:][:_BY_HELPER]), (ward, others)):
        for person in people:
            operations.activate(
                actor=actor, now=now, person=person, session=code, client_key=work.key(f"activation {person}")
            )
