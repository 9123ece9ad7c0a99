"""Keeping places and the agreements with them (quản lý địa điểm)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel import phone
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.sessions.models import Agreement, Place
from toandan.work.sessions.operations import base, standing
from toandan.work.sessions.operations.errors import unkept
from toandan.work.sessions.queries.errors import PlaceUnknown
from toandan.work.sessions.queries.places import agreed
from toandan.work.sessions.queries.points import points
from toandan.work.sessions.rules.days import overlap
from toandan.work.sessions.words import Agreement as AgreementWord
from toandan.work.sessions.words import Contact, Deed, Located, NewPlace, SessionsPermission


def add_place(*, actor: Actor, now: datetime, place: NewPlace, reason: str = "", client_key: UUID) -> str:
    """Write a place down and return its code; without coordinates it stands at the seat of its unit.

    Raises NotAllowed, UnitUnknown, UnableToKeepPlace: no commune, the code is taken, no name, a wrong share or point.
    """
    code = place.code.strip()
    with acting(actor):
        require(actor, SessionsPermission.KEEP_PLACE, at=place.unit)
        done = Place.objects.filter(client_key=client_key).values_list("code", flat=True).first()
        if done is not None:
            if done != code:
                raise unkept("key_used")
            return str(done)
        latitude, longitude, located = checked(place)
        contact = whom(place.contact)
        if Place.objects.filter(code=code).exists():
            raise unkept("code_used", place=code)
        Place(
            client_key=client_key, code=code, unit_no=place.unit, kind=place.kind.value, name=place.name.strip(),
            address=place.address.strip(), latitude=latitude, longitude=longitude, located=located.value,
            share=place.share, serves=_words(place.serves), contact=contact.name, phone=contact.phone,
            created_at=now, created_by=actor.name,
        ).save(force_insert=True)  # fmt: skip
        append(
            actor=actor, verb="sessions.place.add", subject=f"place:{code}", unit=place.unit,
            detail={"reason": reason.strip()},
        )  # fmt: skip
    return code


def whom(contact: Contact | None) -> Contact:
    """Return whom to call as it is kept, both "" for nobody. Raises UnableToKeepPlace: no number, or half of it."""
    name, number = (contact.name.strip(), phone.clean(contact.phone)) if contact else ("", "")
    if bool(name) is not bool(number) or phone.check(number):
        raise unkept("phone_wrong")
    return Contact(name, number)


def checked(place: NewPlace) -> tuple[float, float, Located]:
    """Return where a place is and how that is known. Raises UnitUnknown, UnableToKeepPlace naming the place."""
    if not place.code.strip():
        raise unkept("code_missing")
    if not (place.name.strip() and place.address.strip()):
        raise unkept("name_missing")
    if units.by_number(place.unit).level is not UnitLevel.COMMUNE:
        raise unkept("not_commune")
    if not 0 <= place.share <= 1:
        raise unkept("share_wrong", place=place.code)
    if place.latitude is None and place.longitude is None:
        near = points([place.unit]).get(place.unit)
        if near is None:
            raise unkept("point_missing", place=place.code)
        return near.latitude, near.longitude, near.located
    if place.latitude is None or place.longitude is None:
        raise unkept("point_wrong", place=place.code)
    if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
        raise unkept("point_wrong", place=place.code)
    return place.latitude, place.longitude, place.located


def close_place(*, actor: Actor, now: datetime, code: str, reason: str, client_key: UUID) -> None:
    """Note that a place is used no longer from today, and forget whom to call; again changes nothing.

    Raises NotAllowed, PlaceUnknown, UnableToKeepPlace: no reason, sessions are announced there and named.
    """
    said = Said(actor, now, reason, client_key)
    subject = f"place:{code}"
    with acting(actor):
        place = locked(code)
        require(actor, SessionsPermission.KEEP_PLACE, at=place.unit_no)
        if base.repeated(said, subject, Deed.PLACE_CLOSED, unkept):
            return
        if not reason.strip():
            raise unkept("reason_missing")
        if place.closed_on is not None:
            return
        today = localdate(now)
        standing.none_left(place, today)
        Place.objects.filter(place_id=place.place_id).update(closed_on=today, contact="", phone="")
        base.record(said, subject=subject, unit=place.unit_no, verb=Deed.PLACE_CLOSED)
        append(
            actor=actor, verb="sessions.place.close", subject=subject, unit=place.unit_no,
            detail={"reason": reason.strip()},
        )  # fmt: skip


def set_contact(
    *, actor: Actor, now: datetime, code: str, contact: Contact, reason: str = "", client_key: UUID
) -> None:
    """Write down who is called about a place, or, with nothing given, that nobody is; the journal holds neither.

    Raises NotAllowed, PlaceUnknown, UnableToKeepPlace: what is given is no telephone number, or a name without one.
    """
    said = Said(actor, now, "", client_key)
    subject = f"place:{code}"
    with acting(actor):
        place = locked(code)
        require(actor, SessionsPermission.KEEP_PLACE, at=place.unit_no)
        if base.repeated(said, subject, Deed.CONTACT, unkept):
            return
        kept = whom(contact)
        if place.closed_on is not None:
            raise unkept("place_closed", place=code)
        Place.objects.filter(place_id=place.place_id).update(contact=kept.name, phone=kept.phone)
        base.record(said, subject=subject, unit=place.unit_no, verb=Deed.CONTACT)
        append(
            actor=actor, verb="sessions.place.contact", subject=subject, unit=place.unit_no,
            detail={"reason": reason.strip()},
        )  # fmt: skip


def set_serves(
    *, actor: Actor, now: datetime, code: str, serves: Sequence[str], reason: str = "", client_key: UUID
) -> None:
    """Write down by which words of an address people belong to a place; with none it names nobody.

    Raises NotAllowed, PlaceUnknown, UnableToKeepPlace: the place is closed.
    """
    said = Said(actor, now, reason, client_key)
    subject = f"place:{code}"
    with acting(actor):
        place = locked(code)
        require(actor, SessionsPermission.KEEP_PLACE, at=place.unit_no)
        if base.repeated(said, subject, Deed.SERVES, unkept):
            return
        if place.closed_on is not None:
            raise unkept("place_closed", place=code)
        Place.objects.filter(place_id=place.place_id).update(serves=_words(serves))
        base.record(said, subject=subject, unit=place.unit_no, verb=Deed.SERVES)
        append(
            actor=actor, verb="sessions.place.serves", subject=subject, unit=place.unit_no,
            detail={"reason": reason.strip()},
        )  # fmt: skip


def _words(serves: Sequence[str]) -> list[str]:
    """Return the words as they are kept: none empty, none twice."""
    return list(dict.fromkeys(word.strip() for word in serves if any(map(str.isalnum, word))))


def agree(*, actor: Actor, now: datetime, code: str, agreement: AgreementWord, paper: str, client_key: UUID) -> int:
    """Write down when a place may be used and return the agreement's number.

    Raises NotAllowed, PlaceUnknown, UnableToKeepPlace: no weekday, days in the wrong order or past, no paper, another
    agreement with the place names the same half of the same day.
    """
    with acting(actor):
        place = locked(code)
        require(actor, SessionsPermission.KEEP_PLACE, at=place.unit_no)
        done = Agreement.objects.filter(client_key=client_key).first()
        if done is not None:
            if done.place_id != place.place_id:
                raise unkept("key_used")
            return done.agreement_id
        _fits(place, agreement, paper, localdate(now))
        made = Agreement(
            client_key=client_key, place_id=place.place_id, unit_no=place.unit_no, shift=agreement.shift.value,
            weekdays=sum(1 << day for day in agreement.weekdays), since=agreement.since, until=agreement.until,
            paper=paper.strip(), signed_at=now, signed_by=actor.name,
        )  # fmt: skip
        made.save(force_insert=True)
        append(
            actor=actor, verb="sessions.place.agree", subject=f"place:{code}", unit=place.unit_no,
            detail={"agreement": made.agreement_id},
        )  # fmt: skip
    return made.agreement_id


def end_agreement(*, actor: Actor, now: datetime, agreement_id: int, on: date, reason: str, client_key: UUID) -> None:
    """End an agreement from a day on, which is the first it holds no longer; the same again changes nothing.

    Raises NotAllowed, PlaceUnknown, UnableToKeepPlace: no reason, it is over, sessions that rest on it are announced.
    """
    said = Said(actor, now, reason, client_key)
    subject = f"agreement:{agreement_id}"
    with acting(actor):
        found = Agreement.objects.select_for_update().filter(agreement_id=agreement_id).first()
        if found is None:
            raise PlaceUnknown(str(agreement_id))
        require(actor, SessionsPermission.KEEP_PLACE, at=found.unit_no)
        if base.repeated(said, subject, Deed.AGREEMENT_ENDED, unkept):
            return
        if not reason.strip():
            raise unkept("reason_missing")
        if found.ended_on == on:
            return
        if on < localdate(now) or agreed(found).until < on:
            raise unkept("agreement_over")
        standing.none_left(Place.objects.get(place_id=found.place_id), on, found)
        Agreement.objects.filter(agreement_id=agreement_id).update(ended_on=on)
        base.record(said, subject=subject, unit=found.unit_no, verb=Deed.AGREEMENT_ENDED)
        append(
            actor=actor, verb="sessions.place.end", subject=subject, unit=found.unit_no,
            detail={"on": on.isoformat(), "reason": reason.strip()},
        )  # fmt: skip


def locked(code: str) -> Place:
    """Return a place, kept from other writers until the transaction ends. Raises PlaceUnknown."""
    found = Place.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise PlaceUnknown(code)
    return found


def _fits(place: Place, agreement: AgreementWord, paper: str, today: date) -> None:
    if not agreement.weekdays:
        raise unkept("weekdays_missing")
    if agreement.until < agreement.since:
        raise unkept("span_wrong", place=place.code)
    if agreement.until < today:
        raise unkept("span_past", place=place.code)
    if not paper.strip():
        raise unkept("paper_missing")
    for other in map(agreed, Agreement.objects.filter(place_id=place.place_id)):
        if overlap(agreement, other):
            raise unkept("overlap", place=place.code, since=other.since.isoformat(), until=other.until.isoformat())
