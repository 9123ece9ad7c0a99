"""Opening an order to the public, publishing a day, keeping back (công bố, dừng công bố, giữ lại)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import BoardRow, BulletinState, OrderRow
from toandan.command.publication import models, queries, rules, states
from toandan.command.publication.words import (
    PublicationPermission,
    PublicationRow,
    PublicationState,
    PublicationVerb,
    PublicUnit,
)
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import UnableTo
from toandan.ground.suppression import Cell, Kept, Published
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger.operations import lead_with_people
from toandan.record.officers.operations import acting, require
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel

PUBLISH = PublicationPermission.PUBLISH


class UnableToPublish(UnableTo):
    """The order or the day was not published, or the unit not withheld; the code says why."""


def open_to_public(*, actor: Actor, now: datetime, client_key: UUID, order: str, reason: str) -> PublicationRow:
    """Open an order to the public; opening it again changes nothing. Raises OrderUnknown, NotAllowed."""
    of = campaign.order(order)
    _check_reason(reason)
    with acting(actor):
        require(actor, PUBLISH, at=of.answers)
        stands = queries.publication(order)
        if stands is not None:
            return stands
        row = models.Publication(
            client_key=client_key, order_id=of.order_id, unit=of.answers, reason=reason.strip(),
            state=states.LIFE[PublicationVerb.OPEN].target, opened_at=now, changed_at=now, changed_by=actor.name,
        )  # fmt: skip
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            # Two officers pressed at once: the other one's opening is as good.
            return queries.row_of(_of(order))
        append(actor=actor, verb="publication.order.open", subject=_subject(order), unit=of.answers, detail={})
        return queries.row_of(_of(order))


def stop(*, actor: Actor, now: datetime, order: str, reason: str) -> PublicationRow:
    """Show the public nothing of the order any more; what is frozen is kept. Raises UnableToPublish, NotAllowed."""
    return _change(PublicationVerb.STOP, actor, now, order, reason)


def resume(*, actor: Actor, now: datetime, order: str, reason: str) -> PublicationRow:
    """Show the public again what is frozen, and publish further days. Raises UnableToPublish, NotAllowed."""
    return _change(PublicationVerb.RESUME, actor, now, order, reason)


def _change(verb: PublicationVerb, actor: Actor, now: datetime, order: str, reason: str) -> PublicationRow:
    _check_reason(reason)
    step = states.LIFE[verb]
    with acting(actor):
        row = _of(order)
        require(actor, step.permission, at=row.unit)
        if row.state == step.target:
            return queries.row_of(row)
        row.state, row.reason, row.changed_at, row.changed_by = step.target, reason.strip(), now, actor.name
        row.save(update_fields=["state", "reason", "changed_at", "changed_by"])
        written = "publication.order.stop" if verb is PublicationVerb.STOP else "publication.order.resume"
        append(actor=actor, verb=written, subject=_subject(order), unit=row.unit, detail={"reason": row.reason})
        return queries.row_of(row)


def withhold(*, actor: Actor, now: datetime, client_key: UUID, order: str, unit: str, reason: str) -> None:
    """Keep back a unit and all below it, on every day published so far and on those to come.

    Published days lose their figures; the days to come also keep back what they could be worked out from. Withholding
    it again changes nothing. Raises UnableToPublish, NotAllowed, units' UnitUnknown.
    """
    _check_reason(reason)
    with acting(actor):
        row = _of(order)
        at = _below(row, unit)
        # The days it is taken out of are the whole order's; whoever holds the word below could not change them.
        require(actor, PUBLISH, at=row.unit)
        if models.Withheld.objects.filter(publication=row, code=at.code, until__isnull=True).exists():
            return
        models.Withheld.objects.create(
            client_key=client_key, publication=row, unit=at.number, code=at.code, name_vi=at.name_vi,
            reason=reason.strip(), since=now, by=actor.name,
        )  # fmt: skip
        codes = [at.code, *(one.code for one in units.descendants(at.number))]
        shown = models.Row.objects.filter(day__publication=row, code__in=codes, done__isnull=False)
        gone = shown.update(target=None, done=None, rate=None)
        detail: dict[str, Any] = {"reason": reason.strip(), "unit": at.code, "rows": gone}
        append(actor=actor, verb="publication.unit.withhold", subject=_subject(order), unit=at.number, detail=detail)


def release(*, actor: Actor, now: datetime, order: str, unit: str, reason: str) -> None:
    """Let a unit be published again from the next day on; what was taken back stays so. Raises as `withhold`."""
    _check_reason(reason)
    with acting(actor):
        row = _of(order)
        require(actor, PUBLISH, at=row.unit)
        held = models.Withheld.objects.filter(publication=row, code=unit, until__isnull=True).first()
        if held is None:
            return
        held.until = now
        held.save(update_fields=["until"])
        detail = {"reason": reason.strip(), "unit": unit}
        append(actor=actor, verb="publication.unit.release", subject=_subject(order), unit=held.unit, detail=detail)


def publish(*, actor: Actor, now: datetime, order: str, as_of: date) -> bool:
    """Publish one day of an open order; False when it was published before.

    Figures are those of the day's signed bulletin, else of a seal of the ledger made for it: what is posted later
    changes nothing that was shown. Days follow each other, because a day's choice of what to hide knows the one before.
    Raises UnableToPublish, OrderUnknown, BoardUnknown, NotAllowed.
    """
    of = campaign.order(order)
    with reading(actor):
        row = _of(order)
        require(actor, PUBLISH, at=row.unit)
        if models.Day.objects.filter(publication=row, as_of=as_of).exists():
            return False
        memory = queries.memory(row.publication_id)
        _check_day(of, as_of, memory[0] if memory else None, today=localdate(now))
        if row.state != PublicationState.OPEN:
            raise UnableToPublish(_("Publication of this order is stopped."), code="stopped")
        entry = _signed_at(order, as_of)
    if entry is None:
        entry = ledger.seal(actor=actor, now=now, reason=f"Công bố ngày {as_of:%d/%m/%Y} của {of.code}")
    threshold = int(settings.PUBLIC_THRESHOLD)
    with reading(actor):
        boards = _boards(of, as_of, entry)
        table = rules.table(boards)
        before, held = _left_over(of, row, memory, _numbered(boards), as_of)
        past = _past(of, row, table)
    shown, kept = rules.shown(boards, threshold=threshold, before=before, withheld=held, past=past)
    day = models.Day(
        publication=row, unit=row.unit, as_of=as_of, entry=entry, threshold=threshold, measures=",".join(boards),
        published_at=now, published_by=actor.name,
    )  # fmt: skip
    try:
        with acting(actor):
            _freeze(actor, order, day, shown, kept, table)
    except IntegrityError:
        # Another process published the same day meanwhile.
        return False
    return True


def publish_due(*, actor: Actor, now: datetime) -> list[str]:
    """Publish the day that is due of every open order; return the codes of the orders of which one was published."""
    with reading(actor):
        waiting = [one.order for one in queries.publications() if one.state is PublicationState.OPEN]
    return [order for order in waiting if publish_latest(actor=actor, now=now, order=order)]


def publish_latest(*, actor: Actor, now: datetime, order: str) -> bool:
    """Publish the day that is due of one open order; False when it stands, or the order is too young. As `publish`."""
    of, today = campaign.order(order), localdate(now)
    with reading(actor):
        newest = campaign.default_day(of, today=today)
        memory = queries.memory(_of(order).publication_id)
    due = rules.due_day(today=today, delay=int(settings.PUBLIC_DELAY_DAYS), last=newest)
    if due < of.starts_on or (memory is not None and due <= memory[0]):
        return False
    return publish(actor=actor, now=now, order=order, as_of=due)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise UnableToPublish(_("Say why."), code="reason_missing")


def _check_day(of: OrderRow, day: date, last: date | None, *, today: date) -> None:
    late = rules.due_day(today=today, delay=int(settings.PUBLIC_DELAY_DAYS), last=date.max)
    if not of.starts_on <= day <= late:
        raise UnableToPublish(
            _("Days from %(first)s to %(last)s can be published."), code="day_not_due",
            values={"first": of.starts_on.isoformat(), "last": late.isoformat()},
        )  # fmt: skip
    if last is not None and day < last:
        raise UnableToPublish(
            _("%(last)s is published; only later days can follow."), code="day_passed",
            values={"last": last.isoformat()},
        )  # fmt: skip


def _signed_at(order: str, as_of: date) -> int | None:
    signed = (row for row in campaign.bulletins(order) if row.as_of == as_of and row.state is BulletinState.SIGNED)
    return next((row.entry for row in signed), None)


def _boards(of: OrderRow, as_of: date, entry: int) -> dict[str, list[BoardRow]]:
    """Return the rows of every measure, the same units in the same order: the top, the next level, the communes."""
    found: dict[str, list[BoardRow]] = {}
    for measure in of.measures.values():
        made = campaign.boards(
            order=of.code, as_of=as_of, levels=[None, UnitLevel.COMMUNE], measure=measure.value, entry=entry
        )
        rows = {row.code: row for board in made for row in sorted(board.rows, key=lambda one: one.number)}
        top = made[0].total
        found[measure.value] = [top, *(row for code, row in rows.items() if code != top.code)]
    return found


def _left_over(
    of: OrderRow,
    row: models.Publication,
    memory: tuple[date, int, dict[str, Kept]] | None,
    table: Mapping[int, str],
    as_of: date,
) -> tuple[dict[str, Kept] | None, set[str]]:
    """Return what the last published day and those who withhold units leave to a table, told of its own units."""
    held = queries.withheld_codes(row.publication_id, now=table, as_of=as_of)
    if memory is None:
        return None, held
    last, entry, left = memory
    return queries.carried_on(left, then=_numbered(_boards(of, last, entry)), now=table, as_of=as_of), held


def _past(of: OrderRow, row: models.Publication, table: Mapping[int, Cell]) -> list[Published]:
    """Return the days published so far by the units of a table; what was given out by others is not laid beside it."""
    found, places = [], [(number, one.unit, one.parent) for number, one in table.items()]
    for day in queries.days_given(row.publication_id):
        then = rules.table(_boards(of, day.as_of, day.entry)) if day.table is None else day.table
        if [(number, one.unit, one.parent) for number, one in then.items()] == places:
            found.append(Published(list(then.values()), day.hidden))
    return found


def _numbered(boards: Mapping[str, list[BoardRow]]) -> dict[int, str]:
    """Return the units of a table by number; those of every measure are the same."""
    return {row.number: row.code for row in next(iter(boards.values()))}


def _freeze(
    actor: Actor,
    order: str,
    day: models.Day,
    shown: tuple[PublicUnit, ...],
    kept: Mapping[str, Kept],
    table: Mapping[int, Cell],
) -> None:
    day.save(force_insert=True)
    measures = day.measures.split(",")
    models.Row.objects.bulk_create(
        [
            models.Row(
                day=day, place=place, code=unit.code, parent=unit.parent, level=unit.level, name_vi=unit.name_vi,
                name_en=unit.name_en, measure=measure, target=figure.target if figure else None,
                done=figure.done if figure else None, rate=figure.rate if figure else None,
            )
            for place, unit in enumerate(shown)
            for measure in measures
            for figure in [unit.figures.get(measure)]
        ]
    )  # fmt: skip
    hidden = {unit: [one.stays, one.fresh] for unit, one in kept.items()}
    lines = [[n, one.unit, one.parent, [[f.target, f.done] for f in one.figures]] for n, one in table.items()]
    models.Memory.objects.create(day=day, unit=day.unit, hidden=hidden, table=lines)
    detail: dict[str, Any] = {
        "day": day.as_of.isoformat(),
        "entry": day.entry,
        "units": len(shown),
        "hidden": len(kept),
    }
    append(actor=actor, verb="publication.day.publish", subject=_subject(order), unit=day.unit, detail=detail)


def _of(order: str) -> models.Publication:
    found = models.Publication.objects.select_related("order").filter(order__code=order).first()
    if found is None:
        raise queries.NotPublished(order)
    return found


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Let the unit that carries an ended one on publish its orders; return how many.

    What has been given is not given again. Raises NotAllowed: it takes the permission that leads people.
    """
    return lead_with_people(
        actor=actor, door="publication_lead", arguments=(old, main, actor.name), old=old, into=(main,), main=main,
        verb="publication.order.repoint",
    )  # fmt: skip


def _below(row: models.Publication, code: str) -> Unit:
    scope = units.by_number(row.order.scope)
    at = units.by_code(code, as_of=row.order.starts_on)
    if not scope.holds(at.number):
        raise UnableToPublish(_("This unit does not belong to the order."), code="unit_outside_order")
    return at


def _subject(order: str) -> str:
    return f"order:{order}"
