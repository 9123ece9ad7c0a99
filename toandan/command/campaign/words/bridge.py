"""The target bridge in values (biến động chỉ tiêu): why the number of people to be served changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toandan.command.campaign.words.measures import Measure
from toandan.record.units.words import Unit


class BridgeStep(StrEnum):
    """Why people came under the target or left it; the word keeps its own sign in the bridge."""

    ARRIVALS = "arrivals"
    CAME_OF_AGE = "came_of_age"
    DEPARTURES = "departures"
    DEATHS = "deaths"
    CORRECTIONS = "corrections"


@dataclass(frozen=True, slots=True)
class Bridge:
    """The target of one unit at the end of the day before `since`, what moved it, and at the end of `until`.

    `steps` holds every `BridgeStep` with its signed number of people: opening + sum(steps) = present, to the person.
    `verbs` gives the same movements by the ledger's verb, for the reader who asks what lies behind a step. `units_of`
    is the day whose unit it is, when that is not the order's own time; then everything that became the unit is counted,
    and `shared` are the old units counted here whole although parts of them went elsewhere: the people of such a unit
    before its division and after it are not the same.
    """

    order: str
    measure: Measure
    unit: int
    code: str
    name_vi: str
    name_en: str
    since: date
    until: date
    opening: int
    steps: Mapping[BridgeStep, int]
    present: int
    verbs: Mapping[BridgeStep, Mapping[str, int]]
    units_of: date | None = None
    shared: tuple[Unit, ...] = ()
