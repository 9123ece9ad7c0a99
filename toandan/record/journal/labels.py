"""What the verbs of the journal mean, for people (nhãn nhật ký)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "people.person.read": _("looked at"),
    "people.number.reveal": _("revealed the personal number of"),
    "people.person.register": _("registered"),
    "people.person.register_many": _("registered many"),
    "people.person.correct": _("corrected"),
    "people.person.export": _("exported"),
    "people.register.link": _("compared a list with the people of"),
    "people.contact.set": _("changed how to reach"),
    "people.home_visit.set": _("noted whether to visit at home"),
    "ledger.entry.post": _("posted to the ledger"),
    "ledger.seal.make": _("sealed the ledger"),
    "ledger.delta.fold": _("folded the ledger"),
    "ledger.month.open": _("opened months of the ledger"),
    "rolls.roll.receive": _("sent the roll"),
    "rolls.roll.queue": _("queued the roll for import"),
    "rolls.roll.import": _("imported the roll"),
    "rolls.roll.refused_rows": _("took the rows left out of the roll"),
    "rolls.roll.export": _("exported the people of"),
    "campaign.order.create": _("gave the order"),
    "campaign.target.set": _("set a target under the order"),
    "officers.session.open": _("signed in"),
    "officers.session.close": _("signed out"),
    "officers.session.refuse": _("was refused at sign-in"),
    "officers.session.end_others": _("ended the other sessions"),
    "officers.officer.add": _("made the account"),
    "officers.officer.set_password": _("set the password of"),
    "officers.officer.change_password": _("changed their own password"),
    "officers.officer.choose_language": _("chose a language"),
    "officers.officer.deactivate": _("closed the account"),
    "officers.officer.reactivate": _("opened the account again"),
    "officers.post.appoint": _("appointed"),
    "officers.post.end": _("ended a post of"),
    "officers.factor.add": _("added a second factor"),
    "officers.factor.remove": _("removed a second factor"),
    "officers.factor.renew": _("renewed the recovery codes"),
    "officers.factor.give": _("gave one-time codes to"),
    "officers.factor.reset": _("took the second factors away from"),
    "officers.client.add": _("gave a client access"),
    "officers.client.end": _("ended a client's access"),
    "journal.line.look": _("looked into the journal"),
    "journal.head.seal": _("sealed the journal"),
}
"""A verb's words; a test of the house asks that every verb the code writes has some."""

FAULTS: dict[str, str | Promise] = {
    "changed": _("the line was changed"),
    "unchained": _("the line does not follow the one before it"),
    "missing": _("the line is missing"),
    "head_differs": _("the strand does not end where it says"),
    "sealed_missing": _("a line that was sealed is missing"),
    "sealed_differs": _("a line that was sealed is another one now"),
    "seal_unchained": _("a signed head is missing before this one"),
    "signature_wrong": _("the signature of the head is not ours"),
}
"""What is wrong with a journal that does not hold."""


def sentence(verb: str) -> str | Promise:
    """Return the words of a verb, or the verb itself."""
    return VERBS.get(verb, verb)
