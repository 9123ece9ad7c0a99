"""Giving orders and setting targets (ban hành mệnh lệnh, giao chỉ tiêu): written once, replaced by later rows, kept."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from toandan.command.campaign import models, queries
from toandan.command.campaign.queries.orders import row_of
from toandan.command.campaign.words import (
    MEASURES,
    MOST_DAYS,
    CampaignPermission,
    Measure,
    OrderRow,
    Product,
    TargetRow,
)
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.names import tidy
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


class UnableToOrder(UnableTo):
    """The order was not given; the code says which of its facts cannot be."""


class UnableToSetTarget(UnableTo):
    """The target was not set; the code says why."""


def create_order(
    *,
    actor: Actor,
    now: datetime,
    client_key: UUID,
    code: str,
    title_vi: str,
    title_en: str,
    scope: int,
    starts_on: date,
    deadline: date,
    measure: str = Measure.CARD,
    other_measure: str | None = None,
    issuer: str = "",
    number: str = "",
) -> OrderRow:
    """Give an order over the unit with number `scope` and everything below it; return it.

    Repeating the same order, by its `client_key` or by the same code and content, changes nothing and returns what
    stands. Raises UnableToOrder, NotAllowed, and the units room's UnitUnknown.
    """
    content: dict[str, object] = {
        "code": code.strip(),
        "title_vi": tidy(title_vi),
        "title_en": tidy(title_en),
        "measure": measure,
        "other_measure": other_measure or "",
        "starts_on": starts_on,
        "deadline": deadline,
        "scope": scope,
        "issuer": tidy(issuer),
        "number": tidy(number),
    }
    _check_order(content)
    with acting(actor):
        require(actor, CampaignPermission.ORDER, at=scope)
        units.by_number(scope)
        fresh = _written(models.Order(client_key=client_key, created_at=now, created_by=actor.name, **content))
        stands = _standing(content)
        if fresh:
            detail = {"measure": stands.measure, "starts_on": str(starts_on), "deadline": str(deadline)}
            append(actor=actor, verb="campaign.order.create", subject=f"order:{stands.code}", unit=scope, detail=detail)
    return row_of(stands)


def _standing(content: Mapping[str, object]) -> models.Order:
    """Return the order that bears this code now; raises UnableToOrder when it is not the one that was asked for."""
    stands = models.Order.objects.filter(code=content["code"]).first()
    if stands is None:
        raise UnableToOrder(_("This request was already used for another order."), code="key_used")
    if any(getattr(stands, field) != value for field, value in content.items()):
        raise UnableToOrder(
            _("There is already another order with the code %(code)s. Choose another code."),
            code="code_taken",
            values={"code": stands.code},
        )
    return stands


def _written(row: models.Order | models.Target) -> bool:
    """Write a new row and return True; return False when a row with one of its unique values stands already.

    The database decides, not a look beforehand: two clerks pressing at once get one row and one clear answer.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _check_order(content: Mapping[str, object]) -> None:
    """Raise UnableToOrder for the first fact of an order that cannot be."""
    code, measure, other = str(content["code"]), str(content["measure"]), str(content["other_measure"])
    if not CODE.fullmatch(code):
        raise UnableToOrder(
            _("%(code)s is no order code: use up to 32 letters, figures, dots, hyphens and underscores."),
            code="code_malformed",
            values={"code": code or "–"},
        )
    if not content["title_vi"] or not content["title_en"]:
        raise UnableToOrder(_("An order needs a title in Vietnamese and in English."), code="title_missing")
    unknown = next((word for word in (measure, other) if word and word not in set(Measure)), None)
    if unknown is not None or not measure:
        raise UnableToOrder(
            _("There is no measure %(measure)s. Known measures: %(known)s."),
            code="measure_unknown",
            values={"measure": unknown or "–", "known": ", ".join(Measure)},
        )
    if other and MEASURES[Measure(measure)].product == MEASURES[Measure(other)].product:
        raise UnableToOrder(
            _("An order has one ruling measure for each product; both measures are about the same one."),
            code="measures_alike",
        )
    starts_on, deadline = content["starts_on"], content["deadline"]
    if isinstance(starts_on, date) and isinstance(deadline, date):
        _check_period(starts_on, deadline)


def _check_period(starts_on: date, deadline: date) -> None:
    """Raise UnableToOrder for a period that ends before it begins, or that no board could show day by day."""
    if (deadline - starts_on).days > MOST_DAYS:
        raise UnableToOrder(
            _("The deadline %(deadline)s lies more than %(days)s days after the start."),
            code="period_too_long",
            values={"deadline": deadline.isoformat(), "days": MOST_DAYS},
        )
    if deadline < starts_on:
        raise UnableToOrder(
            _("The deadline %(deadline)s lies before the start %(start)s."),
            code="deadline_before_start",
            values={"deadline": deadline.isoformat(), "start": starts_on.isoformat()},
        )


def set_target(
    *,
    actor: Actor,
    now: datetime,
    client_key: UUID,
    order: str,
    unit: int,
    product: str,
    percent: int,
    since: date,
    reason: str,
) -> TargetRow:
    """Set the percentage one unit and everything below it must reach for one product, from `since` on.

    The first target of a unit may be dated back to the order's start; a later one counts from today at the earliest,
    so that no figure of a past day changes. Repeating the same target changes nothing. Raises UnableToSetTarget,
    OrderUnknown and NotAllowed.
    """
    with acting(actor):
        of = queries.order(order)
        require(actor, CampaignPermission.TARGET, at=unit)
        row = TargetRow(unit=unit, product=Product(product), percent=percent, since=since, reason=tidy(reason))
        standing = [t for t in queries.targets(of, row.product) if t.unit == unit]
        if row in standing:
            return row
        _check_target(of, row, standing, today=localdate(now))
        written = models.Target(
            client_key=client_key,
            order_id=of.order_id,
            unit=unit,
            product=row.product,
            percent=percent,
            since=since,
            reason=row.reason,
            created_at=now,
            created_by=actor.name,
        )
        if not _written(written):
            raise UnableToSetTarget(_("Somebody else has just set this target. Look again."), code="target_taken")
        detail: dict[str, str | int | bool | None] = {
            "product": str(row.product), "percent": percent, "since": since.isoformat(),
        }  # fmt: skip
        append(actor=actor, verb="campaign.target.set", subject=f"order:{of.code}", unit=unit, detail=detail)
    return row


def _check_target(of: OrderRow, row: TargetRow, standing: list[TargetRow], *, today: date) -> None:
    """Raise UnableToSetTarget for a target that cannot be."""
    scope = units.by_number(of.scope)
    if not scope.number <= row.unit <= scope.last:
        raise UnableToSetTarget(
            _("The order %(order)s does not cover this unit."), code="unit_outside_order", values={"order": of.code}
        )
    if not 1 <= row.percent <= 100:
        raise UnableToSetTarget(_("A target is a whole percentage from 1 to 100."), code="percent_out_of_range")
    if not row.reason:
        raise UnableToSetTarget(_("Say why the target is set."), code="reason_missing")
    if not of.starts_on <= row.since <= of.deadline:
        raise UnableToSetTarget(
            _("A target counts from a day of the order's period, %(start)s to %(deadline)s."),
            code="day_outside_order",
            values={"start": of.starts_on.isoformat(), "deadline": of.deadline.isoformat()},
        )
    if standing and (row.since < today or row.since <= max(t.since for t in standing)):
        raise UnableToSetTarget(
            _("This unit already has a target. A new one counts from today at the earliest, after the last one's day."),
            code="target_rewrites_past",
        )
