"""Reading a mapping against the units and the accounts: the plan, and what stands in its way (lập phương án)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from toandan.command.reorganisation.rules.judging import judged
from toandan.command.reorganisation.rules.reading import ListLine
from toandan.command.reorganisation.words import Finding, FindingCode, MapLine, Origin, Plan, Target, Undecided
from toandan.ground.kernel.personal_number import bare
from toandan.record.ledger import queries as ledger
from toandan.record.people import queries as people
from toandan.record.units import queries as units
from toandan.record.units.queries import UnitUnknown
from toandan.record.units.words import Unit

NEAR = 5
"""How many new units beside it are named for an old one that the mapping forgot."""


def planned(lines: Sequence[MapLine], *, on: date, rest: bool, today: date) -> tuple[Plan, list[Finding]]:
    """Return the plan of a mapping and everything that is wrong with it; a plan with findings is not carried out.

    A code means every unit that bore it before the day: people may still stand in a unit that ended in an earlier
    reform. A line whose old code no unit ever bore is left out: nobody can stand there. A unit of the same area that an
    earlier reform put into a named one goes along with it; any other with people in it, neither named nor in force on
    the day, is missing.
    """
    findings = judged(lines)
    by_old: dict[str, list[MapLine]] = defaultdict(list)
    for line in lines:
        by_old[line.old].append(line)
    aims: dict[int, tuple[Target, ...]] = {}
    for old, its in by_old.items():
        olds, wrong = _olds(old, its[0].line, on)
        targets = tuple(found for line in its for found in _targets(line, on, wrong))
        findings += wrong
        aims |= {unit.number: targets for unit in olds}
    origins = [*_origins(aims)]
    unknown = [finding for finding in findings if finding.code is FindingCode.OLD_UNKNOWN]
    left_out = tuple(unknown) if origins else ()
    findings = [finding for finding in findings if finding not in left_out]
    spans = _spans(origins)
    origins += _along(aims, spans, on)
    plan = Plan(on, rest, tuple(sorted(origins, key=lambda o: o.unit.number)), spans, _tops(origins), left_out)
    if origins:
        named = {*aims, *(origin.unit.number for origin in origins)}
        findings += _missing(plan, named, today)
    return plan, sorted(findings, key=lambda finding: finding.line)


def _origins(aims: Mapping[int, tuple[Target, ...]]) -> Iterable[Origin]:
    """Yield the old units of a mapping; one that only goes to itself is none."""
    for number, targets in aims.items():
        if targets and {target.unit for target in targets} != {number}:
            yield Origin(units.by_number(number), targets)


def _along(aims: Mapping[int, tuple[Target, ...]], spans: Iterable[tuple[int, int]], on: date) -> Iterable[Origin]:
    """Yield units of the area that an earlier reform put wholly into a unit of the mapping: their people go along."""
    for low, high in spans:
        for unit in units.spanning(low, high):
            if unit.number in aims or unit.in_force(on) or units.children(unit.number):
                continue
            heir = _earlier_heir(unit.number, aims, on)
            if heir is not None:
                yield Origin(unit, aims[heir])


def _earlier_heir(number: int, aims: Mapping[int, tuple[Target, ...]], on: date) -> int | None:
    """Return the unit of the mapping that a unit went into whole, in reforms before the day; None without one."""
    while True:
        steps = [link for link, _ in units.successors(number)]
        if len(steps) != 1 or steps[0].on >= on:
            return None
        number = steps[0].successor
        if aims.get(number):
            return number


def _olds(code: str, line: int, on: date) -> tuple[list[Unit], list[Finding]]:
    known = [unit for unit in units.bearing(code) if unit.valid_from is None or unit.valid_from < on]
    if not known:
        return [], [Finding(line, FindingCode.OLD_UNKNOWN, {"unit": code, "day": f"{on:%d/%m/%Y}"})]
    if any(units.children(unit.number) for unit in known):
        return [], [Finding(line, FindingCode.OLD_NOT_LOWEST, {"unit": code})]
    return known, []


def _targets(line: MapLine, on: date, wrong: list[Finding]) -> Iterable[Target]:
    try:
        unit = units.by_code(line.new, as_of=on)
    except UnitUnknown:
        wrong.append(Finding(line.line, FindingCode.NEW_UNKNOWN, {"unit": line.new, "day": f"{on:%d/%m/%Y}"}))
        return
    if units.children(unit.number, as_of=on):
        wrong.append(Finding(line.line, FindingCode.NEW_NOT_LOWEST, {"unit": line.new}))
        return
    yield Target(unit.number, line.part, line.is_default, line.share, line.phrases)


def _above(unit: Unit) -> Unit:
    """Return the unit right below the country that this one lies in; a unit there is its own."""
    return units.by_number(unit.province if unit.province is not None else unit.number)


def _spans(origins: Iterable[Origin]) -> tuple[tuple[int, int], ...]:
    tops = {_above(o.unit) for o in origins}
    tops |= {_above(units.by_number(t.unit)) for o in origins for t in o.targets}
    return tuple(sorted((top.number, top.last) for top in tops))


def _tops(origins: Iterable[Origin]) -> dict[int, int]:
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for origin in origins:
        found[_above(origin.unit).number][_above(units.by_number(origin.main)).number] += 1
    return {old: news.most_common(1)[0][0] for old, news in found.items() if old not in news}


def _missing(plan: Plan, named: Collection[int], today: date) -> Iterable[Finding]:
    for number, many in sorted(people_by_unit(plan, today).items()):
        unit = units.by_number(number)
        if number not in named and not unit.in_force(plan.on):
            near = _near(plan, unit)
            values = {"unit": unit.code, "name": unit.name_vi, "people": many, "near": near}
            yield Finding(0, FindingCode.UNIT_MISSING if near else FindingCode.UNIT_ALONE, values)


def _near(plan: Plan, unit: Unit) -> str:
    """Name the new units that the mapping leads the other communes of a unit's district to, most of them first."""
    beside = [origin for origin in plan.origins if origin.unit.parent == unit.parent]
    counted = Counter(target.unit for origin in beside for target in origin.targets)
    found = [units.by_number(number) for number, _ in counted.most_common(NEAR)]
    return ", ".join(f"{one.name_vi} ({one.code})" for one in found)


def people_by_unit(plan: Plan, today: date) -> Counter[int]:
    """Return how many people stand in each unit of the area now."""
    found: Counter[int] = Counter()
    for low, high in plan.spans:
        for unit, _, many in ledger.balances(as_of=today, low=low, high=high):
            found[unit] += many
    return found


def people_by_state(plan: Plan, today: date) -> dict[str, int]:
    """Return how many people of the whole area stand in each state now, by state number as text."""
    found: Counter[str] = Counter()
    for low, high in plan.spans:
        for _, state, many in ledger.balances(as_of=today, low=low, high=high):
            found[str(state)] += many
    return dict(sorted(found.items()))


def undecided(plan: Plan, today: date) -> tuple[Undecided, ...]:
    """Return the old units in which people still stand, and which new units they may go to."""
    standing = people_by_unit(plan, today)
    return tuple(
        Undecided(o.unit.number, standing[o.unit.number], tuple(t.unit for t in o.targets))
        for o in plan.origins
        if standing[o.unit.number]
    )


def listed(plan: Plan, lines: Sequence[ListLine]) -> tuple[dict[int, int], list[Finding]]:
    """Return `{person: new unit}` of a list, and what is wrong with it.

    People are looked for in the divided units of the plan only; the new unit must be one of theirs.
    """
    # Spreadsheets and people write numbers with spaces, dots and apostrophes.
    wanted = {bare(line.number) for line in lines if line.number}
    numbers: dict[str, int] = {}
    allowed: dict[int, dict[str, int]] = {}
    for origin in plan.origins:
        if origin.whole is None:
            targets = {units.by_number(t.unit).code: t.unit for t in origin.targets}
            for row in people.places_at(origin.unit.number):
                allowed[row.person_id] = targets
                if row.personal_number in wanted:
                    numbers[row.personal_number] = row.person_id
    found: dict[int, int] = {}
    findings: list[Finding] = []
    for line in lines:
        person = line.person if line.person is not None else numbers.get(bare(line.number))
        if person is None or person not in allowed:
            findings.append(Finding(line.line, FindingCode.PERSON_UNKNOWN))
        elif line.new not in allowed[person]:
            findings.append(Finding(line.line, FindingCode.TARGET_WRONG, {"unit": line.new}))
        elif found.setdefault(person, allowed[person][line.new]) != allowed[person][line.new]:
            findings.append(Finding(line.line, FindingCode.PERSON_TWICE))
    return found, findings
