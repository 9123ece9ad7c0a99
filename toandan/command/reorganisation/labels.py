"""The words of a reorganisation for people, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.command.reorganisation.words import Finding, FindingCode, RunState, Thing

STATES: Mapping[RunState, Promise | str] = {
    RunState.CHECKED: _("checked, not carried out"),
    RunState.QUEUED: _("waiting"),
    RunState.RUNNING: _("under way"),
    RunState.DONE: _("carried out"),
    RunState.FAILED: _("failed"),
}
THINGS: Mapping[Thing, Promise | str] = {
    Thing.OFFICERS: _("Officers"),
    Thing.NOTIFICATION_LISTS: _("Open notification lists"),
    Thing.REQUEST_LISTS: _("Open lists to bodies"),
    Thing.CASES: _("Undecided cases"),
    Thing.DIRECTIVES: _("Directives"),
    Thing.DIFFICULTIES: _("Difficulties and guidance"),
    Thing.QUESTIONS: _("Questions"),
    Thing.DEVICES: _("Devices"),
    Thing.PLACES: _("Places"),
    Thing.SESSIONS: _("Sessions"),
    Thing.SAMPLES: _("Samples"),
    Thing.SCORE_SHEETS: _("Score sheets"),
    Thing.BODIES: _("Bodies"),
}
FINDINGS: Mapping[FindingCode, Promise | str] = {
    FindingCode.COLUMN_MISSING: _("The column %(column)s is missing."),
    FindingCode.QUOTES_WRONG: _(
        "A quotation mark in this line or before it has no second one, so the cells behind it cannot be told apart."
    ),
    FindingCode.CODE_MISSING: _("A line needs the code of the new unit, and the old unit or the person."),
    FindingCode.PART_UNKNOWN: _("“%(part)s” is neither full nor partial."),
    FindingCode.SHARE_WRONG: _("“%(share)s” is no share: give a percentage above 0, at most 100."),
    FindingCode.OLD_UNKNOWN: _("No unit bore the code %(unit)s before %(day)s."),
    FindingCode.OLD_NOT_LOWEST: _("The unit %(unit)s has units below it; name those, people stand in them."),
    FindingCode.NEW_UNKNOWN: _("No unit bears the code %(unit)s on %(day)s."),
    FindingCode.NEW_NOT_LOWEST: _("The new unit %(unit)s has units below it; people can stand in those only."),
    FindingCode.TWICE_FULL: _("The whole unit %(old)s is given away more than once."),
    FindingCode.PAIR_TWICE: _("The unit %(old)s goes to %(new)s in an earlier line already."),
    FindingCode.PARTIAL_ALONE: _("Only a part of %(old)s goes anywhere; where does the rest go?"),
    FindingCode.SHARES_DIFFER: _("The shares of %(old)s must stand in every line and make 100; they make %(sum)s."),
    FindingCode.DEFAULT_TWICE: _("The unit %(old)s has more than one unit for the rest."),
    FindingCode.UNIT_MISSING: _(
        "%(name)s (%(unit)s) ended and %(people)s people stand in it, but the mapping does not name it. The communes "
        "beside it go to %(near)s. Add a line; if it was divided, one line for each part with an address, a share or a "
        "list of people: whoever no rule decides is parked."
    ),
    FindingCode.UNIT_ALONE: _(
        "%(name)s (%(unit)s) ended and %(people)s people stand in it, but the mapping does not name it. Add a line; if "
        "it was divided, one line for each part with an address, a share or a list of people: whoever no rule decides "
        "is parked."
    ),
    FindingCode.PERSON_UNKNOWN: _("This person does not stand in a unit that is divided."),
    FindingCode.PERSON_TWICE: _("This person is sent to two units."),
    FindingCode.TARGET_WRONG: _("The person's unit does not go to %(unit)s."),
}


def sentence(finding: Finding) -> str:
    """Return what a finding says, in the language switched on."""
    return str(FINDINGS[finding.code]) % dict(finding.values)


def both(finding: Finding) -> dict[str, str]:
    """Return what a finding says in Vietnamese and in English."""
    said = {}
    for language in ("vi", "en"):
        with translation.override(language):
            said[language] = sentence(finding)
    return said
