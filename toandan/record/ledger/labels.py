"""The words of the ledger in both languages (nhãn hiển thị)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.record.ledger.words import Card, EId, LedgerPermission, Obstacle, RefusalReason, Residence, Verb

RESIDENCES: Mapping[Residence, Promise | str] = {
    Residence.PERMANENT: _("permanent resident"),
    Residence.TEMPORARY: _("temporary resident"),
    Residence.UNREGISTERED: _("without registered residence"),
}
CARDS: Mapping[Card, Promise | str] = {
    Card.NOT_DUE: _("under the age for a card"),
    Card.DUE: _("must get a card"),
    Card.APPLIED: _("card dossier collected"),
    Card.PRODUCED: _("card made, not yet handed over"),
    Card.ISSUED: _("card handed over"),
}
EIDS: Mapping[EId, Promise | str] = {
    EId.NONE: _("no e-ID account"),
    EId.APPLIED: _("e-ID account requested"),
    EId.GRANTED: _("e-ID account granted, not yet activated"),
    EId.ACTIVATED: _("e-ID account in use"),
    EId.LOCKED: _("e-ID account locked"),
}
OBSTACLES: Mapping[Obstacle, Promise | str] = {
    Obstacle.NONE: _("no obstacle"),
    Obstacle.SUSPECTED_DEAD: _("suspected dead"),
    Obstacle.BIRTH_DATE_MISSING: _("birth date incomplete"),
    Obstacle.NO_PAPERS: _("no papers"),
    Obstacle.ABSENT: _("absent from the place of residence"),
    Obstacle.ABROAD: _("abroad"),
    Obstacle.WHEREABOUTS_UNKNOWN: _("whereabouts unknown"),
    Obstacle.IN_CUSTODY: _("in custody"),
    Obstacle.HOMEBOUND: _("homebound"),
    Obstacle.DATA_MISMATCH: _("data do not match"),
    Obstacle.REFUSED: _("refused"),
    Obstacle.NOTIFIED_ELSEWHERE: _("notified to another unit"),
}
VERBS: Mapping[Verb, Promise | str] = {
    Verb.REGISTER_OPENED: _("Register opened"),
    Verb.REGISTERED: _("Entered in the register"),
    Verb.BORN: _("Birth registered"),
    Verb.CAME_OF_AGE: _("Reached the age for a card"),
    Verb.DOSSIER_COLLECTED: _("Card dossier taken"),
    Verb.CARD_PRODUCED: _("Card made"),
    Verb.CARD_DELIVERED: _("Card given to its holder"),
    Verb.CARD_EXPIRED: _("Card expired"),
    Verb.CARD_LOST: _("Card lost"),
    Verb.ACCOUNT_GRANTED: _("Account granted"),
    Verb.ACCOUNT_ACTIVATED: _("Account activated"),
    Verb.ACCOUNT_LOCKED: _("Account locked"),
    Verb.OBSTACLE_FOUND: _("Obstacle found"),
    Verb.OBSTACLE_CLEARED: _("Obstacle cleared"),
    Verb.RESIDENCE_CHANGED: _("Residence changed"),
    Verb.MOVED_IN: _("Moved in"),
    Verb.MOVED_OUT: _("Moved out"),
    Verb.HANDED_OVER: _("Handed over to another unit"),
    Verb.REORGANISED: _("Unit merged or divided"),
    Verb.DIED: _("Died"),
    Verb.EMIGRATED: _("Emigrated"),
    Verb.CORRECTED: _("Corrected"),
}
REFUSALS: Mapping[RefusalReason, Promise | str] = {
    RefusalReason.NOT_IN_REGISTER: _("is not in the register"),
    RefusalReason.STANDING_DIFFERS: _("stands otherwise by now"),
    RefusalReason.OUT_OF_SCOPE: _("belongs to no unit of yours"),
    RefusalReason.STATE_UNKNOWN: _("the standing does not exist"),
    RefusalReason.UNIT_UNKNOWN: _("the unit does not exist"),
    RefusalReason.DUPLICATE_LINE: _("stands in more than one line"),
    RefusalReason.FUTURE_DAY: _("the day has not come yet"),
    RefusalReason.NOTHING_CHANGES: _("nothing would change"),
    RefusalReason.NOT_LAWFUL: _("this event cannot lead to that standing"),
}
PERMISSIONS: Mapping[LedgerPermission, Promise | str] = {
    LedgerPermission.POST: _("Post to the ledger"),
    LedgerPermission.READ_ENTRY: _("See entries of the ledger"),
    LedgerPermission.READ_BALANCE: _("See balances of the ledger"),
    LedgerPermission.SEAL: _("Seal and fold the ledger"),
}
WORLD: Promise | str = _("outside the register")
