"""Why a letter about a list could not be acted on."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToAttend(UnableTo):
    """A letter was not acted on; it waits."""


UNREADABLE = _("The letter does not say what a letter about a list says; wrong at: %(where)s.")
NOT_COME = _("List %(list)s of this authority has not come yet.")
NOT_THEIRS = _("List %(list)s was not sent to this authority.")
UNIT_UNKNOWN = _("We know no unit with the code %(code)s.")
NOT_OURS = _("The unit with the code %(code)s is not one we answer for.")
TWICE = _("The letter names somebody twice.")
NOT_WANTED = _("The letter hands over somebody whom we did not ask for.")
