"""The room's words for people, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.command.campaign.words import (
    IN_PROGRESS,
    UNTOUCHED,
    Bridge,
    BridgeStep,
    BulletinState,
    Measure,
    Placeholder,
    Product,
    Section,
    Status,
)
from toandan.record.ledger.words import Verb

MEASURES: Mapping[Measure, Promise | str] = {
    Measure.CARD: _("Card handed over"),
    Measure.CARD_COLLECTED: _("Card dossier collected"),
    Measure.EID_GRANTED: _("e-ID account granted"),
    Measure.EID_ACTIVATED: _("e-ID account activated"),
}
PRODUCTS: Mapping[Product, Promise | str] = {
    Product.CARD: _("Chip ID card"),
    Product.EID: _("e-ID account"),
}
STATUSES: Mapping[Status, Promise | str] = {
    Status.DONE: _("only new cases"),
    Status.ON_PACE: _("on pace"),
    Status.WATCH: _("watch"),
    Status.LATE: _("late"),
    Status.TOO_EARLY: _("too early"),
    Status.OVERDUE: _("overdue"),
    Status.EMPTY: _("nobody to serve"),
}
"""Status tags are adjectives, never verbs: they describe a unit and promise nothing."""

RESIDUALS: Mapping[str, Promise | str] = {
    IN_PROGRESS: _("in progress"),
    "suspected_dead": _("suspected dead"),
    "birth_date_missing": _("birth date incomplete"),
    "no_papers": _("no papers"),
    "absent": _("absent from the place of residence"),
    "abroad": _("abroad"),
    "whereabouts_unknown": _("whereabouts unknown"),
    "in_custody": _("in custody"),
    "homebound": _("homebound"),
    "data_mismatch": _("data do not match"),
    "refused": _("refused"),
    "notified_elsewhere": _("notified to another unit"),
    UNTOUCHED: _("not yet reached"),
}
COUNTERS: Mapping[str, Promise | str] = {
    "collected": _("dossiers collected"),
    "issued": _("cards handed over"),
    "granted": _("accounts granted"),
    "activated": _("accounts activated"),
}
STEPS: Mapping[BridgeStep, Promise | str] = {
    BridgeStep.ARRIVALS: _("Arrivals"),
    BridgeStep.CAME_OF_AGE: _("Came of age"),
    BridgeStep.DEPARTURES: _("Departures"),
    BridgeStep.DEATHS: _("Deaths"),
    BridgeStep.CORRECTIONS: _("Corrections"),
}
OPENING = _("Opening target")
PRESENT = _("Present target")
PEOPLE = _("people")
BOARD_CAPTION = _("%(order)s · %(measure)s · as of %(day)s · %(reported)s of %(units)s communes reported that day")
BOARD_COLUMNS: tuple[Promise | str, ...] = (
    _("Rank"),
    _("Unit"),
    _("To be served"),
    _("Done"),
    "%",
    _("Pace a day"),
    _("Pace needed"),
    _("Communes complete"),
    _("Status"),
)
"""Heads of the board where it is a plain table; the percent sign stands in the head, never in a cell."""
DIVIDED_MARK = "÷"
"""Stands beside a unit that counts people of a divided one; a sign, so that it is not told by colour alone."""
DIVIDED = _("Old units that were divided, each counted whole under one of its successors")
DIVIDED_COLUMNS: tuple[Promise | str, ...] = (
    _("Old unit"),
    _("Divided among"),
    _("Counted under"),
    _("To be served"),
)
BY_UNITS_OF = _("by the units of %(day)s")
"""Said of figures that stand under the units of another day than their own."""
REORGANISED_IN = _("of these because units were redrawn: came")
REORGANISED_OUT = _("of these because units were redrawn: went")
"""Part of the arrivals and departures of a bridge: nobody moved, a part of a divided unit came or went."""
BULLETIN_STATES: Mapping[BulletinState, Promise | str] = {
    BulletinState.DRAFTED: _("drafted"),
    BulletinState.SIGNED: _("signed and sealed"),
}
SECTIONS: Mapping[Section, Promise | str] = {
    Section.PREFACE: _("Preface"),
    Section.UNITS: _("Remarks on complete and nearly complete units"),
    Section.BEHIND: _("Remarks on units that are behind"),
    Section.OBSTACLES: _("Remarks on what stands in the way"),
    Section.CLOSING: _("Closing words"),
}
PLACEHOLDERS: Mapping[Placeholder, Promise | str] = {
    Placeholder.ORDER: _("title of the order"),
    Placeholder.DAY: _("day of the bulletin"),
    Placeholder.DEADLINE: _("deadline"),
    Placeholder.TARGET: _("people to serve"),
    Placeholder.DONE: _("people done"),
    Placeholder.RATE: _("percent done"),
    Placeholder.LEFT: _("people left"),
    Placeholder.TODAY: _("people done that day"),
    Placeholder.PACE: _("people a day over the last seven days"),
    Placeholder.PACE_NEEDED: _("people a day needed"),
    Placeholder.COMPLETE: _("communes complete"),
    Placeholder.COMMUNES: _("communes in all"),
}
"""What the officer may call by name in words of their own."""


def redrawn(found: Bridge) -> list[tuple[Promise | str, int]]:
    """Return how many of a bridge's arrivals and departures nobody moved for: units were redrawn around them."""
    told = ((REORGANISED_IN, BridgeStep.ARRIVALS), (REORGANISED_OUT, BridgeStep.DEPARTURES))
    counted = ((label, found.verbs.get(step, {}).get(Verb.REORGANISED, 0)) for label, step in told)
    return [(label, people) for label, people in counted if people]
