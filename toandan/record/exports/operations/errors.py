"""Why a table is not asked for, made or taken; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToExport(UnableTo):
    """The table could not be asked for, ended, removed or taken."""


def unable(code: str, **values: object) -> UnableToExport:
    """Return the refusal with this code and its sentence."""
    return UnableToExport(SENTENCES[code], code=code, values=values)


SENTENCES = {
    "key_used": _("This form has already been used for something else."),
    "one_at_a_time": _(
        "Another long table of yours is being written. Wait for it or cancel it: one at a time, so that everybody gets "
        "a turn. You find it under “My tables”."
    ),
    "too_many": _("%(most)s tables of yours are kept already. Remove one under “My tables” first."),
    "not_ready": _("This table is not ready."),
    "expired": _("This table is not kept any more. Ask for it again."),
    "rights_changed": _(
        "Your posts have changed since this table was made, and it may hold what you may not read any more. Ask for it "
        "again: it is made anew with what you may read now."
    ),
    "under_way": _("This table is still being written. Cancel it first."),
    "over": _("The work on this table has ended already."),
    "damaged": _("What is kept of this table is damaged. Ask for it again."),
}
