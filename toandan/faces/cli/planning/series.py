"""What is wrong with a series of figures, in both languages (lỗi của chuỗi số liệu)."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext_noop as _

from toandan.faces.cli.terminal import UnableToUseFile
from toandan.ground.forecast.series import MOST_DAYS, Gap, Problem, SeriesUnreadable

_SENTENCES = {
    Problem.NO_COLUMNS: _("%(file)s, line %(line)s: the heading must name the columns date and done, each once."),
    Problem.CELLS: _("%(file)s, line %(line)s: “%(text)s” has not one cell for each of the columns %(column)s."),
    Problem.NOT_RISING: _(
        "%(file)s, line %(line)s, column %(column)s: %(text)s does not come after the day before it."
    ),
    Problem.FALLING: _(
        "%(file)s, line %(line)s, column %(column)s: %(text)s is fewer than on the day before; figures are cumulative."
    ),
    Problem.PAST_DEADLINE: _("%(file)s, line %(line)s, column %(column)s: %(text)s lies after the deadline."),
    Problem.TOO_LONG: _(
        "%(file)s, line %(line)s, column %(column)s: up to %(text)s the series is longer than %(most)s days."
    ),
    Problem.TOO_SHORT: _("%(file)s, line %(line)s, column %(column)s: a series needs two days at least."),
    Problem.TOO_MANY: _("%(file)s, line %(line)s, column %(column)s: “%(text)s” is more than two billion people."),
    Problem.ILLEGIBLE: _("%(file)s, line %(line)s, column %(column)s: “%(text)s” cannot be read."),
}


def left_out(gaps: Sequence[Gap]) -> str:
    """Tell in both languages which days a series leaves out, and what was made of them."""
    first, days = gaps[0], sum(gap.days for gap in gaps)
    where = f"{first.first:%d/%m/%Y}"
    return (
        f"{days} days are missing, the first {where} before line {first.line}; they count as days without reports.\n"
        f"Thiếu {days} ngày, ngày đầu là {where} trước dòng {first.line}; coi như những ngày không có báo cáo."
    )


def refusal(path: Path, error: SeriesUnreadable) -> UnableToUseFile:
    """Return the refusal that names the file, the line, the column and what is wrong there."""
    values = {"file": path.name, "line": error.line, "column": error.column, "text": error.text, "most": MOST_DAYS}
    return UnableToUseFile(_SENTENCES[error.problem], code="series_unreadable", values=values)
