"""Writing bodies outside the police down (thêm cơ quan phối hợp)."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed, UnableTo
from toandan.ground.kernel.names import tidy
from toandan.record.journal.operations import append
from toandan.record.units.models import Body, BodyMove
from toandan.record.units.queries import bodies, by_number, standing_for
from toandan.record.units.words import COMMITTEES, BodyKind, Unit, UnitLevel, UnitsPermission
from toandan.record.units.words import Body as BodyWord

SPARE = range(1, 18, 2)
"""Places a territory has for bodies among its own spare numbers. Every second one stays free: no two scopes of bodies
touch, and a scope that holds the number after a body's is the scope of a police unit.
"""


class UnableToAddBody(UnableTo):
    """The body could not be written down."""


class UnableToGiveBody(UnableTo):
    """The body could not be given another territory."""


def add_body(*, actor: Actor, code: str, kind: str, name_vi: str, name_en: str, territory: int) -> int:
    """Write a body down and return its number; the same code again returns the body that stands.

    Called inside the actor's scope. Raises NotAllowed, UnitUnknown, and UnableToAddBody: no such kind, no name, no
    room left at the territory, or the code belongs to another body.
    """
    unit = by_number(territory)
    if not actor.may(UnitsPermission.ADD_BODY, territory):
        raise NotAllowed(_("You may not do this at this unit."), code="not_allowed")
    if kind not in set(BodyKind) or unit.level is UnitLevel.BODY:
        raise UnableToAddBody(_("There is no body of this kind: %(kind)s."), code="kind_unknown", values={"kind": kind})
    if not tidy(name_vi) or not code.strip():
        raise UnableToAddBody(_("A body needs a code and a name."), code="name_missing")
    stands = Body.objects.filter(code=code.strip()).first()
    if stands is not None:
        if (stands.territory_id, stands.kind) != (territory, kind):
            raise UnableToAddBody(_("The code belongs to another body."), code="code_taken")
        return stands.number
    # A body that went over to another territory keeps its number.
    near = Body.objects.filter(number__gt=territory, number__lt=territory + SPARE.stop)
    taken = set(near.values_list("number", flat=True))
    free = [territory + place for place in SPARE if territory + place not in taken]
    if not free:
        raise UnableToAddBody(_("This unit has no room for another body."), code="no_room")
    made = Body(
        number=free[0], code=code.strip(), kind=kind, name_vi=tidy(name_vi), name_en=tidy(name_en) or tidy(name_vi),
        territory_id=territory,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise UnableToAddBody(_("Somebody else has just added a body here. Try again."), code="taken") from error
    append(actor=actor, verb="units.body.add", subject=f"unit:{made.number}", unit=territory, detail={"kind": kind})
    return made.number


def lead_bodies(*, actor: Actor, old: int, main: int) -> int:
    """Give the bodies of a unit that has ended to the one that carries it on; return how many.

    A body keeps its number, and with it its desk, its officers and everything asked of it. Called inside the actor's
    scope by who leads the people of both units; the database refuses anybody else.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT units_lead_bodies(%s, %s)", [old, main])
        led = int(cursor.fetchone()[0])
    if led:
        detail: dict[str, str | int | bool | None] = {"accepted": led, "main": main}
        append(actor=actor, verb="units.body.repoint", subject=f"unit:{old}", unit=main, detail=detail)
    return led


def give_body(*, actor: Actor, now: datetime, body: int, territory: int, reason: str, client_key: UUID) -> bool:
    """Give a body whose territory ended to another one, by decision; return whether anything was written.

    A body keeps its number, its desk, its officers and everything asked of it; whoever manages accounts at the new
    territory keeps theirs. It takes the permission to add bodies at the new territory, and at the old one or where its
    area went. Called inside the actor's scope. The same key does it once. Raises NotAllowed, UnitUnknown,
    UnableToGiveBody.
    """
    found, today = bodies.body(body), localdate(now)
    old, new = by_number(found.territory), by_number(territory)
    _permitted(actor, old, new, today)
    done = BodyMove.objects.filter(client_key=client_key).values_list("body_no", "new_no").first()
    if done is not None and done != (body, territory):
        raise UnableToGiveBody(_("This form has already been used for something else."), code="key_used")
    if done is None:
        _check_gift(found, old, new, reason, today)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT units_give_body(%s, %s, %s, %s, %s, %s)",
            [body, territory, reason.strip(), client_key, now, actor.name],
        )
        written = bool(cursor.fetchone()[0])
    if written:
        detail: dict[str, str | int | bool | None] = {"from": old.number, "main": territory}
        append(actor=actor, verb="units.body.give", subject=f"unit:{body}", unit=territory, detail=detail)
    return written


def _permitted(actor: Actor, old: Unit, new: Unit, today: date) -> None:
    """Make sure that both territories are the actor's; an area that ended is whose it went into. Raises NotAllowed."""
    above = old if old.province is None else by_number(old.province)
    heirs = [heir for unit in (old, above) if (heir := standing_for(unit.number, as_of=today)) is not None]
    mine = any(actor.may(UnitsPermission.ADD_BODY, unit.number) for unit in (old, *heirs))
    if not mine or not actor.may(UnitsPermission.ADD_BODY, new.number):
        raise NotAllowed(_("You may not do this at this unit."), code="not_allowed")


def _check_gift(found: BodyWord, old: Unit, new: Unit, reason: str, today: date) -> None:
    if not reason.strip():
        raise UnableToGiveBody(_("Say why: a reason is needed."), code="reason_missing")
    if old.until is None or old.until > today:
        raise UnableToGiveBody(
            _("%(unit)s goes on, so its bodies stay with it."), code="territory_goes_on", values={"unit": old.name_vi}
        )
    if new.level is UnitLevel.BODY or not new.in_force(today):
        raise UnableToGiveBody(
            _("%(unit)s is no unit that a body can answer for today."), code="territory_ended",
            values={"unit": new.name_vi},
        )  # fmt: skip
    if found.kind in COMMITTEES and new.level < old.level:
        raise UnableToGiveBody(
            _("A committee would give tasks to people it never answered for: choose a territory that is no wider."),
            code="territory_wider",
        )
