"""Why something could not be done to a case; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToVerify(UnableTo):
    """The case could not be opened, asked about, answered, decided or reopened."""


class UnableToPropose(UnableTo):
    """The proposals could not be taken in; nothing was written."""


class UnableToReview(UnableTo):
    """The opinion was not taken."""


class UnableToSample(UnableTo):
    """The sample was not drawn; nothing was written."""


def unable(code: str, **values: object) -> UnableToVerify:
    """Return the refusal with this code and its sentence."""
    return UnableToVerify(SENTENCES[code], code=code, values=values)


SENTENCES = {
    "not_needed": _("The case was decided without this answer: it is no longer needed."),
    "reason_missing": _("Say why: a reason is needed."),
    "evidence_missing": _("Name the paper this rests on: its kind and its number."),
    "future_day": _("The day lies in the future."),
    "wrong_state": _("This cannot be done to the case now; somebody else may have gone on with it. Look again."),
    "case_open": _("There is already an open case of this kind about this person."),
    "not_in_register": _("This person has left the register."),
    "other_missing": _("A duplicate needs the second record, and it cannot be the first one."),
    "outcome_wrong": _("A case of this kind cannot be decided like that."),
    "birth_missing": _("Write the whole birth date, or choose a paper that gives one."),
    "birth_future": _("The birth date lies in the future, or before 1900."),
    "stronger_left": _("A stronger paper has not been ruled out yet. Record first that it cannot be had."),
    "year_unknown": _("1 January can only be assumed when the year is known."),
    "rank_last": _("The last resort cannot be ruled out."),
    "step_wrong": _("This step is not the next one. The steps are recorded in their order."),
    "step_by_asking": _("This step is recorded when a body is asked for the paper."),
    "step_early": _("A step cannot have happened before the one before it."),
    "steps_left": _("Steps are missing on the checklist."),
    "number_missing": _("Write the personal number that was given."),
    "residence_missing": _("Say how the person lives there: permanent or temporary."),
    "body_far": _("This body does not answer for the unit."),
    "body_kind": _("This body keeps no papers of people. Ask an office, a People's Committee, a centre or a hospital."),
    "due_early": _("The answer cannot be due before tomorrow."),
    "no_cases": _("No case was chosen."),
    "answered_already": _("This question has been answered already."),
    "answer_wrong": _("There is no answer like that."),
    "key_used": _("This form has already been used for another case."),
    "frame_lacks": _("The proposals lack the column %(column)s."),
    "frame_wrong": _("Row %(row)s of the proposals: what stands in the column %(column)s cannot be read."),
    "sample_empty": _("Nobody of this sample stands in the register where you work."),
    "settled": _("This review is settled."),
    "judged_already": _("You have judged this pair already; it waits for another reviewer."),
    "posting_refused": _("The person stands elsewhere by now. Look again."),
}
