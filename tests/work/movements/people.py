"""Units, officers and people for the tests of movements; nobody in them is real."""

from collections.abc import Sequence
from uuid import uuid4

from tests.record.ledger.people import NOW, communes, opened
from toandan.ground.kernel.actor import Actor, Grant
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.movements import operations
from toandan.work.movements.words import Answered, Grouping, Wish

WORDS = frozenset(
    {"ledger.entry.post", "people.person.read", "movements.list.read", "movements.list.send", "movements.list.answer"}
)


def officer(unit: int, name: str = "officer") -> Actor:
    """Return an officer of a unit and everything below it."""
    return Actor(officer=7, name=name, at=unit, grants=(Grant(unit, units.by_number(unit).last, WORDS),))


def towns(many: int) -> list[int]:
    """Return communes of as many different districts, so that every list crosses a border of districts."""
    found: dict[int, int] = {}
    for number in communes(600):
        found.setdefault(units.by_number(number).district or number, number)
    return list(found.values())[:many]


def drafted(sender: int, people: Sequence[int], target: int, **how: object) -> int:
    """Draw one list up from a commune to a commune and return its number."""
    asked: dict[str, object] = {"grouping": Grouping.COMMUNE, "client_key": uuid4(), **how}
    (list_id,) = operations.draw_up(
        actor=officer(sender),
        now=NOW,
        sender=sender,
        wishes=[Wish(person, target) for person in people],
        reason="sống ở nơi khác",
        **asked,  # type: ignore[arg-type]
    )
    return list_id


def sent(sender: int, people: Sequence[int], target: int, **how: object) -> int:
    """Draw one list up and send it."""
    list_id = drafted(sender, people, target, **how)
    operations.send(actor=officer(sender), now=NOW, list_id=list_id, client_key=uuid4())
    return list_id


def accepted(receiver: int, list_id: int, people: Sequence[int]) -> Answered:
    """Take people over."""
    return operations.accept(actor=officer(receiver), now=NOW, list_id=list_id, persons=people, client_key=uuid4())


__all__ = ["NOW", "accepted", "drafted", "officer", "opened", "reading", "sent", "towns"]
