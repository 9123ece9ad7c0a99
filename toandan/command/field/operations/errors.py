"""Why a plan was not made, approved or changed; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToPlan(UnableTo):
    """The plan could not be asked for, made, approved, or its figures not set."""


def unable(code: str, **values: object) -> UnableToPlan:
    """Return the refusal with this code and its sentence."""
    return UnableToPlan(SENTENCES[code], code=code, values=values)


SENTENCES = {
    "deadline_past": _("The last day of the plan, %(day)s, lies in the past."),
    "days": _("A plan is made for 1 to %(most)s days."),
    "key_used": _("This form has already been used for something else."),
    "reason_missing": _("Say why: a reason is needed."),
    "approved": _("This plan is approved already, or another has taken its place. Look again."),
    "not_approved": _("Only a plan that is approved is planned anew: this one has announced nothing yet."),
    "run_over": _("The work on this plan has ended already."),
    "over": _("All days of this plan are over."),
    "value": _("%(name)s: %(found)s lies outside what is allowed, %(least)s to %(most)s."),
    "unknown_value": _("There is no figure called %(name)s."),
    "leg_ends": _("A leg joins two different points: codes of places or visits, or “base”."),
    "leg_point": _("No place and no request for a visit here bears the code %(point)s, and it is not “base”."),
    "leg_minutes": _("A leg takes 0 to %(most)s minutes, not %(found)s."),
    "kit_gone": _("The kit %(kit)s cannot work on %(day)s any more. Plan anew first."),
    "loan_unsigned": _(
        "The plan lends %(kit)s from %(giver)s to %(taker)s, but no assignment of help between them is signed."
    ),
}
