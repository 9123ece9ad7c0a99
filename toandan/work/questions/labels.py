"""The words of citizens' questions for people, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.work.questions.words import Mark, QuestionState, QuestionVerb, Sort, Topic

Text = Promise | str

SORTS: Mapping[Sort, Text] = {Sort.QUESTION: _("Question"), Sort.COMPLAINT: _("Complaint")}
TOPICS: Mapping[Topic, Text] = {
    Topic.CARD: _("The chip card"),
    Topic.EID: _("The electronic account (VNeID)"),
    Topic.DATA: _("Wrong or missing data about me"),
    Topic.RESIDENCE: _("Where I am registered"),
    Topic.VISIT: _("Somebody who cannot come to the office"),
    Topic.CONDUCT: _("How I was treated"),
    Topic.OTHER: _("Something else"),
}
STATES: Mapping[QuestionState, Text] = {
    QuestionState.WAITING: _("Waits for an answer"),
    QuestionState.HELD: _("Held for review"),
    QuestionState.ANSWERED: _("Answered"),
    QuestionState.DISCARDED: _("Put aside as spam"),
}
TAGS: Mapping[QuestionState, str] = {
    QuestionState.WAITING: "watch",
    QuestionState.HELD: "plain",
    QuestionState.ANSWERED: "done",
    QuestionState.DISCARDED: "plain",
}
"""How each state is coloured; the word stands beside the colour."""
VERBS: Mapping[QuestionVerb, Text] = {
    QuestionVerb.ASKED: _("A citizen sent it"),
    QuestionVerb.FORWARDED: _("It was forwarded"),
    QuestionVerb.HELD: _("It was held for review"),
    QuestionVerb.RELEASED: _("It was released to be answered"),
    QuestionVerb.DISCARDED: _("It was put aside as spam"),
    QuestionVerb.ANSWERED: _("It was answered"),
    QuestionVerb.HANDED_ON: _("It was handed on as a difficulty"),
    QuestionVerb.ESCALATED: _("Late: it was taken to the next level"),
    QuestionVerb.LED: _("It went over to the unit that took this one's place"),
}
MARKS: Mapping[Mark, Text] = {
    Mark.TRAP: _("a field that people do not see was filled in"),
    Mark.QUICK: _("it was sent faster than anybody writes"),
    Mark.LINKS: _("it holds links"),
    Mark.NOISE: _("it holds hardly any words"),
    Mark.REPEATED: _("the same text came before within a day"),
    Mark.OFFICER: _("an officer held it"),
}
"""Why a question is held for review."""
