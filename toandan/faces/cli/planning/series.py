"""What is wrong with a series of figures, in both languages (lỗi của chuỗi số liệu)."""

from pathlib import Path

from django.utils.translation import gettext_noop as _

from toandan.faces.cli.terminal import UnableToUseFile
from toandan.ground.forecast.series import MOST_DAYS, Problem, SeriesUnreadable

_SENTENCES = {
    Problem.NO_COLUMNS: _("%(file)s, line %(line)s: the heading names no columns date and done."),
    Problem.NOT_RISING: _("%(file)s, line %(line)s: the day does not come after the day before it."),
    Problem.TOO_LONG: _("%(file)s, line %(line)s: the series is longer than %(most)s days."),
    Problem.TOO_SHORT: _("%(file)s, line %(line)s: a series needs two days at least."),
    Problem.ILLEGIBLE: _("%(file)s, line %(line)s, column %(column)s: “%(text)s” cannot be read."),
}


def refusal(path: Path, error: SeriesUnreadable) -> UnableToUseFile:
    """Return the refusal that names the file, the line and what is wrong with it."""
    values = {"file": path.name, "line": error.line, "column": error.column, "text": error.text, "most": MOST_DAYS}
    return UnableToUseFile(_SENTENCES[error.problem], code="series_unreadable", values=values)
