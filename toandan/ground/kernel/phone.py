"""A telephone number as people write it (số điện thoại)."""

import re

from toandan.ground.kernel import names
from toandan.ground.kernel.results import Finding, Severity

FIELD = "phone"
STRANGE = "phone_strange"
PATTERN = r"^\+?[0-9]{8,15}$"
"""What is left of a telephone number once `clean` has taken the separators out."""

SEPARATORS = r"[\s.()\-]+"


def clean(text: str) -> str:
    """Return the number without the separators people write; strange characters stay to be seen."""
    return re.sub(SEPARATORS, "", names.seen(text))


def check(text: str) -> list[Finding]:
    """Warn about what does not look like a telephone number; an empty one is fine."""
    if not text or re.fullmatch(PATTERN, clean(text)):
        return []
    return [Finding(FIELD, STRANGE, Severity.WARNING, text)]
