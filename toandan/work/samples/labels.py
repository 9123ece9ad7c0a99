"""The words of samples for people, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.ground.quality.lots import Verdict
from toandan.work.samples.words import Arm, Discrepancy, Found, Subject

Text = Promise | str

SUBJECTS: Mapping[Subject, Text] = {
    Subject.CARD: _("Chip card handed over"),
    Subject.EID: _("Electronic account activated"),
}
ARMS: Mapping[Arm, Text] = {
    Arm.DONE: _("Done, says the register"),
    Arm.NOT_DONE: _("Not done, says the register"),
}
FOUND: Mapping[Found, Text] = {
    Found.CONFIRMED: _("Confirmed"),
    Found.WRONG: _("Not as the register says"),
    Found.NOT_MET: _("Nobody met"),
}
DISCREPANCIES: Mapping[Discrepancy, Text] = {
    Discrepancy.NOT_HELD: _("Says that they do not have it"),
    Discrepancy.HELD: _("Shows that they have it"),
    Discrepancy.UNKNOWN_THERE: _("Nobody knows this person there"),
    Discrepancy.MOVED: _("Lives elsewhere"),
    Discrepancy.DEAD: _("Has died"),
    Discrepancy.OTHER_PERSON: _("It is another person"),
    Discrepancy.DATA: _("Name, birth date or address is wrong"),
}
VERDICTS: Mapping[Verdict, Text] = {
    Verdict.ACCEPT: _("Figures accepted"),
    Verdict.REJECT: _("Figures rejected"),
    Verdict.UNDECIDED: _("Not decided yet"),
}
TAGS: Mapping[Verdict, str] = {Verdict.ACCEPT: "done", Verdict.REJECT: "late", Verdict.UNDECIDED: "watch"}
"""How each verdict is coloured; the word stands beside the colour."""
