"""What was asked for and is not there, or not for this actor."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere


class StandingUnknown(NotThere):
    """Nobody with this number stands in a unit in scope."""

    def __init__(self, person: int) -> None:
        super().__init__(_("This person is not in the register."), code="standing_unknown", values={"person": person})


class EntryUnknown(NotThere):
    """No entry with this number touched a unit in scope."""

    def __init__(self, entry: int) -> None:
        super().__init__(_("There is no entry %(entry)s."), code="entry_unknown", values={"entry": entry})
