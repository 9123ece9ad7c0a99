"""Why a wish could not be kept; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToNotify(UnableTo):
    """The daily e-mail cannot be sent there."""


ADDRESS_WRONG = _("This is no e-mail address.")
