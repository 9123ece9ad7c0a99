"""Why units could not be reorganised."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_noop as _

from toandan.command.reorganisation.words import Finding
from toandan.ground.kernel.errors import UnableTo


class UnableToReorganise(UnableTo):
    """Nothing was moved; `findings` names the lines that are to blame."""

    def __init__(
        self, message: str, *, code: str, values: Mapping[str, object] | None = None, findings: Sequence[Finding] = ()
    ) -> None:
        super().__init__(message, code=code, values=values)
        self.findings = list(findings)

    @classmethod
    def lines_wrong(cls, findings: Sequence[Finding]) -> "UnableToReorganise":
        """Return the refusal of a mapping for these findings."""
        return cls(LINES_WRONG, code="lines_wrong", values={"count": len(findings)}, findings=findings)


DAY_TO_COME = _("The day %(day)s has not come yet; until then people stand in the units of today.")
NO_LINES = _("The mapping names no unit.")
LINES_WRONG = _("The mapping was not taken: %(count)s findings must be put right first.")
LIST_WRONG = _("The list was not taken: %(count)s findings must be put right first.")
NOT_UTF8 = _("The file is no CSV in UTF-8.")
TOO_LARGE = _("The file is larger than %(most)s MB.")
REASON_MISSING = _("Say on which resolution the reorganisation rests.")
STATE_WRONG = _("This reorganisation is %(state)s; it cannot be started now.")
OPERATOR_ONLY = _("Only the operator at the machine founds units.")
SUMS_DIFFER = _("The sums before and after differ, though nobody else worked in between. Run `toandan ledger verify`.")
