"""How far a case is in its checklist or its order of evidence, for whoever draws it (tiến trình hồ sơ)."""

from collections.abc import Iterable

from toandan.work.verification.rules import births, steps
from toandan.work.verification.words import BirthRank, EventRow, Step


def progress(events: Iterable[EventRow]) -> list[tuple[Step, EventRow | None]]:
    """Return the steps of somebody without papers in their order, each with the line that recorded it or None."""
    return [(tick.step, tick.event) for tick in steps.checklist(list(events))]


def birth_order(events: Iterable[EventRow]) -> list[tuple[BirthRank, bool, bool]]:
    """Return the papers a birth date may rest on, strongest first: the paper, is it ruled out, may it be used now."""
    out = births.ruled_out(events)
    return [(rank, rank in out, rank not in out and not births.stronger_left(rank, out)) for rank in BirthRank]
