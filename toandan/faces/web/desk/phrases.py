"""What waits on the desk alone, in both languages (việc chờ trên bàn làm việc); the rest are words of the e-mail too.

`text % count` gives the form for so many, without the count itself.
"""

from django.utils.translation import ngettext_lazy

UNITS = ngettext_lazy("unit needs help to meet the deadline", "units need help to meet the deadline")
IN_PROGRESS = ngettext_lazy(
    "person has a dossier in hand and waits for a card or account",
    "people have a dossier in hand and wait for their card or account",
)
UNTOUCHED = ngettext_lazy("person has not been reached yet", "people have not been reached yet")
HELD_UP = ngettext_lazy("person is held up by an obstacle", "people are held up by an obstacle")
ASKED = ngettext_lazy("question waits for your body's answer", "questions wait for your body's answer")
LATE_OUTSIDE = ngettext_lazy(
    "list to another body is overdue: remind the body", "lists to other bodies are overdue: remind the body"
)
SOON_OUTSIDE = ngettext_lazy(
    "list to another body must be answered within three days",
    "lists to other bodies must be answered within three days",
)
PAIRS = ngettext_lazy("pair of records waits for a reviewer", "pairs of records wait for a reviewer")
REPORTS = ngettext_lazy("report on a directive of yours has come in", "reports on your directives have come in")
HELPING = ngettext_lazy("session at which you help is open", "sessions at which you help are open")
HELPERS_ASKED = ngettext_lazy("session asks your body for a helper", "sessions ask your body for helpers")
LOANS_ENDING = ngettext_lazy(
    "loan of a device ends within three days or is overdue", "loans of devices end within three days or are overdue"
)
DRAFT_PLANS = ngettext_lazy("draft of a plan waits for your approval", "drafts of plans wait for your approval")
LATE_BELOW = ngettext_lazy(
    "question of a citizen is late at a unit below", "questions of citizens are late at units below"
)
LETTERS = ngettext_lazy(
    "letter about a list waits because something is wrong", "letters about lists wait because something is wrong"
)
CAME_BACK = ngettext_lazy(
    "person came back from a list and must be looked after", "people came back from lists and must be looked after"
)
LATE_SENT = ngettext_lazy(
    "list you sent is overdue: remind the receiver", "lists you sent are overdue: remind the receiver"
)
DRAFTS = ngettext_lazy("list is drawn up and not sent", "lists are drawn up and not sent")
APPEALS = ngettext_lazy(
    "appeal against a score sheet waits for a decision", "appeals against score sheets wait for a decision"
)
SAMPLED = ngettext_lazy("person of a sample is still to be visited", "people of samples are still to be visited")
