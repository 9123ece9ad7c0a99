"""The clock of birthdays: who turned 14 becomes due, whose card ended becomes due again (đến tuổi, hết hạn thẻ)."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import blake2b
from itertools import groupby
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger.words import Card, Line, Outcome, Standing, Verb
from toandan.record.officers.operations import acting, require
from toandan.record.officers.queries import reading
from toandan.work.movements.operations.errors import UnableToRecord
from toandan.work.movements.queries import Reached, came_of_age, expired, too_young
from toandan.work.movements.words import CivilPermission, ClockRun

_REASONS = {
    Verb.CAME_OF_AGE: "Đủ 14 tuổi theo dữ liệu dân cư",
    Verb.CARD_EXPIRED: "Thẻ hết hạn ở tuổi 25, 40 hoặc 60",
    Verb.CORRECTED: "Chưa đủ 14 tuổi theo ngày sinh đã cải chính",
}
"""Reasons are kept in the ledger as written, in the language of the register."""
_ASKED = {Verb.CORRECTED: too_young, Verb.CAME_OF_AGE: came_of_age, Verb.CARD_EXPIRED: expired}


def come_of_age(*, actor: Actor, now: datetime, on: date) -> ClockRun:
    """Post everybody whom the days up to `on` made due, each with the day it happened; missed nights are caught up.

    Whoever waits for a card and is not 14 by a birth date that was corrected since is not due any more.

    One entry a day and verb, each its own transaction, so that a night that breaks off is simply run again; a repeat
    finds nobody left and changes nothing. Raises NotAllowed, and UnableToRecord for a day that has not come.
    """
    require(actor, CivilPermission.CLOCK, at=actor.at)
    if on > timezone.localdate(now):
        raise UnableToRecord("occurred_in_future", field="on")
    entries: list[int] = []
    posted = dict.fromkeys(_ASKED, 0)
    refused = 0
    for verb, asked in _ASKED.items():
        with reading(actor):
            reached = asked(on)
        for day, people in groupby(reached, key=lambda one: one.day):
            outcome = _post(actor, now, verb, day, list(people))
            entries.append(outcome.entry)
            posted[verb] += outcome.posted
            refused += len(outcome.refused)
    found = (posted[Verb.CAME_OF_AGE], posted[Verb.CARD_EXPIRED])
    run = ClockRun(on, *found, tuple(entries), refused, too_young=posted[Verb.CORRECTED])
    with acting(actor):
        detail = {"came_of_age": run.came_of_age, "cards_expired": run.cards_expired}
        detail |= {"too_young": run.too_young, "refused": refused}
        append(actor=actor, verb="movements.clock.run", subject=f"day:{on}", unit=actor.at, detail=detail)
    return run


def _post(actor: Actor, now: datetime, verb: Verb, day: date, people: Sequence[Reached]) -> Outcome:
    """Post one day; whoever moved since they were read is left to the next run."""
    after = Card.NOT_DUE if verb is Verb.CORRECTED else Card.DUE
    lines = [
        Line(one.person, (one.unit, one.state), (one.unit, Standing.of(one.state).but(card=after).code))
        for one in people
    ]
    return ledger.post(
        actor=actor,
        now=now,
        verb=verb,
        occurred_on=day,
        client_key=_key(verb, day, people),
        lines=lines,
        reason=_REASONS[verb],
        evidence="Ngày sinh trong dữ liệu dân cư",
        partial=True,
    )


def _key(verb: Verb, day: date, people: Sequence[Reached]) -> UUID:
    """Return the same key for the same people in the same standing: two runs at once post them once.

    The entry they stand by goes in as well, so that somebody put back by a correction can come of age again.
    """
    made = blake2b(digest_size=16)
    for one in people:
        made.update(f"{one.person}.{one.entry};".encode())
    return uuid5(NAMESPACE_URL, f"toandan:clock:{verb}:{day}:{made.hexdigest()}")
