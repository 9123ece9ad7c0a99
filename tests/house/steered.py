"""What takes a campaign to come about: sheets, samples, plans, committees, kits, a merger (vật của chiến dịch)."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from django.utils.timezone import localdate

from tests.command.reorganisation.mapping import ON
from tests.house.town import DAY, MINE, THEIRS, Town
from tests.officers_help import actor_for
from tests.work.verification.conftest import add_body
from toandan.command.campaign.operations import create_order
from toandan.command.evaluation import operations as evaluation
from toandan.command.evaluation import queries as sheets
from toandan.command.field import operations as field
from toandan.command.field.words import Engine
from toandan.command.reorganisation import operations as reorganisation
from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units import operations as unit_deeds
from toandan.record.units import queries as units
from toandan.record.units.words import BodyKind, UnitLevel
from toandan.work.directives import operations as directives
from toandan.work.directives.words import MemberRole
from toandan.work.equipment import operations as equipment
from toandan.work.equipment.words import Kind as Device
from toandan.work.equipment.words import NewDevice
from toandan.work.samples import operations as samples
from toandan.work.samples.words import Subject
from toandan.work.sessions import operations as sessions
from toandan.work.sessions.words import NewHome, Stop, Urgency

NOW = datetime.combine(localdate(datetime.now(UTC)), time(1), UTC)
TODAY = localdate(NOW)
SECRET = "Hoàng mai trắng"
"""Stands in every text of the other commune."""
PICTURE = b"\x89PNG\r\n\x1a\n" + SECRET.encode()
FIRST, LAST = date(2023, 5, 20), date(2023, 6, 2)
"""A period of the order that their sheets are about."""


def of_steering(town: Town, district: Actor) -> Mapping[str, str]:
    """Score and sample them, found a committee that meets, and lay a merger down."""
    house = the_house()
    create_order(
        actor=house, now=NOW, client_key=uuid.uuid4(), code="ML-KIN", title_vi="Mệnh lệnh", title_en="Order",
        scope=units.by_code("01", as_of=DAY).number, starts_on=FIRST, deadline=date(2023, 6, 30),
    )  # fmt: skip
    evaluation.score(
        actor=district, now=NOW, order="ML-KIN", top=district.at, level=UnitLevel.COMMUNE, since=FIRST, until=LAST,
        client_key=uuid.uuid4(), why=SECRET,
    )  # fmt: skip
    sample = samples.draw(
        actor=district, now=NOW, unit=town.their_unit, subject=Subject.CARD, seed=1, client_key=uuid.uuid4()
    )
    committee = add_body("BCD-KIN", BodyKind.STEERING_COMMITTEE, THEIRS)
    desk = actor_for("ban.chi.dao", Role.BODY_OFFICER, committee)
    directives.add_member(
        actor=desk, now=NOW, committee=committee, name=SECRET, at=None, role=MemberRole.MEMBER, since=TODAY,
        client_key=uuid.uuid4(),
    )  # fmt: skip
    meeting = directives.call(
        actor=desk, now=NOW, committee=committee, held_on=TODAY, place=SECRET, agenda=SECRET, client_key=uuid.uuid4()
    )
    lines = "\n".join(["old_code,new_code,part", f"{MINE},{MINE},full", f"{THEIRS},{THEIRS},full"])
    run = reorganisation.receive(
        actor=house, now=NOW, content=lines.encode(), file_name=f"{SECRET}.csv", on=ON, reason=SECRET
    )
    with acting(house):
        support = unit_deeds.sign_support(
            actor=house, now=NOW, helper=town.their_unit, helped=units.by_code("00008", as_of=DAY).number,
            since=TODAY, until=TODAY + timedelta(days=9), act="12/QĐ", reason="giúp", client_key=uuid.uuid4(),
        )  # fmt: skip
    with reading(district):
        sheet = sheets.of_unit(town.their_unit)[0].sheet_id
    return {
        "evaluation/sheets/sheet_id": str(sheet), "samples/sample_id": str(sample), "samples/person": str(town.theirs),
        "directives/committees/committee": str(committee), "directives/meetings/meeting_id": str(meeting),
        "reorganisations/run": str(run.run), "units/support": str(support),
    }  # fmt: skip


def of_kits(town: Town, police: Actor, district: Actor) -> Mapping[str, str]:
    """Plan their kits, send one home to them, offer one, lend one and break one."""
    kit = equipment.add(
        actor=district, now=NOW, device=NewDevice("KIT-HAI", Device.KIT, district.at, place=SECRET),
        client_key=uuid.uuid4(),
    )  # fmt: skip
    day = TODAY + timedelta(days=1)
    asked = field.ask(
        actor=district, now=NOW, unit=district.at, first_day=day, days=1, client_key=uuid.uuid4(), engine=Engine.GREEDY
    )
    plan = field.carry_out(actor=district, now=NOW, run=asked.run_id).version
    home = sessions.ask_home(
        actor=police, now=NOW, home=NewHome(town.theirs, Urgency.ELDERLY, 30, TODAY, day), client_key=uuid.uuid4()
    )
    route = sessions.route(
        actor=district, now=NOW, unit=district.at, kit="KIT-HAI", day=day, stops=[Stop(home, 480, 510)],
        reason=SECRET, client_key=uuid.uuid4(),
    )  # fmt: skip
    loan = equipment.ask_loan(
        actor=district, now=NOW, serial="KIT-HAI", borrower=units.by_code("005", as_of=DAY).number,
        since=day + timedelta(days=2), until=day + timedelta(days=3), reason=SECRET, client_key=uuid.uuid4(),
    )  # fmt: skip
    handover = equipment.hand_over(
        actor=district, now=NOW, device=kit, to=town.their_unit, place=SECRET, reason=SECRET, client_key=uuid.uuid4()
    )
    return {
        "field/plan": str(plan), "field/runs/run": str(asked.run_id), "sessions/homes/code": home,
        "sessions/routes/code": route, "equipment/loans/number": str(loan),
        "equipment/handovers/number": str(handover),
    }  # fmt: skip
