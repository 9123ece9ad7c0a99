"""Orders, targets and who may give them (mệnh lệnh, chỉ tiêu)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from toandan.command.campaign.words.measures import MEASURES, Measure, Product

MOST_DAYS = 1830
"""An order runs for five years at most, and so far behind its start its board is drawn: a board holds every day."""


class CampaignPermission(StrEnum):
    """What an officer may do in this room; roles name these words."""

    READ = "campaign.board.read"
    READ_ORDERS = "campaign.order.read"
    ORDER = "campaign.order.create"
    TARGET = "campaign.target.set"
    DRAFT = "campaign.bulletin.draft"
    SIGN = "campaign.bulletin.sign"


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order as it stands: what is counted (`measure`), for whom (`scope`, a unit number), from when to when.

    `measure` rules the board; `other_measure` is the ruling measure of the other product, or None when the order
    asks for one product only. `deadline` is the last day that counts, included. `kept` is the unit that answers for it
    since its own was merged into another, None before.
    """

    order_id: int
    code: str
    title_vi: str
    title_en: str
    measure: Measure
    other_measure: Measure | None
    starts_on: date
    deadline: date
    scope: int
    issuer: str
    number: str
    created_at: datetime
    kept: int | None = None

    @property
    def answers(self) -> int:
        """Return the unit that answers for the order: its own, or the one that carries it on."""
        return self.scope if self.kept is None else self.kept

    @property
    def measures(self) -> dict[Product, Measure]:
        """Return the ruling measure of each product the order asks for."""
        ruling = [self.measure, *([self.other_measure] if self.other_measure else [])]
        return {MEASURES[m].product: m for m in ruling}


@dataclass(frozen=True, slots=True)
class TargetRow:
    """The percentage a unit (and everything below it) must reach for one product, from a day on, and why."""

    unit: int
    product: Product
    percent: int
    since: date
    reason: str
