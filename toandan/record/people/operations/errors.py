"""Why an operation on a person could not be carried out; each error has its sentence beside it."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.results import Finding


class UnableToRegister(UnableTo):
    """The person could not be written down; `findings` says what is wrong with which detail."""

    def __init__(self, message: str, *, code: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message, code=code)
        self.findings = tuple(findings)


class UnableToCorrect(UnableTo):
    """The detail could not be changed."""

    def __init__(self, message: str, *, code: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message, code=code)
        self.findings = tuple(findings)


DETAILS_WRONG = _("Some details are wrong. Mend them and try again.")
NUMBER_TAKEN = _("This personal number already belongs to somebody in the register. Check the number on the paper.")
OLD_NUMBER_TAKEN = _("This old number already belongs to somebody in the register. Check the number on the paper.")
REASON_MISSING = _("Say why: a reason is needed.")
CHANGED_MEANWHILE = _("Somebody else changed this person meanwhile. Look at the new details and try again.")
NOTHING_CHANGES = _("Nothing differs from what is already in the register.")
CORRECTED_SINCE = _("This detail was corrected again since. Take the newest correction back first.")
BY_MOVEMENT = _("What a registration wrote down is taken back by undoing its movement.")
CORRECTION_UNKNOWN = _("There is no such correction.")
BEING_OPENED = _("The register is being opened. Try again when that is done.")
KEY_USED = _("This form has already been used for another person.")
