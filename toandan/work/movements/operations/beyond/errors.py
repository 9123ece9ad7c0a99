"""Why a letter about a list could not be acted on."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToAttend(UnableTo):
    """A letter was not acted on; it waits. `people` says whom the register does not take in, and what is wrong."""

    people: tuple[dict[str, Any], ...] = ()

    @classmethod
    def refused(cls, people: Sequence[dict[str, Any]]) -> Self:
        """Return the refusal of a letter that hands over people whom the register does not take in."""
        error = cls(PEOPLE_REFUSED, code="people_refused", values={"people": len(people)})
        error.people = tuple(people)
        return error


def refusal(ref: int, why: UnableTo) -> dict[str, Any]:
    """Return what is wrong with somebody, by the sender's number of them, as it is kept.

    What the register finds wrong with a detail is kept by its code; the register has the words.
    """
    found = [one for one in getattr(why, "findings", ()) if one.is_error]
    whys = [{"code": one.code, "message": "", "values": _plain(one.values)} for one in found]
    return {"ref": ref, "whys": whys or [{"code": why.code, "message": why.message, "values": _plain(why.values)}]}


def _plain(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


UNREADABLE = _("The letter does not say what a letter about a list says; wrong at: %(where)s.")
NOT_COME = _("List %(list)s of this authority has not come yet.")
NOT_THEIRS = _("List %(list)s was not sent to this authority.")
UNIT_UNKNOWN = _("We know no unit with the code %(code)s.")
NOT_THE_SENDERS = _("The unit with the code %(code)s is not one that the sender of the letter answers for.")
NOT_OURS = _("The unit with the code %(code)s is not one we answer for.")
TWICE = _("The letter names somebody twice.")
PEOPLE_REFUSED = _(
    "The register does not take in some of the people whom this letter hands over (%(people)s); nothing of it was done."
)
NOT_WANTED = _("The letter hands over somebody whom we did not ask for.")
