"""The room's words in both languages (nhãn hiển thị)."""

from django.utils.translation import gettext_lazy as _

from toandan.ground.kernel import partial_date, personal_number, phone
from toandan.record.people.words import NAME_MISSING, NAME_STRANGE, BirthBasis, PeoplePermission, PersonField, Sex

SEX = {
    Sex.MALE: _("Male"),
    Sex.FEMALE: _("Female"),
}

BASIS = {
    BirthBasis.FULL: _("Full date"),
    BirthBasis.YEAR_MONTH: _("Day not known"),
    BirthBasis.YEAR: _("Only the year is known"),
    BirthBasis.NONE: _("Birth date not known"),
    BirthBasis.ASSUMED: _("Day and month filled in by rule"),
}

FIELDS = {
    PersonField.FULL_NAME: _("Full name"),
    PersonField.BIRTH: _("Date of birth"),
    PersonField.SEX: _("Sex"),
    PersonField.PERSONAL_NUMBER: _("Personal identification number"),
    PersonField.OLD_NUMBER: _("Old 9-digit number"),
    PersonField.FATHER: _("Father's name"),
    PersonField.MOTHER: _("Mother's name"),
    PersonField.SPOUSE: _("Spouse's name"),
    PersonField.PERMANENT_UNIT: _("Permanent residence"),
    PersonField.TEMPORARY_UNIT: _("Temporary residence"),
    PersonField.PRESENT_UNIT: _("Present place"),
    PersonField.PRESENT_ADDRESS: _("Present address"),
    PersonField.PHONE: _("Phone"),
    PersonField.HOME_VISIT: _("Needs a home visit"),
}

PERMISSIONS = {
    PeoplePermission.READ: _("See people"),
    PeoplePermission.REVEAL: _("See whole numbers"),
    PeoplePermission.REGISTER: _("Enter people"),
    PeoplePermission.CORRECT: _("Correct people's details"),
    PeoplePermission.EXPORT: _("Export lists of people"),
}

FINDINGS = {
    NAME_MISSING: _("Write the full name."),
    NAME_STRANGE: _("A name holds letters only, and at most 200 of them."),
    phone.STRANGE: _("This does not look like a telephone number."),
    personal_number.WRONG_LENGTH: _("The personal number must have %(wanted)s digits, this one has %(digits)s."),
    personal_number.WRONG_CHARACTERS: _("The personal number may hold digits only."),
    personal_number.FULL_WIDTH: _("The personal number holds wide digits; write it with plain ones."),
    personal_number.SPACED: _("The personal number must be written without spaces, dots or hyphens."),
    personal_number.LOST_ZERO: _("The personal number has one digit too few; a spreadsheet may have dropped the zero."),
    personal_number.ROUNDED: _("A spreadsheet has rounded this number; take it from the paper again."),
    personal_number.PLACE_UNKNOWN: _("The place code %(place)s is in no list of provinces; check the number."),
    personal_number.SEX_DIFFERS: _("The sex in the personal number differs from the one given."),
    personal_number.YEAR_DIFFERS: _("The personal number says born in %(said)s, the birth date says %(known)s."),
    personal_number.CENTURY_AHEAD: _("The fourth digit %(digit)s stands for a century that has not come."),
    personal_number.OLD_WRONG_LENGTH: _("The old number must have %(wanted)s digits, this one has %(digits)s."),
    personal_number.OLD_LOST_ZERO: _("The old number has one digit too few; a spreadsheet may have dropped the zero."),
    partial_date.UNREADABLE: _("The birth date cannot be read; write dd/mm/yyyy, a year, or leave it empty."),
    partial_date.SHORT_YEAR: _("Write the year of birth with four digits."),
    partial_date.IMPOSSIBLE: _("There is no such day; check day and month of birth."),
    partial_date.FUTURE: _("The birth date lies in the future."),
    partial_date.TOO_EARLY: _("The year of birth lies before 1900."),
    partial_date.FIRST_OF_JANUARY: _("1 January is often filled in for a day not known; it proves nothing."),
}
