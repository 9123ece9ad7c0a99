"""Enters people into register and ledger together: one by hand, or a whole register in batches (mở sổ)."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

import numpy as np
import numpy.typing as npt
import polars as pl

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as ledger_queries
from toandan.record.ledger.words import Line, LineArrays, Standing, Verb
from toandan.record.officers.operations import acting, require
from toandan.record.people import operations as people
from toandan.record.people.words import PersonDetails
from toandan.record.rolls.operations.errors import WRITTEN_BEFORE, UnableToEnter
from toandan.record.rolls.operations.indexes import leave_to_the_log, owner_login, without_secondary
from toandan.record.rolls.words import RollsPermission

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Opened:
    """What an opening wrote: how many people, under which ledger entries."""

    people: int
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What one batch wrote: the people in the order of its rows, and the entry."""

    ids: Ids
    entry: int


def enter(
    *,
    actor: Actor,
    now: datetime,
    unit: int,
    details: PersonDetails,
    standing: Standing,
    occurred_on: date,
    client_key: UUID,
    reason: str,
) -> int:
    """Write one person down and post them from the world; return the person's number.

    A repeat with the same key changes nothing and returns the same person. Raises UnableToRegister for wrong details
    and UnableToPost when the ledger refuses the standing.
    """
    with acting(actor):
        person = people.register(actor=actor, now=now, unit=unit, details=details, reason=reason, client_key=client_key)
        ledger.post(
            actor=actor,
            now=now,
            verb=Verb.REGISTERED,
            occurred_on=occurred_on,
            client_key=client_key,
            lines=[Line(person=person, source=(0, 0), target=(unit, standing.code))],
            reason=reason,
        )
    return person


def open_register(
    *,
    actor: Actor,
    now: datetime,
    batches: Iterable[pl.DataFrame],
    occurred_on: date,
    source: str,
    reason: str,
    on_batch: Callable[[Ids], None] | None = None,
) -> Opened:
    """Write batches of checked people into register and ledger; each batch is one transaction.

    A batch has the columns of `rules.checks.PERSON_COLUMNS` and `state`; `source` names the data, so that the same
    batches from the same source are never written twice. `on_batch` is given the new people's numbers, in the order of
    the rows. An empty register opened by the house itself goes without its secondary indexes until the end.
    """
    bare = without_secondary(now=now) if actor.everywhere and is_empty(actor) else nullcontext(False)
    with bare as straight:
        return _write_all(actor, now, batches, occurred_on, source, reason, on_batch, straight)


def write_batch(
    *,
    actor: Actor,
    now: datetime,
    frame: pl.DataFrame,
    occurred_on: date,
    client_key: UUID,
    reason: str,
    straight: bool = False,
) -> Written:
    """Write one batch of checked people in one transaction; `straight` under the owner's login, as an opening does.

    Raises UnableToPost when the ledger refuses any of them, UnableToEnter when the batch is in the register already,
    UnableToRegister when a number is somebody's; nothing is written then.
    """
    with acting(actor):
        require(actor, RollsPermission.IMPORT, at=actor.at)
        if straight:
            leave_to_the_log()
        ids = people.register_many(actor=actor, now=now, people=frame.drop("state"), straight=straight)
        nothing = np.zeros(len(ids), dtype=np.int32)
        outcome = ledger.post(
            actor=actor,
            now=now,
            verb=Verb.REGISTER_OPENED,
            occurred_on=occurred_on,
            client_key=client_key,
            lines=LineArrays(
                persons=ids,
                unit_from=nothing,
                state_from=nothing,
                unit_to=frame["unit_no"].to_numpy(),
                state_to=frame["state"].to_numpy(),
            ),
            reason=reason,
        )
        if outcome.repeated:
            raise UnableToEnter(WRITTEN_BEFORE, code="rolls.written_before")
    return Written(ids, outcome.entry)


def batch_key(source: str, number: int) -> UUID:
    """Return the key of a batch: the same for the same place in the same data, whoever sends it and whenever."""
    return uuid5(NAMESPACE_URL, f"toandan:roll:{source}:{number}")


def is_empty(actor: Actor) -> bool:
    """Tell whether nothing has ever been posted."""
    with acting(actor):
        return ledger_queries.head() == 0


def _write_all(
    actor: Actor,
    now: datetime,
    batches: Iterable[pl.DataFrame],
    occurred_on: date,
    source: str,
    reason: str,
    on_batch: Callable[[Ids], None] | None,
    straight: bool,
) -> Opened:
    written = 0
    entries: list[int] = []
    for number, frame in enumerate(batches):
        if not frame.height:
            continue
        key = batch_key(source, number)
        with owner_login() if straight else nullcontext():
            done = write_batch(
                actor=actor,
                now=now,
                frame=frame,
                occurred_on=occurred_on,
                client_key=key,
                reason=reason,
                straight=straight,
            )
        written += len(done.ids)
        entries.append(done.entry)
        if on_batch is not None:
            on_batch(done.ids)
    return Opened(written, tuple(entries))
