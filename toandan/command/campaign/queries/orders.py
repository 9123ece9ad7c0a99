"""Reading orders and their targets (mệnh lệnh, chỉ tiêu)."""

from collections import defaultdict
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from toandan.command.campaign import models
from toandan.command.campaign.words import CampaignPermission, Measure, OrderRow, Product, TargetRow
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotThere
from toandan.record.ledger import queries as ledger
from toandan.record.units import queries as units


class OrderUnknown(NotThere):
    """No order has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(_("There is no order with the code %(code)s."), code="order_unknown", values={"code": code})


def row_of(found: models.Order) -> OrderRow:
    """Return the order of one table row."""
    return OrderRow(
        order_id=found.order_id,
        code=found.code,
        title_vi=found.title_vi,
        title_en=found.title_en,
        measure=Measure(found.measure),
        other_measure=Measure(found.other_measure) if found.other_measure else None,
        starts_on=found.starts_on,
        deadline=found.deadline,
        scope=found.scope,
        issuer=found.issuer,
        number=found.number,
        created_at=found.created_at,
        kept=found.kept_no,
    )


def order(code: str) -> OrderRow:
    """Return the order with this code; raises OrderUnknown."""
    # The database takes no zero byte, not even to say that nothing is called so.
    found = models.Order.objects.filter(code=code.replace("\x00", " ")).first()
    if found is None:
        raise OrderUnknown(code)
    return row_of(found)


def orders() -> list[OrderRow]:
    """Return every order, the one with the latest deadline first."""
    return [row_of(found) for found in models.Order.objects.order_by("-deadline", "-starts_on", "code")]


def orders_by_unit(low: int, high: int) -> dict[int, set[int]]:
    """Return which orders each of the units numbered `low` to `high` answers for."""
    here = Q(kept_no__range=(low, high)) | Q(kept_no=None, scope__range=(low, high))
    found: dict[int, set[int]] = defaultdict(set)
    for number, scope, kept in models.Order.objects.filter(here).values_list("order_id", "scope", "kept_no"):
        found[kept or scope].add(number)
    return found


def targets(order: OrderRow, product: Product | None = None) -> list[TargetRow]:
    """Return the targets set under an order, by unit and day; units without one must serve everybody."""
    found = models.Target.objects.filter(order_id=order.order_id).order_by("unit", "product", "since")
    if product is not None:
        found = found.filter(product=product)
    return [TargetRow(t.unit, Product(t.product), t.percent, t.since, t.reason) for t in found]


def default_day(order: OrderRow, *, today: date) -> date:
    """Return the day a reader most likely means: today while the order runs, else the last day anything was reported.

    Before the order begins that is today too. After its deadline it is the last reported day of its period, so that
    an order that is over still shows its work; the deadline when nothing was reported at all.
    """
    if today <= order.deadline:
        return today
    scope = units.by_number(order.scope)
    last = ledger.last_day(low=scope.number, high=scope.last, until=order.deadline)
    return max(last, order.starts_on) if last else order.deadline


def standing_day(*, actor: Actor, today: date) -> date:
    """Return the day an actor's figures stand: that of the latest order begun over their unit, else today.

    While an order runs that is today too; after it the register still stands on the units of the order's time, and a
    list that comes in late belongs to it. An actor who may not read any order's board is told today.
    """
    for found in orders():
        if found.starts_on <= today and actor.may(CampaignPermission.READ, first_unit(order=found, actor=actor)):
            day = default_day(found, today=today)
            # A unit that came after the order has nobody on that day; its lists belong to today.
            return day if units.by_number(actor.at).in_force(day) else today
    return today


def first_unit(*, order: OrderRow, actor: Actor) -> int:
    """Return the number of the unit whose board an actor sees first: the order's own, else that of the actor's post.

    The caller still asks `require` for the unit returned; an actor with no post under the order is refused there.
    """
    if actor.may(CampaignPermission.READ, order.scope):
        return order.scope
    scope, own = units.by_number(order.scope), units.by_number(actor.at)
    if scope.holds(own.number):
        return own.number
    # An order goes on over units that were merged: the officer of a new one sees what its old ones brought along.
    heir = units.standing_for(scope.number, as_of=own.valid_from) if own.valid_from else None
    return own.number if heir is not None and heir != scope and heir.holds(own.number) else order.scope


def readable_at(*, actor: Actor, unit: int, today: date) -> int:
    """Return the unit at which an actor must hold the word to read a unit's board: itself, or what it became.

    Figures of a unit that ended are counts without people; whoever reads its successor may read how it came about.
    """
    if actor.may(CampaignPermission.READ, unit):
        return unit
    heir = units.standing_for(unit, as_of=today)
    return unit if heir is None else heir.number
