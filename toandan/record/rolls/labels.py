"""The room's words in both languages (nhãn hiển thị)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from toandan.record.people import labels as people
from toandan.record.rolls.words import FindingCode, FindingRow, Mode, RollColumn, RollsPermission, RunState, Weight

COLUMNS: Mapping[RollColumn, Promise] = {
    RollColumn.PERSONAL_NUMBER: _("Personal identification number"),
    RollColumn.OLD_NUMBER: _("Old 9-digit number"),
    RollColumn.FULL_NAME: _("Full name"),
    RollColumn.BIRTH_DATE: _("Date of birth"),
    RollColumn.SEX: _("Sex"),
    RollColumn.FATHER_NAME: _("Father's name"),
    RollColumn.MOTHER_NAME: _("Mother's name"),
    RollColumn.SPOUSE_NAME: _("Spouse's name"),
    RollColumn.PERMANENT_COMMUNE: _("Commune of permanent residence (code)"),
    RollColumn.TEMPORARY_COMMUNE: _("Commune of temporary residence (code)"),
    RollColumn.PRESENT_COMMUNE: _("Commune of present place (code)"),
    RollColumn.PRESENT_ADDRESS: _("Present address"),
    RollColumn.PHONE: _("Phone"),
    RollColumn.CARD: _("Card"),
    RollColumn.EID: _("Electronic account"),
}

STATES: Mapping[RunState, Promise] = {
    RunState.RECEIVED: _("received"),
    RunState.QUEUED: _("waiting"),
    RunState.CHECKING: _("being checked"),
    RunState.CHECKED: _("checked"),
    RunState.WRITING: _("being written"),
    RunState.DONE: _("done"),
    RunState.REFUSED: _("not taken in"),
    RunState.FAILED: _("failed"),
}

MODES: Mapping[Mode, Promise] = {
    Mode.ALL_OR_NOTHING: _("Everything or nothing: one bad row keeps the whole file out"),
    Mode.GOOD_ROWS: _("Good rows only: bad rows are left out and reported"),
}

WEIGHTS: Mapping[Weight, Promise] = {
    Weight.ERROR: _("Error"),
    Weight.DUPLICATE: _("Duplicate"),
    Weight.WARNING: _("Warning"),
}

PERMISSIONS: Mapping[RollsPermission, Promise] = {
    RollsPermission.IMPORT: _("Import rolls"),
    RollsPermission.EXPORT: _("Export rolls"),
}

REASONS: Mapping[str, Promise] = {
    "errors": _("Some rows are wrong, and the file was to go in whole or not at all. Nothing was written."),
    "duplicates": _("More rows than allowed look like duplicates. Nothing was written; did this roll come before?"),
    "nothing": _("No row of this file can be taken in. Nothing was written."),
    "ledger": _("The ledger refused a batch. The batches before it are in; mend the cause and send the file again."),
    "disk": _("The disk is full. Free some space and send the same file again: it goes on where it stopped."),
    "interrupted": _(
        "The import was interrupted several times, by a restart or a failure of the machine. Start it again: it goes "
        "on where it stopped."
    ),
    "crash": _("The import stopped because of a fault. Send the same file again: it goes on where it stopped."),
}

FINDINGS: Mapping[str, Promise] = dict(people.FINDINGS) | {
    FindingCode.NUMBER_LENGTH: _("The personal number must have 12 digits."),
    FindingCode.OLD_NUMBER_LENGTH: _("The old number must have 9 digits."),
    FindingCode.NUMBER_LOST_ZEROS: _(
        "The personal number has 10 digits; a spreadsheet has dropped the leading zeros. Format the column as text "
        "and fill it again from the source."
    ),
    FindingCode.NUMBER_AS_DECIMAL: _(
        "A spreadsheet has turned this number into a decimal. Format the column as text and fill it again "
        "from the source."
    ),
    FindingCode.NUMBER_IS_OLD: _("This is an old 9-digit number. Put it into the column for old numbers."),
    FindingCode.NAME_MISSING: _("The name is missing."),
    FindingCode.NAME_DIGITS: _("A name holds no digits. Are the columns shifted?"),
    FindingCode.NAME_DAMAGED: _("Letters of this name are lost. Save the file as “CSV UTF-8” from its source."),
    FindingCode.NAME_ONE_WORD: _("The name has one word only. Check that nothing is missing."),
    FindingCode.TEXT_CONTROL: _("The text holds control characters."),
    FindingCode.TEXT_LONG: _("The text is too long. Are the columns shifted?"),
    FindingCode.BIRTH_SERIAL: _(
        "This is a spreadsheet's day number, not a date. Format the column as a date or as text dd/mm/yyyy."
    ),
    FindingCode.SEX_WORD: _("The sex must be M, F, Nam or Nữ."),
    FindingCode.UNIT_UNKNOWN: _("No commune has this code in any year."),
    FindingCode.UNIT_LOST_ZERO: _("A commune code has five digits; a spreadsheet has dropped the leading zeros."),
    FindingCode.UNIT_MISSING: _("No commune is given: neither present nor temporary nor permanent."),
    FindingCode.UNIT_OUT_OF_SCOPE: _("This commune is not one of yours."),
    FindingCode.UNIT_ON_ANOTHER_DAY: _(
        "On the day the people count from, this code means a commune that is not one of yours; on %(day)s it means "
        "one of yours. Is the day right?"
    ),
    FindingCode.PHONE_FORM: _("This is not a phone number; it is left out."),
    FindingCode.PHONE_LOST_ZERO: _("The phone number has lost its leading zero; it was put back."),
    FindingCode.CARD_WORD: _("The card must be one of: not_due, due, applied, produced, issued."),
    FindingCode.EID_WORD: _("The electronic account must be one of: none, applied, granted, activated, locked."),
    FindingCode.CARD_UNDER_AGE: _("This person is under 14 and counts as due because the roll says so."),
    FindingCode.CARD_OF_AGE: _("A person of 14 or older, or of unknown age, cannot be “not due”."),
    FindingCode.STANDING_UNKNOWN: _("Card and electronic account cannot stand like this together."),
    FindingCode.ROW_CELLS: _("This row has more or fewer cells than the heading, or an open quotation mark."),
    FindingCode.ROW_NUL: _("This row holds zero bytes; the file is damaged here."),
    FindingCode.FORMULA_EMPTY: _(
        "A formula in this row was never calculated. Open the file, save it, and send it again."
    ),
    FindingCode.CELL_ERROR: _("A cell of this row holds a spreadsheet error."),
    FindingCode.COLUMN_BAD: _("%(share)s %% of the rows are wrong in this column. Is it the right one?"),
    FindingCode.NUMBER_TWICE: _("The same personal number stands in line %(line)s."),
    FindingCode.OLD_NUMBER_TWICE: _("The same old number stands in line %(line)s."),
    FindingCode.NUMBER_REGISTERED: _("Somebody with this personal number is in the register already."),
    FindingCode.OLD_NUMBER_REGISTERED: _("Somebody with this old number is in the register already."),
    FindingCode.LOOKS_TWICE: _(
        "Name, birth date and commune are the same in line %(line)s, and no number tells them apart."
    ),
    FindingCode.LOOKS_REGISTERED: _(
        "Somebody of the same name, birth date and commune is in the register, and no number tells them apart."
    ),
}
LANGUAGES = ("vi", "en")


def sentence(finding: FindingRow) -> str:
    """Return what a finding says, in the language now in force."""
    values = dict(part.split("=", 1) for part in finding.detail.split(";") if "=" in part)
    template = str(FINDINGS[finding.code])
    return template % _Known(values) if "%(" in template else template


def both(finding: FindingRow) -> dict[str, str]:
    """Return what a finding says in both languages."""
    sentences = {}
    for language in LANGUAGES:
        with override(language):
            sentences[language] = sentence(finding)
    return sentences


def reason(code: str) -> dict[str, str]:
    """Return why a run ended without its rows, in both languages."""
    sentences = {}
    for language in LANGUAGES:
        with override(language):
            sentences[language] = str(REASONS.get(code, code))
    return sentences


class _Known(dict[str, str]):
    """The words of a finding; one that is not known shows as a dash instead of failing the report."""

    def __missing__(self, key: str) -> str:
        return "–"
