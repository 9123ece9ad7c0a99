"""The words of difficulties and guidance for people, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.work.difficulties.words import Bucket, Clock, DifficultyState, DifficultyVerb, Kind

Text = Promise | str

KINDS: Mapping[Kind, Text] = {
    Kind.PAPERS: _("Papers that are missing or contradict each other"),
    Kind.DATA: _("Wrong or missing data in the register"),
    Kind.ABSENCE: _("People who are away or not to be found"),
    Kind.EQUIPMENT: _("Kits and other equipment"),
    Kind.SYSTEM: _("Software and connections"),
    Kind.CARDS: _("Production and delivery of cards"),
    Kind.EID: _("Electronic accounts"),
    Kind.COOPERATION: _("Cooperation with other bodies"),
    Kind.STAFF: _("People to do the work, and money"),
    Kind.LAW: _("What the law says"),
    Kind.OTHER: _("Something else"),
}
STATES: Mapping[DifficultyState, Text] = {
    DifficultyState.RAISED: _("Raised"),
    DifficultyState.ASSIGNED: _("Assigned"),
    DifficultyState.ANSWERED: _("Answered"),
    DifficultyState.REOPENED: _("Reopened"),
    DifficultyState.ACCEPTED: _("Resolved"),
    DifficultyState.PUBLISHED: _("Published as guidance"),
    DifficultyState.WITHDRAWN: _("Withdrawn"),
}
TAGS: Mapping[DifficultyState, str] = {
    DifficultyState.RAISED: "watch",
    DifficultyState.ASSIGNED: "watch",
    DifficultyState.ANSWERED: "plain",
    DifficultyState.REOPENED: "watch",
    DifficultyState.ACCEPTED: "done",
    DifficultyState.PUBLISHED: "done",
    DifficultyState.WITHDRAWN: "plain",
}
"""How each state is coloured; the word stands beside the colour."""
VERBS: Mapping[DifficultyVerb, Text] = {
    DifficultyVerb.RAISED: _("The difficulty was raised"),
    DifficultyVerb.ASSIGNED: _("It was assigned"),
    DifficultyVerb.ANSWERED: _("It was answered"),
    DifficultyVerb.REOPENED: _("It was reopened"),
    DifficultyVerb.ACCEPTED: _("The answer was accepted"),
    DifficultyVerb.PUBLISHED: _("The answer was published as guidance"),
    DifficultyVerb.WITHDRAWN: _("It was withdrawn"),
    DifficultyVerb.ESCALATED: _("Late: it was taken to the next level"),
    DifficultyVerb.ATTACHED: _("A file was attached"),
    DifficultyVerb.LED: _("It went over to the unit that took this one's place"),
}
CLOCKS: Mapping[Clock, Text] = {
    Clock.ON_TRACK: _("within the clock"),
    Clock.AT_RISK: _("due soon"),
    Clock.BREACHED: _("overdue"),
}
BUCKETS: Mapping[Bucket, Text] = {
    Bucket.FRESH: _("0–2 days"),
    Bucket.WEEK: _("3–7 days"),
    Bucket.FORTNIGHT: _("8–14 days"),
    Bucket.OLD: _("15 days and more"),
}
