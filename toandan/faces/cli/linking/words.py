"""What is said about a list that is linked, in both languages (lời báo khi đối khớp danh sách)."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo
from toandan.ground.linkage.faults import Fault, LineFault

NO_NAMES = _("This file has no column of names. Its headings must be those of the canonical list: %(wanted)s.")
NO_TRUTH = _("The file of true links needs the columns id and personal_number.")
NO_PYSPARK = _(
    "pyspark is not installed: it is an optional part. Install it with pip install 'toandan[spark]', or leave"
    " --engine out: DuckDB does the same on one machine."
)
NO_JAVA = _(
    "Spark needs Java 17 or newer, and none was found (JAVA_HOME, PATH). Install it, or leave --engine out: DuckDB does"
    " the same on one machine."
)

LABELS = {
    **dict.fromkeys(("true", "yes", "1", "x", "có", "đúng"), True),
    **dict.fromkeys(("false", "no", "0", "không", "sai"), False),
}
"""What may stand in a labelled sample."""
NO_LABELS = _(
    "A labelled sample needs the columns list_id, person_id and label, and in label and in columns of groups true or"
    " false, yes or no, 1 or 0, or nothing."
)
NO_MODEL = _("This file is not a model of what is linked: %(why)s")
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
