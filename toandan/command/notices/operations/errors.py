"""Why a wish could not be kept; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToNotify(UnableTo):
    """The daily e-mail cannot be sent there."""


ADDRESS_WRONG = _("This is no e-mail address.")
NOTHING_WAITS = _("No address of yours waits to be confirmed.")
NO_SERVER = _("No mail server is set up, so nothing is sent.")
TOO_MANY_LETTERS = _("%(most)s letters to confirm an address were sent today. Try again tomorrow.")
CODE_WRONG = _(
    "This link confirms nothing: it was used, is too old, or was sent to somebody else. Have a new one sent from the "
    "page of your account."
)
