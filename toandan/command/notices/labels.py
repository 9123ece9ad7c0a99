"""The words of the daily e-mail, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.command.notices.words import DigestState, Kind, Load

Text = Promise | str

KINDS: Mapping[Kind, Text] = {
    Kind.LATE_TASKS: _("tasks of directives are past the day they should have been reported"),
    Kind.TASKS: _("tasks of directives wait for your report"),
    Kind.TO_ISSUE: _("directives wait to be issued"),
    Kind.ESCALATED: _("overdue directives of units below were taken to you"),
    Kind.LATE_DIFFICULTIES: _("difficulties should have been answered here by now"),
    Kind.DIFFICULTIES: _("difficulties wait to be answered or assigned"),
    Kind.TO_ACCEPT: _("answers to your difficulties wait for your word"),
    Kind.GUIDANCE: _("pieces of guidance you have not read"),
    Kind.LATE_QUESTIONS: _("questions of citizens should have been answered here by now"),
    Kind.QUESTIONS: _("questions of citizens wait for your answer"),
    Kind.HELD_QUESTIONS: _("questions of citizens are held for review"),
    Kind.LATE_LISTS: _("lists are past the day they should have been answered"),
    Kind.LISTS: _("lists wait for your answer"),
    Kind.LATE_REQUESTS: _("request lists are past the day they should have been answered"),
    Kind.REQUESTS: _("request lists must be answered within three days"),
    Kind.HANDOVERS: _("devices were handed over to you and wait to be confirmed"),
    Kind.LOANS: _("loans of devices wait for your answer"),
}
"""The words of the desk, so that the e-mail and the desk speak of the same thing alike."""
LOADS: Mapping[Load, Text] = {
    Load.PEOPLE: _("people of your unit must still get a card"),
    Load.CASES: _("hard cases are not decided yet"),
}
STATES: Mapping[DigestState, Text] = {
    DigestState.QUEUED: _("waits to be sent"),
    DigestState.SENDING: _("is being sent"),
    DigestState.SENT: _("was sent"),
    DigestState.REFUSED: _("was refused by the mail server"),
    DigestState.UNKNOWN: _("may have been sent; the connection broke"),
    DigestState.DROPPED: _("could not be sent; its contents came with the next one"),
}
