"""What a page is asked with, whether a browser asks or a worker does it later (yêu cầu của trang)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.http import QueryDict

from toandan.ground.kernel.actor import Actor
from toandan.record.units.words import Unit


class Asking(Protocol):
    """Who asks, when, in the name of which unit, and what the address said; a `Visit` is one."""

    @property
    def actor(self) -> Actor:
        """Who asks."""
        ...

    @property
    def now(self) -> datetime:
        """The moment that counts as now."""
        ...

    @property
    def unit(self) -> Unit:
        """The unit in whose name it is asked."""
        ...

    @property
    def GET(self) -> QueryDict:  # noqa: N802 - as a request calls it
        """What stood behind the question mark of the address."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """The same without a browser: what a worker asks with in an officer's name."""

    actor: Actor
    now: datetime
    unit: Unit
    GET: QueryDict
