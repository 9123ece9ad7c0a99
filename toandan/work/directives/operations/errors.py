"""Why something could not be done to a directive; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToDirect(UnableTo):
    """The directive could not be drawn up, issued, answered or closed."""


def unable(code: str, **values: object) -> UnableToDirect:
    """Return the refusal with this code and its sentence."""
    return UnableToDirect(SENTENCES[code], code=code, values=values)


SENTENCES = {
    "reason_missing": _("Say why: a reason is needed."),
    "wrong_state": _("This cannot be done to the directive now; somebody else may have gone on with it. Look again."),
    "key_used": _("This form has already been used for another directive."),
    "sign_wrong": _("Write the sign as the issuer's and the drafter's letters, such as UBND-KSTTHC."),
    "subject_missing": _("A directive needs a subject and a text."),
    "no_addressees": _("Choose at least one addressee."),
    "address_far": _("%(name)s cannot be given tasks by this issuer: it lies outside, or is no unit of the police."),
    "no_tasks": _("Give at least one task, with a day."),
    "task_missing": _("Every task needs words."),
    "due_early": _("A task cannot be due before today."),
    "due_past": _("The day of a task has passed. Let its drafter set another day, then issue it."),
    "task_astray": _("A task is for somebody who is not addressed."),
    "percent_alone": _("A value to reach needs the order and the measure it is read from."),
    "issuer_wrong": _("This body issues no directives; only committees do."),
    "issuer_far": _("A paper is drawn up for oneself, or for whoever answers for the territory around."),
    "propose_first": _("What was drafted for somebody else is proposed to the issuer first."),
    "first_wrong": _("The first number of a register lies between 1 and %(most)s."),
    "first_late": _("Numbers of this issuer, year and sign are given here already; the next one is %(next)s."),
    "own_draft": _("This draft is your own to issue; it need not be proposed."),
    "answer_missing": _("Report at least one task."),
    "name_missing": _("Write the name of the member."),
    "future_day": _("The day lies in the future."),
    "agenda_missing": _("Write what the meeting is about."),
    "minutes_missing": _("Write what the meeting came to."),
    "meeting_over": _("This meeting has been concluded already."),
    "meeting_unknown": _("The meeting this is drawn up from is not there, or not concluded."),
    "file_large": _("The file is larger than 10 MB."),
    "file_empty": _("The file is empty."),
    "file_type": _("Only PDF, PNG and JPEG files are kept here."),
    "file_active": _("This PDF holds a script, a program or another file. Scan the paper again, without these."),
    "file_unread": _("This PDF cannot be looked through: it is damaged, locked, or packed too tightly. Scan it again."),
    "file_broken": _("The file cannot be opened any more: it was changed, or its key is another one."),
    "answered_already": _("This task has been reported already."),
}
