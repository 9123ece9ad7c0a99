"""Why something could not be done to a difficulty; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToResolve(UnableTo):
    """The difficulty could not be raised, assigned, answered or published."""


def unable(code: str, **values: object) -> UnableToResolve:
    """Return the refusal with this code and its sentence."""
    return UnableToResolve(SENTENCES[code], code=code, values=values)


SENTENCES = {
    "reason_missing": _("Say why: a reason is needed."),
    "wrong_state": _("This cannot be done to the difficulty now; somebody else may have gone on with it. Look again."),
    "key_used": _("This form has already been used for another difficulty."),
    "text_missing": _("Write what stands in the way."),
    "people_wrong": _("Write how many people it concerns; at least as many as you name."),
    "people_many": _("Name at most 50 people; write down how many more there are, and attach a list."),
    "person_elsewhere": _("Somebody named here is not on the roll of your unit."),
    "answer_missing": _("Write the answer."),
    "assign_far": _("It can be put to your own unit, to those below it and to the bodies of the territory only."),
    "assign_back": _("It cannot be put to the unit that raised it."),
    "title_missing": _("Guidance needs a title and a text."),
    "not_officer": _("Only an officer reads guidance; a program does not."),
    "old_version": _("A newer version is in force. Read that one."),
    "file_large": _("The file is larger than 10 MB."),
    "file_empty": _("The file is empty."),
    "file_type": _("Only PDF, PNG and JPEG files are kept here."),
    "file_active": _("This PDF holds a script, a program or another file. Scan the paper again, without these."),
    "file_unread": _("This PDF cannot be looked through: it is damaged, locked, or packed too tightly. Scan it again."),
    "file_broken": _("The file cannot be opened any more: it was changed, or its key is another one."),
}
