"""Bringing in a file of places (nhập tệp địa điểm)."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import UnableTo
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.rolls.queries import Table, read_table
from toandan.record.units import queries as units
from toandan.work.sessions.operations.errors import unkept
from toandan.work.sessions.operations.places import add_place, set_contact
from toandan.work.sessions.rules.places_file import COLUMNS, Line, line, missing
from toandan.work.sessions.words import Contact, Imported, NewPlace, Refused, SessionsPermission

MOST = 20_000
_COLUMNS = {
    "code_missing": "code", "code_used": "code", "unit_unknown": "unit", "not_allowed": "unit", "not_commune": "unit",
    "name_missing": "name", "share_wrong": "share", "point_wrong": "latitude", "point_missing": "latitude",
    "phone_wrong": "phone",
}  # fmt: skip
"""The column in which the cause of a refusal stands."""


def import_places(*, actor: Actor, now: datetime, content: bytes, whole: bool, client_key: UUID) -> Imported:
    """Write down the places of a CSV or XLSX file; each refused line is named with its column and reason.

    With `whole` one refused line keeps the file out. The same key writes each line once. Raises NotAllowed,
    UnableToRead, UnableToKeepPlace: the file lacks columns, is empty or too long.
    """
    table = _read(content)
    added = 0
    refused = [_refused(number, "", unkept("line_broken")) for number in table.broken]
    with acting(actor), transaction.atomic():
        require(actor, SessionsPermission.KEEP_PLACE, at=actor.at)
        for read in (line(number, cells) for number, cells in table.rows):
            try:
                with transaction.atomic():
                    _add(actor, now, read, client_key)
                added += 1
            except UnableTo as refusal:
                refused.append(_refused(read.number, read.code, refusal))
        refused.sort(key=lambda one: one.line)
        if whole and refused:
            transaction.set_rollback(True)
            return Imported(0, tuple(refused))
        append(
            actor=actor, verb="sessions.place.import", subject=f"unit:{actor.at}", unit=actor.at,
            detail={"accepted": added, "refused": len(refused)},
        )  # fmt: skip
    return Imported(added, tuple(refused))


def _refused(number: int, place: str, why: UnableTo) -> Refused:
    column = str(why.values.get("column") or _COLUMNS.get(why.code, ""))
    return Refused(number, place, why.code, why.message, why.values, column)


def _read(content: bytes) -> Table:
    table = read_table(content, COLUMNS)
    lacking = missing(table.headings)
    if lacking:
        raise unkept("file_columns", columns=", ".join(lacking))
    if not (table.rows or table.broken):
        raise unkept("file_empty")
    if len(table.rows) > MOST:
        raise unkept("file_long", most=MOST)
    return table


def _add(actor: Actor, now: datetime, line: Line, key: UUID) -> None:
    if line.wrong or line.kind is None:
        raise unkept("column_wrong", column=line.wrong or "kind")
    unit = units.bearer(line.unit, as_of=localdate(now)).number if line.unit else 0
    place = NewPlace(
        line.code, unit, line.kind, line.name, line.address, line.share, line.latitude, line.longitude,
        serves=line.serves,
    )  # fmt: skip
    add_place(actor=actor, now=now, place=place, client_key=uuid5(key, str(line.number)))
    if line.contact or line.phone:
        told, once = Contact(line.contact, line.phone), uuid5(key, f"contact {line.number}")
        set_contact(actor=actor, now=now, code=line.code, contact=told, client_key=once)
