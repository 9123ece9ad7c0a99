"""Words of letters about lists for people (nhãn của công văn về danh sách)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.work.movements.words.beyond import Kind

LETTERS: Mapping[Kind, str | Promise] = {
    Kind.LIST: _("a list for your unit"),
    Kind.ANSWER: _("an answer to your list"),
    Kind.HANDOVER: _("people who are handed over to your unit"),
    Kind.WITHDRAWAL: _("a list that is withdrawn"),
}
ADVICE: Mapping[str, str | Promise] = {
    "list_not_come": _("Wait for the letter with the list. If it stays away, ask the sender to send it again."),
    "list_not_theirs": _("Ask the sender which list is meant."),
    "unit_unknown": _("Ask the sender for the code of a unit that exists, and for a new letter."),
    "not_the_senders": _("Ask the sender which unit the list is from, or write down that it answers for that unit."),
    "not_ours": _("Tell the sender which authority answers for this unit."),
    "people_refused": _(
        "Write each of them down here under the same number, with the details of their papers; the letter is then "
        "acted on by itself. Where the number is wrong, ask the sender."
    ),
}
"""What can be done about a letter, by the code of what is wrong."""
ASK_SENDER = _("Ask the sender to write the letter anew.")
"""What can be done about every other letter."""
