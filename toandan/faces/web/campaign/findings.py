"""The sentence a board begins with (kết luận của bảng): computed from its figures, never typed."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toandan.command.campaign.words import Board, BoardRow, Bridge, Measure, Status
from toandan.faces.web.campaign import table
from toandan.faces.web.frame import formats

NOUNS: Mapping[Measure, str] = {
    Measure.CARD: gettext_noop("cards"),
    Measure.CARD_COLLECTED: gettext_noop("dossiers"),
    Measure.EID_GRANTED: gettext_noop("accounts"),
    Measure.EID_ACTIVATED: gettext_noop("activations"),
}
"""What is counted, in the plural, as it stands inside a sentence."""


def title(board: Board) -> SafeString:
    """Return the finding of a board: where the unit stands, and what that asks for."""
    total = board.total
    name = format_html('<span lang="vi">{}</span>', total.name_vi)
    values: dict[str, object] = {
        "unit": name,
        "rate": formats.rate(total.rate),
        "left": formats.number(total.goal - total.done),
        "things": _(NOUNS[board.measure]),
        "gap": table.pace_needed(gap(total)),
    }
    return format_html(_(_template(total)), **values)


def gap(row: BoardRow) -> Decimal:
    """Return people a day between the pace needed and the pace now, never negative."""
    if row.pace is None or row.pace_needed is None:
        return Decimal(0)
    return max(Decimal(0), row.pace_needed - row.pace)


def _template(total: BoardRow) -> str:
    if total.status is Status.EMPTY:
        return gettext_noop("{unit} has nobody to serve")
    if total.status is Status.DONE:
        return gettext_noop("{unit} is complete: only new cases remain")
    if total.status is Status.OVERDUE:
        return gettext_noop("{unit} ended at {rate}%: {left} {things} missing")
    if total.status is Status.TOO_EARLY:
        return gettext_noop("{unit} stands at {rate}%: too early to judge the pace")
    if total.status is Status.ON_PACE:
        return gettext_noop("{unit} stands at {rate}%, on pace for the deadline")
    return gettext_noop("{unit} stands at {rate}%, short by {gap} {things} a day")


def chart(board: Board) -> str:
    """Return the burn-up's finding in one sentence, for the figure's caption and its description."""
    if not board.series:
        return _("The order begins on %(day)s.") % {"day": formats.day(board.starts_on)}
    total, first = board.total, board.series[0]
    gained = total.done - first.done
    if board.required is None or board.required.per_day is None:
        return _("Since %(day)s %(gained)s %(things)s more were done.") % {
            "day": formats.day(first.day),
            "gained": formats.number(gained),
            "things": _(NOUNS[board.measure]),
        }
    return _("%(pace)s %(things)s a day over the last seven days; %(needed)s a day are needed up to %(deadline)s.") % {
        "pace": table.pace(total.pace),
        "needed": table.pace_needed(board.required.per_day),
        "things": _(NOUNS[board.measure]),
        "deadline": formats.day(board.deadline),
    }


def trouble(rows: tuple[BoardRow, ...]) -> str:
    """Return what the ranked table shows, as its heading."""
    late = sum(row.status in {Status.LATE, Status.OVERDUE} for row in rows)
    watch = sum(row.status is Status.WATCH for row in rows)
    if late:
        return _("%(late)s of %(all)s units are late") % {
            "late": formats.number(late),
            "all": formats.number(len(rows)),
        }
    if watch:
        return _("No unit is late; %(watch)s of %(all)s need watching") % {
            "watch": formats.number(watch),
            "all": formats.number(len(rows)),
        }
    return _("No unit is behind the pace it needs")


def bridge(account: Bridge) -> SafeString:
    """Return how much the number of people to serve changed, as a sentence."""
    values = {
        "unit": format_html('<span lang="vi">{}</span>', account.name_vi),
        "change": formats.change(account.present - account.opening),
        "present": formats.number(account.present),
    }
    return format_html(_("{unit} has {present} people to serve, {change} since the start"), **values)
