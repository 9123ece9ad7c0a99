"""Why something could not be done to a question; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToAnswer(UnableTo):
    """The question could not be asked, answered, forwarded, held or handed on."""


def unable(code: str, **values: object) -> UnableToAnswer:
    """Return the refusal with this code and its sentence."""
    return UnableToAnswer(SENTENCES[code], code=code, values=values)


SENTENCES = {
    "text_missing": _("Write what you want to ask or tell."),
    "text_long": _("Write at most %(most)s letters."),
    "unit_unknown": _("Choose the place you ask."),
    "sent_already": _("This form was sent already, with another text. Open it anew to ask something else."),
    "reason_missing": _("Say why: a reason is needed."),
    "wrong_state": _("This cannot be done to the question now; somebody else may have gone on with it. Look again."),
    "key_used": _("This form has already been used for another question."),
    "answer_missing": _("Write the answer."),
    "forward_here": _("It lies with this unit already."),
    "forward_whom": _("A question is put to the police of a commune, a district or a province."),
    "handed_on": _("This question was handed on as a difficulty already."),
    "text_broken": _("The text cannot be opened any more: it was changed, or its key is another one."),
}
