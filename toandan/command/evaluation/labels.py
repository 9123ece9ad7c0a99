"""The room's words for people, in both languages (nhãn)."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.command.evaluation.words import Notice, Reason

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
