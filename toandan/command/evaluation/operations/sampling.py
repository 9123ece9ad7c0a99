"""Which communes are checked today under each order that runs (kế hoạch kiểm tra chọn mẫu hằng ngày)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from toandan.command.campaign import queries as campaign
from toandan.command.evaluation.queries import subject_of
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.samples import operations as samples
from toandan.work.samples.words import Subject

GROUP = 20
"""Communes that share one sample a day where no district stands above them: about as many as a district has."""


def plan_samples(*, actor: Actor, now: datetime, order: str, subject: Subject, seed: Callable[[], int]) -> list[int]:
    """Draw today's sample of one commune of each district under an order, each in its turn; return their numbers.

    Who has one today is passed over, so that a second call draws nothing. Raises NotAllowed, OrderUnknown.
    """
    with reading(actor):
        groups = _groups(campaign.order(order).scope)
    return samples.plan(actor=actor, now=now, districts=groups, subject=subject, seed=seed)


def plan_all_samples(*, actor: Actor, now: datetime, seed: Callable[[], int]) -> int:
    """Draw today's samples of every order that runs, of what its measure counts; return how many. Raises NotAllowed."""
    day = localdate(now)
    with reading(actor):
        running = [of for of in campaign.orders() if of.starts_on <= day <= of.deadline]
    made = 0
    for of in running:
        made += len(plan_samples(actor=actor, now=now, order=of.code, subject=subject_of(of.measure), seed=seed))
    return made


def _groups(scope: int) -> list[Sequence[int]]:
    below = units.children(scope)
    if any(one.level is UnitLevel.COMMUNE for one in below):
        communes = [one.number for one in below]
        return [communes[at : at + GROUP] for at in range(0, len(communes), GROUP)]
    if not below:
        return [[scope]]
    return [[one.number for one in units.descendants(one.number, level=UnitLevel.COMMUNE)] for one in below]
