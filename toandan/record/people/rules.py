"""What may be written down about a person, and what a search asks; pure decisions (quy tắc kiểm tra)."""

import unicodedata
from dataclasses import replace
from datetime import date

from toandan.ground.kernel import names, partial_date, personal_number, phone
from toandan.ground.kernel.results import Finding, Severity
from toandan.record.people.words import FIELDS, NAME_MISSING, NAME_STRANGE, PersonDetails, PersonField

LONGEST_NAME = 200
MOST_WORDS = 8
"""More words than this do not make a search narrower."""


def tidied(details: PersonDetails) -> PersonDetails:
    """Return the details with texts in composed form and numbers as bare digits."""
    return replace(
        details,
        full_name=names.tidy(details.full_name),
        personal_number=personal_number.clean(details.personal_number),
        old_number=personal_number.clean(details.old_number),
        father_name=names.tidy(details.father_name),
        mother_name=names.tidy(details.mother_name),
        spouse_name=names.tidy(details.spouse_name),
        present_address=names.tidy(details.present_address),
        phone=phone.clean(details.phone),
    )


def findings(details: PersonDetails, *, today: date) -> list[Finding]:
    """Say everything that is wrong or odd about a person's details; only errors keep them out."""
    found = _about_name(details.full_name)
    if details.birth.year is not None:
        found += partial_date.read(details.birth.text, today=today).findings
    if details.personal_number:
        found += personal_number.check(details.personal_number, birth=details.birth, sex=details.sex)
    if details.old_number:
        found += personal_number.check_old(details.old_number)
    return found + phone.check(details.phone)


def changed(before: PersonDetails, after: PersonDetails) -> list[PersonField]:
    """Return the details that differ, in their fixed order."""
    return [name for name in FIELDS if before.text(name) != after.text(name)]


def words(text: str) -> list[str]:
    """Return the words a name search looks for: without marks, in order, none empty, at most `MOST_WORDS`."""
    return names.key(text.replace("\x00", " ")).split()[:MOST_WORDS]


def _about_name(name: str) -> list[Finding]:
    """Refuse figures and pictures; the second stand for letters lost in a wrong encoding, too."""
    if not name:
        return [Finding(PersonField.FULL_NAME.value, NAME_MISSING, Severity.ERROR)]
    if len(name) > LONGEST_NAME or any(c.isdigit() or unicodedata.category(c) == "So" for c in name):
        return [Finding(PersonField.FULL_NAME.value, NAME_STRANGE, Severity.ERROR, name)]
    return []
