"""Why the ledger could not be written."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo
from toandan.record.ledger.words import Refusal


class UnableToPost(UnableTo):
    """Nothing of a request was posted; `refusals` names the lines that kept it out, a thousand at most."""

    def __init__(
        self, message: str, *, code: str, values: Mapping[str, object] | None = None, refusals: Sequence[Refusal] = ()
    ) -> None:
        super().__init__(message, code=code, values=values)
        self.refusals = list(refusals)


class UnableToSeal(UnableTo):
    """The ledger was not sealed."""


class UnableToFold(UnableTo):
    """The deltas were not folded."""


LINES_REFUSED = _("Nothing was posted: %(refused)s of %(lines)s lines were refused.")
KEY_REUSED = _("This client key has been used for another request.")
REASON_MISSING = _("Say why: the reason is missing.")
EVIDENCE_MISSING = _("Nobody leaves the count without evidence: say on what it rests.")
NO_LINES = _("There is nobody to post.")
VERB_UNKNOWN = _("The ledger does not know the verb %(verb)s.")
