"""A city drawn and played without a database: the real census, the real schedule, postings kept in a list."""

from datetime import date

import numpy as np

from toandan.simulation import demo, outcome, play, population, schedule

DAY = date(2023, 5, 20)


class Recorder:
    """Stands where the ledger's door is; keeps what was posted and checks each line against the standing before it."""

    def __init__(self):
        self.calls = []

    def post(self, **call):
        self.calls.append(call)

        class Outcome:
            posted = len(call["lines"].persons)

        return Outcome


def made(seed, scale, districts):
    plan = outcome.draw(seed, {d.code: list(d.communes) for d in districts})
    batches = list(population.people(seed, scale, districts, plan.communes, DAY))
    people = demo._together(
        [b.residents for b in batches],
        [np.arange(i * 10**7, i * 10**7 + len(b.frame)) for i, b in enumerate(batches)],
    )
    return plan, batches, people


def played(seed, scale, districts, monkeypatch):
    plan, _, people = made(seed, scale, districts)
    recorder = Recorder()
    monkeypatch.setattr(play, "ledger", recorder)
    drawn = schedule.draw(seed, plan, people, DAY)
    game = play.Play(
        people=people,
        schedule=drawn,
        districts=demo._district_numbers(people, districts),
        actors=dict.fromkeys(range(len(districts))),
        start=DAY,
        now=None,
        mark="test",
    )
    for number in game.days():
        game.day(number)
    return plan, people, recorder


def rates(plan, people):
    """Return {district: (done, target)} and the communes that are complete, counted from the people."""
    card = people.states // 1000 % 10
    here = people.units != 0
    position = {c.unit: i for i, c in enumerate(plan.communes)}
    commune = np.array([position.get(int(u), -1) for u in people.units])
    due, done = here & (card > 1), here & (card == 5)
    target = np.bincount(commune[due], minlength=len(plan.communes))
    reached = np.bincount(commune[done], minlength=len(plan.communes))
    districts: dict[str, list[int]] = {}
    for one, t, d in zip(plan.communes, target, reached, strict=True):
        sums = districts.setdefault(one.district, [0, 0])
        sums[0] += int(d)
        sums[1] += int(t)
    complete = {c.unit for c, t, d in zip(plan.communes, target, reached, strict=True) if t == d}
    return districts, complete
