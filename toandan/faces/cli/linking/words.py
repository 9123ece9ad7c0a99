"""What is said about a list that is linked, in both languages (lời báo khi đối khớp danh sách)."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo
from toandan.ground.linkage.faults import Fault, LineFault

NO_NAMES = _("This file has no column of names. Its headings must be those of the canonical list: %(wanted)s.")
NO_PARQUET = _("%(file)s is not a Parquet file, or a part of it is missing; proposals come as Parquet.")
NO_FILE = _("There is no file %(file)s.")
NO_UTF8 = _("%(file)s, line %(line)s: this is not text in UTF-8. Save the file as CSV in UTF-8.")
NO_CSV = _("%(file)s, line %(line)s: this is not CSV; a quotation mark may be missing.")
NO_COLUMNS = _("%(file)s, line 1: the columns %(wanted)s are missing.")
CELLS = _("%(file)s, line %(line)s: %(found)s cells instead of %(wanted)s.")
NO_NUMBER = _("%(file)s, line %(line)s, column %(column)s: what stands there is not a number.")
NO_BAND = _("%(file)s, line %(line)s, column %(column)s: it must be auto or review.")
NO_LABEL = _(
    "%(file)s, line %(line)s, column %(column)s: write true or false, yes or no, 1 or 0, or leave it empty where it"
    " cannot be told."
)
NO_LIST = _("The records stand in the list that was linked: name it with --list.")
NO_ROWS = _("None of the drawn pairs stands in %(file)s; it is not what the run was made of.")
NO_MATCH = _("None of the pairs of %(file)s stands in the decisions; they are of another run.")
NOT_WRITTEN = _("%(file)s cannot be written: there is no such folder, or it is not yours.")
NO_JSON = _("%(file)s, line %(line)s: this is not JSON, so it is no model. `toandan link calibrate` writes one.")
NO_PYSPARK = _(
    "pyspark is not installed: it is an optional part. Install it with pip install 'toandan[spark]', or leave"
    " --engine out: DuckDB does the same on one machine."
)
NO_JAVA = _(
    "Spark needs Java 17 or newer, and none was found (JAVA_HOME, PATH). Install it, or leave --engine out: DuckDB does"
    " the same on one machine."
)

LABELS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "yes", "1", "x", "có", "đúng"), True),
    **dict.fromkeys(("false", "no", "0", "không", "sai"), False),
    **dict.fromkeys(("", "?", "không rõ", "unsure"), None),
}
"""What may stand in a labelled sample; nothing where it cannot be told."""
NO_MODEL = {
    "none": _("%(file)s is JSON, and not a model of what is linked. `toandan link calibrate` writes one."),
    "level": _("%(file)s is no whole model: the level “%(level)s” of “%(comparison)s” has no shares between 0 and 1."),
    "found": _("%(file)s is no whole model: “found” must lie between 0 and 1."),
    "calibration": _("%(file)s is no whole model: its calibration is no rising curve."),
}
"""What keeps a file from being a model."""
CALIBRATION = {
    "few": _("The sample has too few labels to say what weights are worth; at least 300 are needed."),
    "one_sided": _("The sample has too few pairs of one kind: at least 30 of one person and 30 of two are needed."),
    "backwards": _(
        "By these labels heavier pairs are one person less often, so they cannot be right. Nothing is kept."
    ),
    "no_better": _("On labels held out the weights alone do as well as what was learnt. Nothing is kept."),
}
"""Why labels do not bear a calibration."""

FAULTS = {
    Fault.NAME_MISSING: _("The name is missing; the row is left out."),
    Fault.SHIFTED: _("The cells of this row seem to have moved into other columns; the row is left out."),
    Fault.BIRTH_WRONG: _("The date of birth cannot be read; the row is left out."),
    Fault.BIRTH_FUTURE: _("The date of birth lies in the future; the row is left out."),
    Fault.DEATH_WRONG: _("The date of death cannot be read; the row is left out."),
    Fault.DEATH_FUTURE: _("The date of death lies in the future; the row is left out."),
    Fault.DEATH_BEFORE_BIRTH: _("The death lies before the birth; the row is left out."),
    Fault.COMMUNE_UNKNOWN: _("No unit of any year has this commune code; the row is compared without it."),
    Fault.ID_TWICE: _("Another row has the same number; the row goes by its line."),
    Fault.SEX_UNKNOWN: _("The sex cannot be read; the row is compared without it."),
}


class UnableToLink(UnableTo):
    """The list cannot be linked; the message says why and what to do."""


def plain(faults: Sequence[LineFault]) -> list[dict[str, object]]:
    """Return the faults with their sentence in both languages, never with the value itself."""
    return [
        {"line": one.line, "column": one.column, "fault": one.fault.value, **both(FAULTS[one.fault])} for one in faults
    ]


def both(message: str) -> dict[str, str]:
    """Return a sentence in Vietnamese and English."""
    said = {}
    for language in ("vi", "en"):
        with translation.override(language):
            said[language] = translation.gettext(message)
    return said
