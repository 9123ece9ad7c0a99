"""Acting on letters about lists that have come (xử lý công văn đến về danh sách).

A letter is acted on whole, in one transaction that also settles it, or it waits and says why, on a page of the unit
that has to act. One about a list that has not come yet waits for it, so that the order in which letters arrive does not
matter.
"""

import re
from collections.abc import Callable
from datetime import datetime

from django.db import DataError
from pydantic import ValidationError

from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import NotThere, UnableTo
from toandan.record.letters import operations as letters
from toandan.record.letters import queries as letter_rows
from toandan.record.letters.words import ReceivedRow
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.work.movements.operations.beyond import answers, arrivals, errors, holding
from toandan.work.movements.words import beyond

_MOST = 1_000
"""Letters of one kind that are looked at in one go; those behind them come the next time."""

_STEP = re.compile(r"[a-z0-9_]{1,40}")
"""How a field or a place in a list is written; nothing else that a sender wrote is repeated to anybody."""

_READERS: dict[beyond.Kind, tuple[type, Callable[..., None]]] = {
    beyond.Kind.LIST: (beyond.Notified, arrivals.open_list),
    beyond.Kind.WITHDRAWAL: (beyond.Withdrawn, arrivals.withdraw),
    beyond.Kind.ANSWER: (beyond.AnswerGiven, answers.hand_over),
    beyond.Kind.HANDOVER: (beyond.HandedOver, arrivals.enter),
}


def attend(*, now: datetime, name: str = "") -> beyond.Attended:
    """Act on the letters about lists that wait, those of each peer by their numbers; `name` is who asked for it.

    Each letter is one transaction under the house. A second time changes nothing.
    """
    house = the_house(name) if name else the_house()
    with reading(house):
        waiting = [row for kind in beyond.Kind for row in letter_rows.waiting(kind=kind.value, limit=_MOST)]
    done, unread = 0, []
    for row in sorted(waiting, key=lambda one: (one.peer_id, one.number)):
        try:
            _attend_one(house, now, row)
        except (ValueError, ArithmeticError, DataError):
            # Nothing that one partner writes may hold up the letters of the others behind it.
            why = errors.UnableToAttend(errors.UNREADABLE, code="letter_unreadable", values={"where": row.kind})
            holding.hold(house, now, row, why)
            unread.append(beyond.Unread(row.peer_id, row.number, why.code, str(why)))
        except (UnableTo, NotThere) as why:
            holding.hold(house, now, row, why)
            unread.append(beyond.Unread(row.peer_id, row.number, why.code, str(why)))
        else:
            done += 1
    return beyond.Attended(done, tuple(unread))


def _attend_one(house: Actor, now: datetime, row: ReceivedRow) -> None:
    shape, act = _READERS[beyond.Kind(row.kind)]
    try:
        body = shape.model_validate(row.body)  # type: ignore[attr-defined]
    except ValidationError as error:
        # What stood there is left out: it may speak of people. So may a name of a field that there should not be.
        steps = (str(step) for step in error.errors()[0]["loc"])
        where = ".".join(step if _STEP.fullmatch(step) else "?" for step in steps)
        raise errors.UnableToAttend(errors.UNREADABLE, code="letter_unreadable", values={"where": where}) from None
    with acting(house):
        act(house, now, row, body)
        letters.settle(actor=house, now=now, received=row.received_id)
        holding.let_go(row)
