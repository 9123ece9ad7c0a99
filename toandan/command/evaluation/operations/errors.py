"""Why a sheet, an appeal or a decision was refused; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToEvaluate(UnableTo):
    """The units could not be scored, or the appeal not raised or decided."""


def unable(code: str, **values: object) -> UnableToEvaluate:
    """Return the refusal with this code and its sentence."""
    return UnableToEvaluate(SENTENCES[code], code=code, values=values)


SENTENCES = {
    "period": _("A period begins and ends within the order, and is over before it is scored."),
    "before_unit": _(
        "The unit that scores began on %(day)s. A period that was over by then is scored by the unit of that time."
    ),
    "no_units": _("There are no units of this level below."),
    "reason_missing": _("Say why: a reason is needed."),
    "key_used": _("This form has already been used for something else."),
    "superseded": _("A newer version of this sheet counts. Look at that one."),
    "appealed": _("Your unit has appealed against this criterion of this sheet already."),
    "decided": _("This appeal is decided already; somebody else may have done it. Look again."),
    "carried_on": _(
        "The unit was merged, so its period is not counted again. Set the criterion aside, or dismiss the appeal."
    ),
    "worse": _(
        "Without this criterion the unit would have %(after)s points instead of %(before)s. Nobody is to lose by an "
        "appeal: count the period again, or dismiss it and say so."
    ),
    "own_unit": _("Nobody decides about the own unit: the unit above does."),
    "weights_incomplete": _("Give every criterion a weight of 0 or more."),
    "weights_sum": _("The weights must sum to 100."),
    "commended": _("The unit was commended for this sheet already."),
}
