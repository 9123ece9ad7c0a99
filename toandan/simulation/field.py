"""The week of the shown district's kits: places, homes that wait, a plan, and its approval (kế hoạch tuần).

Written through the operations officers use, as of today, so that whoever looks on finds a week that lies ahead. Where
places and kits are there already, they are used as they are.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from toandan.command.field import operations
from toandan.command.field.words import Engine
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.simulation.casework import Casework
from toandan.simulation.officers import SHOWN_DISTRICT
from toandan.work.equipment import operations as equipment
from toandan.work.equipment import queries as kits
from toandan.work.equipment.words import Kind, NewDevice
from toandan.work.sessions import operations as sessions
from toandan.work.sessions import queries as held
from toandan.work.sessions.operations import UnableToKeepPlace
from toandan.work.sessions.words import Agreement, NewPlace, PlaceKind, Shift

WEEK = 7
_KITS = 3
_APART = 0.006
"""Degrees between a commune's office and its hall, about 600 metres: where a hall stands is invented."""


def play(work: Casework) -> None:
    """Write down what is missing, plan the week from tomorrow on, and let the district approve it."""
    police, now = work.actors[SHOWN_DISTRICT], _morning(work)
    first = work.today + timedelta(days=1)
    communes = units.descendants(police.at, level=UnitLevel.COMMUNE)
    with reading(police):
        places = held.places_in([police.at], first)
        numbers = [police.at, *(one.number for one in communes)]
        known = kits.kits_for_planning(numbers, first, WEEK)
    if not places:
        for at, commune in enumerate(communes):
            _places(work, police, commune, at)
    if not known:
        for number in range(1, _KITS + 1):
            device = NewDevice(f"KIT-{SHOWN_DISTRICT}-{number}", Kind.KIT, police.at, model="BTN-2")
            equipment.add(actor=police, now=now, device=device, client_key=work.key(f"field kit {number}"))
    sessions.collect_homes(
        actor=police, now=now, unit=police.at, since=first, until=first + timedelta(days=2 * WEEK),
        client_key=work.key("field homes"),
    )  # fmt: skip
    run = operations.ask(
        actor=police, now=now, unit=police.at, first_day=first, days=WEEK, engine=Engine.GREEDY,
        client_key=work.key("field plan"),
    )  # fmt: skip
    done = operations.carry_out(actor=police, now=now, run=run.run_id)
    if done.version is not None:
        operations.approve(actor=police, now=now, version=done.version, client_key=work.key("field approval"))


def _places(work: Casework, police: Actor, commune: Unit, at: int) -> None:
    """Write down a commune's office, and a hall that is agreed for some mornings and afternoons of two weeks."""
    now = _morning(work)
    office = NewPlace(
        f"TS-{commune.code}", commune.number, PlaceKind.OFFICE, f"Trụ sở Công an {commune.name_vi}",
        f"{commune.name_vi}", 0.6,
    )  # fmt: skip
    try:
        sessions.add_place(actor=police, now=now, place=office, client_key=work.key(f"office {commune.code}"))
    except UnableToKeepPlace:
        # Nobody knows where the commune lies; a plan can do without it.
        return
    with reading(police):
        known = held.place(office.code)
    hall = NewPlace(
        f"NVH-{commune.code}", commune.number, PlaceKind.HALL, f"Nhà văn hóa {commune.name_vi}", f"{commune.name_vi}",
        0.4, known.latitude + _APART * (at % 5 - 2), known.longitude + _APART * (at // 5 % 5 - 2),
    )  # fmt: skip
    sessions.add_place(actor=police, now=now, place=hall, client_key=work.key(f"hall {commune.code}"))
    agreed = Agreement(
        frozenset({at % 5, (at + 2) % 5, 5}), Shift.DAY if at % 3 else Shift.AM, work.today,
        work.today + timedelta(days=2 * WEEK),
    )  # fmt: skip
    sessions.agree(
        actor=police, now=now, code=hall.code, agreement=agreed, paper="Thỏa thuận sử dụng nhà văn hóa",
        client_key=work.key(f"agreement {commune.code}"),
    )  # fmt: skip


def _morning(work: Casework) -> datetime:
    return datetime.combine(work.today, time(7), tzinfo=timezone.get_default_timezone())
