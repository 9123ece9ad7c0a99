"""The way of somebody without papers: which step is next (các bước cho người không giấy tờ)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toandan.work.verification.words import CaseVerb, EventRow, Step


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the checklist; `event` is None while it is not done."""

    step: Step
    event: EventRow | None


def done(events: Iterable[EventRow]) -> dict[Step, EventRow]:
    """Return the steps that were recorded, each with its first line."""
    found: dict[Step, EventRow] = {}
    for event in events:
        if event.verb is CaseVerb.STEP:
            found.setdefault(Step(event.detail["step"]), event)
    return found


def checklist(events: Iterable[EventRow]) -> list[Tick]:
    """Return every step in its order, done or not."""
    known = done(events)
    return [Tick(step, known.get(step)) for step in Step]


def following(events: Iterable[EventRow]) -> Step | None:
    """Return the step that is next, None when all are done."""
    return next((tick.step for tick in checklist(events) if tick.event is None), None)


def earliest(events: Iterable[EventRow]) -> date | None:
    """Return the day of the last step done; no later step can have happened before it."""
    days = [event.occurred_on for event in done(events).values()]
    return max(days, default=None)
