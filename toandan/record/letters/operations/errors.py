"""What can keep a letter from being written or taken in, in words for people (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToWriteLetter(UnableTo):
    """A letter could not be written."""


class UnableToTakeIn(UnableTo):
    """A letter could not be taken in; nothing of it was kept."""


class UnableToKeepPeer(UnableTo):
    """A peer could not be written down or ended."""


PEER_UNKNOWN = _("There is no such authority to write to.")
KEY_USED = _("This request number was used for another letter.")
NO_REASON = _("Say why the letter is written.")
NUMBER_USED = _("Letter %(number)s of %(peer)s came before and said something else.")
NOT_A_KEY = _("A public key is 64 characters from 0 to 9 and a to f.")
PEER_KNOWN = _("This key is known already, as that of %(name)s.")
TERRITORY_HELD = _("%(name)s answers for this territory already.")
TERRITORY_NOT_HELD = _("This authority does not answer for that territory.")
OWN_KEY = _("This is our own key.")
NAMELESS = _("Give the authority a name.")
