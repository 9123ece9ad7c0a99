"""Which bodies outside the police may be asked about people (cơ quan được đề nghị xác minh)."""

from toandan.record.units import queries as units
from toandan.record.units.words import Body, BodyKind

ASKED = frozenset(BodyKind) - {BodyKind.STEERING_COMMITTEE, BodyKind.YOUTH_UNION}
"""Kinds of bodies that keep papers of people or look after them. A question carries name, birth date and number of
somebody; a committee that steers the campaign and a union of volunteers have no paper to answer it with.
"""


def bodies_asked(unit: int) -> list[Body]:
    """Return the bodies a unit may ask about its people, in order of number. Raises UnitUnknown."""
    return [body for body in units.bodies_for(unit) if body.kind in ASKED]
