"""Two weeks of daily work, posted through the same operation as an officer's (diễn biến từng ngày)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

import numpy as np

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger import operations as ledger
from toandan.record.ledger.words import Card, EId, LineArrays, Obstacle, Verb
from toandan.simulation.draws import Ints
from toandan.simulation.outcome import LAST_DAY
from toandan.simulation.population import Residents
from toandan.simulation.schedule import Schedule

_NAMESPACE = UUID("6f1a7f5e-9a6e-4f0e-8d5a-2f3f5c6b7d10")
Change = Callable[["Play", Ints], tuple[Ints, Ints]]


@dataclass
class Play:
    """The campaign being played: residents as they stand now, the schedule, and who posts for which district."""

    people: Residents
    schedule: Schedule
    districts: Ints
    actors: Mapping[int, Actor]
    start: date
    now: datetime
    mark: str

    def days(self) -> range:
        """Return the day numbers, day 0 first."""
        return range(LAST_DAY + 1)

    def day(self, number: int) -> int:
        """Post everything that happens on one day; return how many people were posted."""
        posted = 0
        for verb, when, change in _EVENTS:
            due = np.flatnonzero(when(self) == number)
            order = np.argsort(self.districts[due], kind="stable")
            due = due[order]
            bounds = np.flatnonzero(np.diff(self.districts[due])) + 1
            for rows in np.split(due, bounds):
                if len(rows):
                    posted += self._post(number, verb, rows, change)
        return posted

    def _post(self, number: int, verb: Verb, rows: Ints, change: Change) -> int:
        units, states = self.people.units[rows], self.people.states[rows]
        to_units, to_states = change(self, rows)
        moving = (to_units != units) | (to_states != states)
        rows, units, states = rows[moving], units[moving], states[moving]
        to_units, to_states = to_units[moving], to_states[moving]
        if not len(rows):
            return 0
        district = int(self.districts[rows[0]])
        outcome = ledger.post(
            actor=self.actors[district],
            now=self.now,
            verb=verb,
            occurred_on=self.start + timedelta(days=number),
            client_key=uuid5(_NAMESPACE, f"{self.mark}/{number}/{verb}/{district}"),
            lines=LineArrays(self.people.ids[rows], units, states, to_units, to_states),
            reason="Mệnh lệnh 01: công việc hằng ngày",
            evidence=_EVIDENCE.get(verb, ""),
        )
        self.people.units[rows], self.people.states[rows] = to_units, to_states
        return outcome.posted


def _card(card: Card) -> Change:
    def change(play: Play, rows: Ints) -> tuple[Ints, Ints]:
        states = play.people.states[rows]
        return play.people.units[rows], states + (card.digit - states // 1000 % 10) * 1000

    return change


def _eid(eid: EId, *, only_from: frozenset[EId]) -> Change:
    origins = [word.digit for word in only_from]

    def change(play: Play, rows: Ints) -> tuple[Ints, Ints]:
        states = play.people.states[rows]
        present = states // 100 % 10
        return play.people.units[rows], np.where(
            np.isin(present, origins), states + (eid.digit - present) * 100, states
        )

    return change


def _found(play: Play, rows: Ints) -> tuple[Ints, Ints]:
    states = play.people.states[rows]
    return play.people.units[rows], states - states % 100 + play.schedule.found[rows]


def _cleared(play: Play, rows: Ints) -> tuple[Ints, Ints]:
    states = play.people.states[rows]
    return play.people.units[rows], states - states % 100 + Obstacle.NONE.digit


def _moved(play: Play, rows: Ints) -> tuple[Ints, Ints]:
    states = play.people.states[rows]
    return play.schedule.moves_to[rows], states - states % 100 + Obstacle.NONE.digit


def _left(play: Play, rows: Ints) -> tuple[Ints, Ints]:
    nowhere = np.zeros(len(rows), dtype=np.int64)
    return nowhere, nowhere


def _applied(play: Play, rows: Ints) -> tuple[Ints, Ints]:
    """Collect the papers for card and account in one visit."""
    states = play.people.states[rows]
    card = (Card.APPLIED.digit - states // 1000 % 10) * 1000
    eid = np.where(states // 100 % 10 == EId.NONE.digit, (EId.APPLIED.digit - EId.NONE.digit) * 100, 0)
    return play.people.units[rows], states + card + eid


_EVENTS: tuple[tuple[Verb, Callable[[Play], Ints], Change], ...] = (
    (Verb.CAME_OF_AGE, lambda play: play.schedule.of_age, _card(Card.DUE)),
    (Verb.OBSTACLE_FOUND, lambda play: play.schedule.obstacle, _found),
    (Verb.OBSTACLE_CLEARED, lambda play: play.schedule.cleared, _cleared),
    (Verb.HANDED_OVER, lambda play: play.schedule.moved, _moved),
    (Verb.DOSSIER_COLLECTED, lambda play: play.schedule.collected, _applied),
    (Verb.CARD_PRODUCED, lambda play: play.schedule.produced, _card(Card.PRODUCED)),
    (Verb.CARD_DELIVERED, lambda play: play.schedule.delivered, _card(Card.ISSUED)),
    (
        Verb.ACCOUNT_GRANTED,
        lambda play: play.schedule.delivered,
        _eid(EId.GRANTED, only_from=frozenset({EId.APPLIED})),
    ),
    (
        Verb.ACCOUNT_ACTIVATED,
        lambda play: play.schedule.activated,
        _eid(EId.ACTIVATED, only_from=frozenset({EId.GRANTED})),
    ),
    (Verb.DIED, lambda play: play.schedule.died, _left),
    (Verb.EMIGRATED, lambda play: play.schedule.emigrated, _left),
)
"""What happens in the course of one day, in this order: kind, day array, and the standing it leads to."""

_EVIDENCE = {
    Verb.DIED: "Trích lục khai tử của công chức tư pháp - hộ tịch",
    Verb.EMIGRATED: "Hồ sơ xuất cảnh định cư",
    Verb.HANDED_OVER: "Danh sách thông báo đã tiếp nhận",
    Verb.CAME_OF_AGE: "Ngày sinh trong dữ liệu dân cư",
}
