"""The demonstration: Hà Nội on day 14 of Order 01, from an empty register (bản trình diễn).

Everything goes through the doors real officers use: orders, posts, the opening of the register, daily work.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

import numpy as np
import polars as pl
from django.utils import timezone

from toandan.command.campaign import operations as campaign
from toandan.command.campaign.words import Measure
from toandan.command.publication import operations as publication
from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.ledger import operations as ledger
from toandan.record.rolls import operations as rolls
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.simulation import (
    activation,
    bulletins,
    casework,
    difficulties,
    equipment,
    evaluation,
    field,
    outcome,
    papers,
    population,
    questions,
    schedule,
    sessions,
)
from toandan.simulation.ages import AgeGroup, Births
from toandan.simulation.officers import post_officers
from toandan.simulation.play import Play
from toandan.simulation.population import District, Residents

ORDER = "ML01"
START, DAY_14, DEADLINE = date(2023, 5, 20), date(2023, 6, 3), date(2023, 6, 30)
CITY = "01"
PUBLIC_DAYS = 5
"""Days of which the public is shown something."""
SIGNED_DAYS = (outcome.LAST_DAY - 2, outcome.LAST_DAY - 1)
"""Days whose bulletin is signed on their evening; that of the last day is left to whoever looks on."""
_NAMESPACE = UUID("b6d2f1f0-55ab-4b8c-9a29-7c9f3f1f9b01")


@dataclass(frozen=True)
class Step:
    """A step of the demonstration for the progress bar: what it does, how far it is, how far it goes."""

    name: str
    done: int
    total: int


Progress = Callable[[Step], None]


@dataclass(frozen=True)
class Played:
    """What was made: people opened, and people posted in the two weeks."""

    people: int
    posted: int


def play(*, seed: int, scale: float, now: datetime, progress: Progress) -> Played:
    """Make the population, give the order, and play the campaign to day 14 on an empty register."""
    house = the_house("simulation")
    districts = census_districts()
    plan = outcome.draw(seed, {d.code: list(d.communes) for d in districts})
    mark = f"demo/{seed}/{scale}"
    _give_order(house, now, mark)
    actors = post_officers(house, now=now, districts=[d.code for d in districts], since=START)
    people = _open(house, seed, scale, districts, plan, now, progress)
    campaign_play = Play(
        people=people,
        schedule=schedule.draw(seed, plan, people, START),
        districts=_district_numbers(people, districts),
        actors={index: actors[district.code] for index, district in enumerate(districts)},
        start=START,
        now=now,
        mark=mark,
    )
    posted = 0
    for number in campaign_play.days():
        progress(Step("play", number, outcome.LAST_DAY + 1))
        posted += campaign_play.day(number)
        if number in SIGNED_DAYS:
            bulletins.sign(order=ORDER, day=START + timedelta(days=number), key=uuid5(_NAMESPACE, f"{mark}/bt{number}"))
    progress(Step("play", outcome.LAST_DAY + 1, outcome.LAST_DAY + 1))
    evening = casework.Casework(house, people, actors, DAY_14, START, DEADLINE, timezone.localdate(now), mark)
    _evening(evening, house, now, mark, progress)
    return Played(people=len(people.units), posted=posted)


def _evening(evening: casework.Casework, house: Actor, now: datetime, mark: str, progress: Progress) -> None:
    """Fill the desks as they stand on the evening of day 14, seal, foretell, publish, and plan the week."""
    deeds: tuple[Callable[[], object], ...] = (
        lambda: casework.play(evening),
        lambda: papers.play(evening, order=ORDER, measure=Measure.CARD.value),
        lambda: difficulties.play(evening),
        lambda: equipment.play(evening),
        lambda: questions.play(evening),
        lambda: evaluation.play(evening, order=ORDER),
        lambda: sessions.play(evening),
        lambda: activation.play(evening),
        lambda: ledger.seal(actor=house, now=now, reason="Ngày thứ 14 thực hiện Mệnh lệnh 01"),
        ledger.fold,
        lambda: campaign.foretell(actor=house, now=now, order=ORDER, as_of=DAY_14),
        lambda: _publish(house, now, mark),
        # Planned last: a week needs everybody, every place and every kit.
        lambda: field.play(evening),
    )
    for done, deed in enumerate(deeds):
        progress(Step("evening", done, len(deeds)))
        deed()
    progress(Step("evening", len(deeds), len(deeds)))


def census_districts() -> list[District]:
    """Return the thirty districts of 2023 with the census people of their communes and their age groups."""
    city = units.by_code(CITY, as_of=START)
    districts = []
    for district in units.children(city.number):
        communes = units.descendants(district.number, level=UnitLevel.COMMUNE)
        counted = units.census(district.number, district.last)
        groups = [
            AgeGroup(g.low, g.high if g.high is not None else 99, g.people) for g in units.age_groups(district.number)
        ]
        districts.append(District(district.code, {c.number: counted[c.number].population for c in communes}, groups))
    return districts


def _give_order(house: Actor, now: datetime, mark: str) -> None:
    campaign.create_order(
        actor=house,
        now=now,
        client_key=uuid5(_NAMESPACE, f"{mark}/order"),
        code=ORDER,
        title_vi="Mệnh lệnh 01: phủ căn cước công dân gắn chip và định danh điện tử",
        title_en="Order 01: a chip identity card and an electronic account for everyone",
        scope=units.by_code(CITY, as_of=START).number,
        starts_on=START,
        deadline=DEADLINE,
        measure=Measure.CARD,
        issuer="Giám đốc Công an thành phố Hà Nội",
    )


def _publish(house: Actor, now: datetime, mark: str) -> None:
    """Open the order to the public, and publish the last days as the nightly job would have."""
    key = uuid5(_NAMESPACE, f"{mark}/public")
    publication.open_to_public(actor=house, now=now, client_key=key, order=ORDER, reason="Để người dân theo dõi")
    for ago in reversed(range(PUBLIC_DAYS)):
        publication.publish(actor=house, now=now, order=ORDER, as_of=DAY_14 - timedelta(days=ago))


def _open(
    house: Actor,
    seed: int,
    scale: float,
    districts: list[District],
    plan: outcome.Plan,
    now: datetime,
    progress: Progress,
) -> Residents:
    kept: list[Residents] = []
    ids: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []

    def frames() -> Iterable[pl.DataFrame]:
        for index, batch in enumerate(population.people(seed, scale, districts, plan.communes, START)):
            progress(Step("open", index, len(districts)))
            kept.append(batch.residents)
            yield batch.frame
        progress(Step("open", len(districts), len(districts)))

    rolls.open_register(
        actor=house,
        now=now,
        batches=frames(),
        occurred_on=START - timedelta(days=1),
        source=f"demo/{seed}/{scale}",
        reason="Mở sổ nhân khẩu",
        on_batch=ids.append,
    )
    return _together(kept, ids)


def _together(kept: list[Residents], ids: list[np.ndarray[tuple[int], np.dtype[np.int64]]]) -> Residents:
    births = [one.births for one in kept]
    return Residents(
        units=np.concatenate([one.units for one in kept]),
        states=np.concatenate([one.states for one in kept]).astype(np.int64),
        births=Births(
            ordinals=np.concatenate([b.ordinals for b in births]),
            years=np.concatenate([b.years for b in births]),
            months=np.concatenate([b.months for b in births]),
            days=np.concatenate([b.days for b in births]),
            women=np.concatenate([b.women for b in births]),
        ),
        ids=np.concatenate(ids),
    )


def _district_numbers(people: Residents, districts: list[District]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    position: Mapping[int, int] = {unit: index for index, d in enumerate(districts) for unit in d.communes}
    known = np.array(sorted(position))
    return np.array([position[int(unit)] for unit in known])[np.searchsorted(known, people.units)]
