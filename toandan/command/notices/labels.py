"""The words of the daily e-mail, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from toandan.command.notices.words import DigestState, Kind, Load

Text = Promise | str

KINDS: Mapping[Kind, Text] = {
    Kind.LATE_TASKS: ngettext_lazy(
        "task of a directive is past the day it should have been reported",
        "tasks of directives are past the day they should have been reported",
    ),
    Kind.TASKS: ngettext_lazy(
        "task of a directive waits for your report",
        "tasks of directives wait for your report",
    ),
    Kind.TO_ISSUE: ngettext_lazy("directive waits to be issued", "directives wait to be issued"),
    Kind.ESCALATED: ngettext_lazy(
        "overdue directive of a unit below was taken to you",
        "overdue directives of units below were taken to you",
    ),
    Kind.LATE_DIFFICULTIES: ngettext_lazy(
        "difficulty should have been answered here by now",
        "difficulties should have been answered here by now",
    ),
    Kind.DIFFICULTIES: ngettext_lazy(
        "difficulty waits to be answered or assigned",
        "difficulties wait to be answered or assigned",
    ),
    Kind.TO_ACCEPT: ngettext_lazy(
        "answer to a difficulty of yours waits for your word",
        "answers to your difficulties wait for your word",
    ),
    Kind.GUIDANCE: ngettext_lazy("piece of guidance you have not read", "pieces of guidance you have not read"),
    Kind.LATE_QUESTIONS: ngettext_lazy(
        "question of a citizen should have been answered here by now",
        "questions of citizens should have been answered here by now",
    ),
    Kind.QUESTIONS: ngettext_lazy(
        "question of a citizen waits for your answer",
        "questions of citizens wait for your answer",
    ),
    Kind.HELD_QUESTIONS: ngettext_lazy(
        "question of a citizen is held for review",
        "questions of citizens are held for review",
    ),
    Kind.LATE_LISTS: ngettext_lazy(
        "list is past the day it should have been answered",
        "lists are past the day they should have been answered",
    ),
    Kind.LISTS: ngettext_lazy("list waits for your answer", "lists wait for your answer"),
    Kind.LATE_REQUESTS: ngettext_lazy(
        "request list is past the day it should have been answered",
        "request lists are past the day they should have been answered",
    ),
    Kind.REQUESTS: ngettext_lazy(
        "request list must be answered within three days",
        "request lists must be answered within three days",
    ),
    Kind.HANDOVERS: ngettext_lazy(
        "device was handed over to you and waits to be confirmed",
        "devices were handed over to you and wait to be confirmed",
    ),
    Kind.LOANS: ngettext_lazy("loan of a device waits for your answer", "loans of devices wait for your answer"),
}
"""What waits, for the desk and the e-mail alike; `text % count` gives the form for so many, without the count."""
LOADS: Mapping[Load, Text] = {
    Load.PEOPLE: ngettext_lazy(
        "person of your unit must still get a card",
        "people of your unit must still get a card",
    ),
    Load.CASES: ngettext_lazy("hard case is not decided yet", "hard cases are not decided yet"),
}
STATES: Mapping[DigestState, Text] = {
    DigestState.QUEUED: _("waits to be sent"),
    DigestState.SENDING: _("is being sent"),
    DigestState.SENT: _("was sent"),
    DigestState.REFUSED: _("was refused by the mail server"),
    DigestState.UNKNOWN: _("may have been sent; the connection broke"),
    DigestState.DROPPED: _("could not be sent; its contents came with the next one"),
}
