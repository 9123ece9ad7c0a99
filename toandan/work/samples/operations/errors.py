"""Why a sample could not be drawn or a re-check not recorded; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToSample(UnableTo):
    """The sample could not be drawn, or the re-check not recorded."""


def unable(code: str, **values: object) -> UnableToSample:
    """Return the refusal with this code and its sentence."""
    return UnableToSample(SENTENCES[code], code=code, values=values)


SENTENCES = {
    "not_commune": _("Samples are drawn of a commune or ward, where people are on the roll."),
    "own_unit": _("Nobody checks the own unit: the unit above does."),
    "drawn_today": _("Today's sample of this unit is drawn already; it is not drawn again until it pleases."),
    "empty": _("Nobody of this unit must hold a card, so there is nobody to check."),
    "key_used": _("This form has already been used for something else."),
    "not_drawn": _("This person is not in the sample."),
    "kind_missing": _("Say how it differs from what the register says."),
    "kind_needless": _("A kind of difference is given only when something differs."),
    "kind_wrong": _("This cannot differ for somebody in this half of the sample."),
}
