"""Why nothing was done with a list."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo
from toandan.work.movements.words import Finding


class UnableToDrawUp(UnableTo):
    """No list was drawn up; `findings` says whom and why."""

    def __init__(
        self, message: str, *, code: str, values: Mapping[str, object] | None = None, findings: Sequence[Finding] = ()
    ) -> None:
        super().__init__(message, code=code, values=values)
        self.findings = list(findings)


class UnableToSend(UnableToDrawUp):
    """The list was not sent."""


class UnableToAnswer(UnableTo):
    """Nobody was taken over or sent back."""


class UnableToWithdraw(UnableTo):
    """The list was not withdrawn."""


NOBODY = _("Nobody was chosen. Tick at least one person.")
FAULTS = _("%(faults)s of %(people)s people cannot be on a list. Nothing was drawn up.")
NOT_DRAFT = _("This list is no draft any more.")
NOT_SENDABLE = _("%(faults)s people of this list cannot be sent. Take them off the list, then send it again.")
NOT_OPEN = _("This list is closed: it was answered or withdrawn.")
ALREADY_ANSWERED = _("These people have been answered already, or are not on this list. Load the list again.")
GONE = _("The sender does not answer for these people any more. Nobody was taken over; send them back instead.")
BEYOND = _("This list is with an authority that has a system of its own; its answer comes by letter.")
TARGET_OUTSIDE = _("A person can be taken over only by a commune of the receiving unit.")
REASON_MISSING = _("Say why: the reason is missing.")
KEY_REUSED = _("This client key has been used for another request.")
