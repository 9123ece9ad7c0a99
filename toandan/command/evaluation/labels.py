"""The room's words for people, in both languages (nhãn)."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.command.evaluation.words import AppealState, Criterion, Missing, Notice, Reason, Remedy

REASONS: Mapping[Reason, Promise | str] = {
    Reason.SILENT: _("silent"),
    Reason.STALLED: _("stands still"),
    Reason.DROPPED: _("has dropped"),
    Reason.SLOWED: _("has slowed"),
    Reason.BEHIND: _("behind the pace needed"),
    Reason.LISTS_OVERDUE: _("lists not answered"),
    Reason.ODD: _("odd count"),
}
SENTENCES: Mapping[Reason, Promise | str] = {
    Reason.SILENT: _(
        "Nothing has come in since %(since)s, neither cards nor dossiers; %(expected)s were to be expected."
    ),
    Reason.STALLED: _("Nobody done since %(since)s, where %(expected)s were to be expected."),
    Reason.DROPPED: _("%(observed)s done since %(since)s, where %(expected)s were to be expected."),
    Reason.SLOWED: _(
        "Since %(since)s slower than before beside the others: %(observed)s done, %(expected)s to be expected."
    ),
    Reason.BEHIND: _("%(observed)s a day, needs %(expected)s; short of it since %(since)s."),
    Reason.LISTS_OVERDUE: _("Lists not answered in time: %(observed)s, the first since %(since)s."),
    Reason.ODD: _("%(observed)s counted on %(since)s, where %(expected)s were to be expected: to be looked into."),
}
"""The evidence as a sentence; `since` is a day, the others are figures as Notice says."""
CRITERIA: Mapping[Criterion, Promise | str] = {
    Criterion.PROGRESS: _("Progress against the pace required"),
    Criterion.HARD_CASES: _("Hard cases solved"),
    Criterion.LISTS: _("Lists answered on time"),
    Criterion.QUALITY: _("Figures found true by samples"),
    Criterion.DIFFICULTIES: _("Difficulties answered on time"),
    Criterion.KITS: _("Yield of the kits"),
}
COUNTED: Mapping[Criterion, Promise | str] = {
    Criterion.PROGRESS: _("%(found)s people done, %(of)s asked"),
    Criterion.HARD_CASES: _("%(found)s of %(of)s people no longer held up"),
    Criterion.LISTS: _("%(found)s of %(of)s lists"),
    Criterion.QUALITY: _("%(found)s of %(of)s people as the register says"),
    Criterion.DIFFICULTIES: _("%(found)s of %(of)s difficulties"),
    Criterion.KITS: "%(found)s / %(of)s",
}
"""What was counted, as a sentence."""
MISSING: Mapping[Missing, Promise | str] = {
    Missing.NOT_MEASURED: _("Not measured yet; its weight is spread over the others."),
    Missing.NOTHING_DUE: _("Nothing fell due in the period; its weight is spread over the others."),
    Missing.SET_ASIDE: _("Set aside after an appeal; its weight is spread over the others."),
}
APPEALS: Mapping[AppealState, Promise | str] = {
    AppealState.RAISED: _("Waits for a decision"),
    AppealState.UPHELD: _("Upheld"),
    AppealState.DISMISSED: _("Dismissed"),
}
REMEDIES: Mapping[Remedy, Promise | str] = {
    Remedy.RECOUNT: _("Uphold: count the period again from the register"),
    Remedy.SET_ASIDE: _("Uphold: set the criterion aside"),
}
ALWAYS_BEHIND: Promise | str = _("%(observed)s a day, needs %(expected)s; short of it on all the days shown.")
"""The sentence of BEHIND when no first day can be told."""


def sentence(notice: Notice, *, day: Callable[[date | None], str], number: Callable[..., str]) -> str:
    """Return the evidence as a sentence in the reader's language; `day` and `number` write days and figures."""
    places = 1 if notice.reason is Reason.BEHIND else 0
    text = ALWAYS_BEHIND if notice.since is None else SENTENCES[notice.reason]
    return str(text) % {
        "since": day(notice.since) if notice.since else "",
        "observed": number(notice.observed, places=places),
        "expected": number(notice.expected, places=places),
    }
