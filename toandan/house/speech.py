"""What launcher, doctor and trouble say to the operator, in the operator's language (ngôn ngữ của người vận hành).

Much of it is said before Django is set up, or because it cannot be; so the house's own catalogue is read here directly.
Where it has not been compiled yet, the sentence stays English.
"""

import gettext as catalogues
from functools import cache
from pathlib import Path

from toandan.house import environment

_CATALOGUES = Path(__file__).with_name("locale")


def gettext(message: str) -> str:
    """Return a sentence in the operator's language."""
    return _spoken(environment.language()).gettext(message)


def gettext_noop(message: str) -> str:
    """Mark a word for the catalogue that is said in another place, or has to stay as it is for programs."""
    return message


@cache
def _spoken(language: str) -> catalogues.NullTranslations:
    return catalogues.translation("django", _CATALOGUES, [language], fallback=True)
