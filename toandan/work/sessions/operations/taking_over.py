"""Taking over what was kept elsewhere before: many places at once, and sessions held before (nhận số liệu đã có)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.work.sessions.models import Agreement, Place, Session
from toandan.work.sessions.operations import base
from toandan.work.sessions.operations.errors import unable, unkept
from toandan.work.sessions.operations.places import checked, whom
from toandan.work.sessions.queries.errors import PlaceUnknown
from toandan.work.sessions.words import HALVES, Held, NewPlace, SessionsPermission, Shift, State
from toandan.work.sessions.words import Agreement as AgreementWord

TakenPlace = tuple[NewPlace, AgreementWord | None]


def open_places(
    *, actor: Actor, now: datetime, places: Sequence[TakenPlace], paper: str, reason: str, client_key: UUID
) -> int:
    """Write many new places down at once, each with one agreement or none; all or nothing; return how many.

    The same key writes once. Raises NotAllowed at any of the units, UnitUnknown, UnableToKeepPlace naming the place.
    """
    with acting(actor):
        _everywhere(actor, SessionsPermission.KEEP_PLACE, (place.unit for place, _agreed in places))
        if not places or Place.objects.filter(client_key=uuid5(client_key, places[0][0].code)).exists():
            return 0
        taken = Place.objects.filter(code__in=[place.code for place, _agreed in places])
        for code in taken.values_list("code", flat=True):
            raise unkept("code_used", place=code)
        numbers = base.next_numbers("sessions_place_place_id_seq", len(places))
        rows = []
        for (place, _agreed), number in zip(places, numbers, strict=True):
            latitude, longitude, located = checked(place)
            contact = whom(place.contact)
            rows.append(
                Place(
                    place_id=number, client_key=uuid5(client_key, place.code), code=place.code, unit_no=place.unit,
                    kind=place.kind.value, name=place.name, address=place.address, latitude=latitude,
                    longitude=longitude, located=located.value, share=place.share, serves=list(place.serves),
                    contact=contact.name, phone=contact.phone, created_at=now, created_by=actor.name,
                )
            )  # fmt: skip
        Place.objects.bulk_create(rows, batch_size=1000)
        agreed = [
            _agreement(row, agreement, paper, actor, now)
            for row, (_place, agreement) in zip(rows, places, strict=True)
            if agreement is not None
        ]
        Agreement.objects.bulk_create(agreed, batch_size=1000)
        append(
            actor=actor, verb="sessions.place.import", subject=f"unit:{actor.at}", unit=actor.at,
            detail={"accepted": len(rows), "reason": reason},
        )  # fmt: skip
    return len(rows)


def keep_held(*, actor: Actor, now: datetime, held: Sequence[Held], reason: str, client_key: UUID) -> int:
    """Write down sessions that were held before they were kept here; turnout is learned from them; return how many.

    They count as closed, known by their own count alone. The same key writes once. Raises NotAllowed, PlaceUnknown,
    UnableToHold: a day that is not over, a negative count.
    """
    with acting(actor):
        if not held or Session.objects.filter(client_key=uuid5(client_key, "0")).exists():
            return 0
        known = {row.code: row for row in Place.objects.filter(code__in={one.session.place for one in held})}
        for one in held:
            if one.session.place not in known:
                raise PlaceUnknown(one.session.place)
            if one.session.day >= localdate(now):
                raise unable("day_ahead", day=one.session.day.isoformat())
            if min(one.served, one.remaining) < 0:
                raise unable("count_wrong")
        _everywhere(actor, SessionsPermission.PLAN, (row.unit_no for row in known.values()))
        numbers = base.next_numbers("sessions_session_session_id_seq", len(held))
        Session.objects.bulk_create(
            [
                _session(one, known[one.session.place], number, uuid5(client_key, str(place)), reason)
                for place, (one, number) in enumerate(zip(held, numbers, strict=True))
            ],
            batch_size=1000,
        )
        append(
            actor=actor, verb="sessions.session.take_over", subject=f"unit:{actor.at}", unit=actor.at,
            detail={"accepted": len(held), "reason": reason},
        )  # fmt: skip
    return len(held)


def _everywhere(actor: Actor, word: SessionsPermission, numbers: Iterable[int]) -> None:
    for unit in sorted(set(numbers)):
        require(actor, word, at=unit)


def _agreement(place: Place, agreed: AgreementWord, paper: str, actor: Actor, now: datetime) -> Agreement:
    if not agreed.weekdays:
        raise unkept("weekdays_missing")
    if agreed.until < agreed.since:
        raise unkept("span_wrong", place=place.code)
    return Agreement(
        client_key=uuid5(place.client_key, "agreement"), place_id=place.place_id, unit_no=place.unit_no,
        weekdays=sum(1 << day for day in agreed.weekdays), shift=agreed.shift.value, since=agreed.since,
        until=agreed.until, paper=paper, signed_at=now, signed_by=actor.name,
    )  # fmt: skip


def _session(one: Held, place: Place, number: int, key: UUID, reason: str) -> Session:
    told, halves = one.session, HALVES[one.session.shift]
    return Session(
        session_id=number, client_key=key, code=base.code_of("S", told.day, number), kind=told.kind.value,
        place_id=place.place_id, place_code=place.code, unit_no=place.unit_no, kit=told.kit, day=told.day,
        shift=told.shift.value, morning=Shift.AM in halves, afternoon=Shift.PM in halves, expected=told.expected,
        plan="", state=State.CLOSED.value, remaining=one.remaining, served=one.served, collected=one.served,
        note=reason,
    )  # fmt: skip
