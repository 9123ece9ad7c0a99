"""The order of evidence for a missing birth date, and what follows from the date (thứ tự căn cứ ngày sinh)."""

from collections.abc import Iterable

from toandan.ground.kernel.partial_date import Basis, PartialDate
from toandan.work.verification.words import Answer, BirthRank, CaseVerb, EventRow

WITNESSES = frozenset({"justice_office", "hospital", "commune_committee"})
"""Bodies that hold the first paper of a birth; when one of them knows nothing, there is none."""


def ruled_out(events: Iterable[EventRow]) -> frozenset[BirthRank]:
    """Return the papers that cannot be had: noted by an officer, or because a body that keeps them knows nothing."""
    found: set[BirthRank] = set()
    for event in events:
        if event.verb is CaseVerb.RULED_OUT:
            found.add(BirthRank(event.detail["rank"]))
        elif (
            event.verb is CaseVerb.ANSWERED
            and event.detail.get("answer") == Answer.UNKNOWN
            and event.detail.get("body_kind") in WITNESSES
        ):
            found.add(BirthRank.HOSPITAL_PAPER)
    return frozenset(found)


def stronger_left(rank: BirthRank, out: frozenset[BirthRank]) -> list[BirthRank]:
    """Return the stronger papers nobody has ruled out yet, the strongest first."""
    order = list(BirthRank)
    return [one for one in order[: order.index(rank)] if one not in out]


def settled(rank: BirthRank, found: PartialDate | None, before: PartialDate) -> PartialDate | None:
    """Return the date that is written down, or None when the paper gives none.

    The last resort takes 1 January of the year that is known and says that it was assumed; every other paper must
    give the whole date, and a date it gives contradicts no year that was known from elsewhere by rule alone.
    """
    if rank is BirthRank.FIRST_OF_JANUARY:
        year = before.year if before.year is not None else found.year if found else None
        return None if year is None else PartialDate(year, 1, 1, Basis.ASSUMED)
    return found if found is not None and found.basis is Basis.FULL else None
