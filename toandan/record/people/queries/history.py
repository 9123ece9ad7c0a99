"""What was corrected about a person."""

from toandan.record.people.models import Correction as Stored
from toandan.record.people.words import REGISTERED, Correction, PersonField


def corrections(person_id: int) -> list[Correction]:
    """Return the corrections of one person, newest first; none when the person is not in scope."""
    rows = list(Stored.objects.filter(person_id=person_id).order_by("-recorded_at", "-correction_id"))
    last: dict[str, int] = {}
    for row in rows:
        last[row.name] = max(row.correction_id, last.get(row.name, 0))
    return [
        Correction(
            correction_id=row.correction_id,
            person_id=row.person_id,
            name=PersonField(row.name),
            old=row.old,
            new=row.new,
            reason=row.reason,
            evidence=row.evidence,
            actor=row.actor,
            occurred_on=row.occurred_on,
            recorded_at=row.recorded_at,
            last=last[row.name] == row.correction_id and row.name not in REGISTERED,
        )
        for row in rows
    ]
