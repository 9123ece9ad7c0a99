"""The room's words for people, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.command.publication.words import PublicationState

STATES: Mapping[PublicationState, Promise | str] = {
    PublicationState.OPEN: _("open to the public"),
    PublicationState.STOPPED: _("publication stopped"),
}
NOT_SHOWN = _("not shown")
