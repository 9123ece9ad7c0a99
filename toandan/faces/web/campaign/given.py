"""What a slow unit was told last, what it answered, and what that brought about (công văn và tác dụng)."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import BoardRow
from toandan.command.evaluation.words import SlowUnit
from toandan.faces.web.campaign.looking import Look
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit
from toandan.work.directives import labels, queries
from toandan.work.directives.words import DirectivesPermission, Given

LONGEST = 160
"""Characters of an answer that are shown; the page of the directive has all of it."""


def given(request: Visit, seen: Look, shown: Sequence[SlowUnit]) -> dict[int, dict[str, Any]]:
    """Return for each unit, as far as the reader may read its papers, the last directive under the order."""
    rows = {one.row.number: one.row for one in shown if request.actor.may(DirectivesPermission.READ, one.row.number)}
    if not rows:
        return {}
    last = queries.last_given(rows, order=seen.of.code)
    return {unit: _said(request, seen, rows[unit], paper) for unit, paper in last.items()}


def _said(request: Visit, seen: Look, row: BoardRow, paper: Given) -> dict[str, Any]:
    late = paper.row.overdue(localdate(request.now))
    return {
        "address": reverse("directives:directive", args=[paper.directive_id]),
        "signed": paper.signed,
        "day": paper.issued_on,
        "state": labels.STATES[paper.row.state],
        "tag": "late" if late else labels.TAGS[paper.row.state],
        "due": paper.row.due_on if paper.row.waits else None,
        "answer": Truncator(paper.answer).chars(LONGEST),
        "answered": paper.answered_at,
        "effect": _effect(seen, row, paper),
    }


def _effect(seen: Look, row: BoardRow, paper: Given) -> str:
    """Say the pace before the paper and since, as its own page does; nothing of a draft, or before a day has passed."""
    if paper.issued_on is None:
        return ""
    day, starts_on = paper.issued_on, seen.of.starts_on
    before, since = campaign.paces_of(row, as_of=seen.day, starts_on=starts_on, day=day)
    if before is None or since is None:
        return ""
    said = {"before": formats.number(before, places=1), "since": formats.number(since, places=1)}
    return _("%(before)s a day in the week before, %(since)s since") % said
