"""Why a letter is not taken in, in both languages (nhãn hiển thị)."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from toandan.ground.letters import LetterFault

FAULTS: Mapping[LetterFault, str] = {
    LetterFault.TOO_LARGE: _("This letter is larger than any that is read."),
    LetterFault.NOT_A_LETTER: _("This file is not a letter."),
    LetterFault.SENDER_UNKNOWN: _("This letter is signed by an authority that is not known here."),
    LetterFault.SIGNATURE_WRONG: _("The signature does not fit this letter: changed, or written by somebody else."),
    LetterFault.FOR_ANOTHER: _("This letter is meant for another authority."),
}
