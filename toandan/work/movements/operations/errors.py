"""Why a movement could not be recorded or undone; every sentence names the box it is about."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.results import Finding


class UnableToRecord(UnableTo):
    """The movement was not recorded; `field` is the box the refusal is about, `findings` those on a new person."""

    def __init__(self, code: str, *, field: str = "", findings: Sequence[Finding] = ()) -> None:
        super().__init__(SENTENCES[code], code=code)
        self.field = field
        self.findings = tuple(findings)


class UnableToUndo(UnableTo):
    """The movement was not undone."""

    def __init__(self, code: str, *, field: str = "") -> None:
        super().__init__(SENTENCES[code], code=code)
        self.field = field


class UnableToServe(UnableTo):
    """The territory rule keeps the unit from serving this person; the way out is a notification list.

    `facts` name its receiver, by code and number, to whoever could draw that list up.
    """

    def __init__(
        self, code: str, *, values: Mapping[str, object], field: str = "", facts: Mapping[str, str | int] | None = None
    ) -> None:
        super().__init__(SENTENCES[code], code=code, values=values)
        self.field = field
        self.facts = dict(facts or {})


SENTENCES: Mapping[str, str] = {
    "reason_missing": _("Reason: say why, for example what was reported and by whom."),
    "evidence_missing": _("Paper it rests on: this movement needs one; write its kind, number and date."),
    "occurred_in_future": _("Day it happened: this day has not come yet."),
    "reported_in_future": _("Day it was reported: this day has not come yet."),
    "reported_too_early": _("Day it was reported: nothing is reported before it happens."),
    "before_birth": _("Day it happened: it lies before the person's birth."),
    "birth_date_missing": _("Date of birth: a birth needs one, at least the year."),
    "birth_date_differs": _("Date of birth: it differs from the day it happened."),
    "person_gone": _("Person: they stand in no unit any more; undo the movement they left by, or record their return."),
    "person_dead": _("Kind of movement: the dead do not return; undo the death if it was recorded wrongly."),
    "already_so": _("Kind of movement: the person stands like this already."),
    "not_away": _("Kind of movement: the person is not recorded as away."),
    "not_unregistered": _("Kind of movement: the person is registered, so there is nothing to verify."),
    "kind_enters": _("Kind of movement: this one is for people who are not in the register yet."),
    "unit_not_commune": _("Unit: name a commune or ward."),
    "details_wrong": _("Some details are wrong. Mend them and try again."),
    "key_used": _("This form has already been used for another movement."),
    "changed_meanwhile": _("Person: somebody recorded something else meanwhile. Look again."),
    "undone_already": _("This movement is undone already."),
    "not_undoable": _("An undoing cannot be undone; record the movement again."),
    "not_last": _("Only what the person's standing still is can be undone; something else was posted since."),
    "not_due": _("Person: they do not wait for a card, so there is no dossier to take."),
    "outside_territory": _(
        "%(unit)s may not serve people of %(place)s: they are outside its territory and no assignment of help is in "
        "force. Put the person on a notification list to the unit where they live."
    ),
    "lives_elsewhere": _(
        "The person lives in %(place)s, outside the territory of %(unit)s. A unit may not go there for its own "
        "residents: put the person on a notification list, or say that they came to the unit in person."
    ),
}
