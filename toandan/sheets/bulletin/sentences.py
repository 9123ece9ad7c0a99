"""The sentences of a bulletin (câu chữ của bản tin): templates filled with figures, in the language that is set.

Names of units stay Vietnamese in both languages.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil, floor

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from toandan.command.campaign import labels
from toandan.command.campaign.words import (
    IN_PROGRESS,
    UNTOUCHED,
    BulletinFigures,
    Foresight,
    Measure,
    Placeholder,
    UnitFigures,
)
from toandan.sheets import formats
from toandan.sheets.bulletin.groups import Groups, spoken

_HAVE: Mapping[Measure, str] = {
    Measure.CARD: gettext_noop("have their card in hand"),
    Measure.CARD_COLLECTED: gettext_noop("have handed in their dossier"),
    Measure.EID_GRANTED: gettext_noop("have been granted an account"),
    Measure.EID_ACTIVATED: gettext_noop("have activated their account"),
}
EVEN = 50
"""From so many percent on a forecast agrees with a pace that is high enough."""
MOST_NAMES = 30
"""So many units are named in one sentence; the rest are counted."""


def title_of(figures: BulletinFigures) -> str:
    """Return the order's title in the paper's language."""
    return figures.title_vi if formats.vietnamese() else figures.title_en


def short_title(figures: BulletinFigures) -> str:
    """Return the order's title up to its colon: Order 01."""
    return title_of(figures).partition(":")[0].strip()


def pace(value: Decimal | None) -> str:
    """Write a present pace: rounded down to whole people from ten a day on, with a tenth below."""
    return formats.number(value, places=1) if value is None or abs(value) < 10 else formats.number(floor(value))


def pace_needed(value: Decimal | None) -> str:
    """Write a needed pace: rounded up to whole people from ten a day on, with a tenth below."""
    return formats.number(value, places=1) if value is None or abs(value) < 10 else formats.number(ceil(value))


def values(figures: BulletinFigures) -> dict[Placeholder, str]:
    """Return what the officer's words may call by name."""
    total = figures.total
    return {
        Placeholder.ORDER: title_of(figures),
        Placeholder.DAY: formats.day(figures.as_of),
        Placeholder.DEADLINE: formats.day(figures.deadline),
        Placeholder.TARGET: formats.number(total.target),
        Placeholder.DONE: formats.number(total.done),
        Placeholder.RATE: formats.rate(total.rate),
        Placeholder.LEFT: formats.number(max(0, total.goal - total.done)),
        Placeholder.TODAY: formats.number(total.today),
        Placeholder.PACE: pace(total.pace),
        Placeholder.PACE_NEEDED: pace_needed(total.pace_needed),
        Placeholder.COMPLETE: formats.number(total.units_complete),
        Placeholder.COMMUNES: formats.number(total.units),
    }


def results(figures: BulletinFigures) -> list[str]:
    """Return what was reached, how fast, and when the end is foreseen."""
    total = figures.total
    said = _(
        "By the end of %(day)s, after %(n)s days of %(order)s, %(done)s of %(target)s people of %(unit)s %(have)s: "
        "%(rate)s%%. That day brought %(today)s more; %(left)s are left."
    ) % {
        "day": formats.day(figures.as_of),
        "n": formats.number(figures.day),
        "order": short_title(figures),
        "done": formats.number(total.done),
        "target": formats.number(total.target),
        "unit": total.name_vi,
        "have": _(_HAVE[figures.measure]),
        "rate": formats.rate(total.rate),
        "today": formats.number(total.today),
        "left": formats.number(max(0, total.goal - total.done)),
    }
    return [
        said,
        *_pace(figures),
        *([_foresight(figures.foresight, over=total.done >= total.goal)] if figures.foresight else []),
        *_unlike(figures),
    ]


def _pace(figures: BulletinFigures) -> list[str]:
    total = figures.total
    if total.pace_needed is None or total.done >= total.goal:
        return []
    return [
        _(
            "Over the last seven days %(pace)s people a day were done; %(needed)s a day are needed to finish by "
            "%(deadline)s."
        )
        % {
            "pace": pace(total.pace),
            "needed": pace_needed(total.pace_needed),
            "deadline": formats.day(figures.deadline),
        }
    ]


def _chance(seen: Foresight, *, over: bool) -> str:
    """Return a probability in whole percent; nothing drawn is certain, so that 0 and 100 are said of what is over."""
    if over or 0 < seen.percent < 100:
        return formats.number(seen.percent)
    return _("under 1") if seen.percent <= 0 else _("over 99")


def _foresight(seen: Foresight, *, over: bool) -> str:
    """Return the forecast as a sentence; it is drawn from what was done so far and promises nothing."""
    chance = {"percent": _chance(seen, over=over)}
    if seen.p50 is None:
        return _(
            "Forecast: the end lies beyond the days foreseen; probability of keeping the deadline %(percent)s%%."
        ) % (chance)
    days = chance | {
        "p10": formats.day(seen.p10),
        "p50": formats.day(seen.p50),
        "p90": formats.day(seen.p90) if seen.p90 else _("a day not foreseen"),
    }
    return (
        _(
            "Forecast: everybody done on %(p50)s, with eighty of a hundred ways between %(p10)s and %(p90)s; "
            "probability of keeping the deadline %(percent)s%%."
        )
        % days
    )


def _unlike(figures: BulletinFigures) -> list[str]:
    """Return why the forecast is low though the pace would do; two figures that seem to differ need a word."""
    total, seen = figures.total, figures.foresight
    if seen is None or total.pace is None or total.pace_needed is None or total.done >= total.goal:
        return []
    if total.pace < total.pace_needed or seen.percent >= EVEN:
        return []
    held = sum(people for _kind, people in held_up(figures))
    return [
        _(
            "The pace of the last seven days would do if it held; the forecast is lower because it counts on a slower "
            "pace among the last people: something stands in the way of %(held)s of the %(left)s who are left."
        )
        % {"held": formats.number(held), "left": formats.number(max(0, total.target - total.done))}
    ]


def standing(groups: Groups) -> list[str]:
    """Return the units that are complete, nearly complete, and on the way, a sentence for each group that has any."""
    said = []
    if groups.complete:
        said.append(
            ngettext(
                "%(units)s is complete: only new cases are added there, and it helps other units with their temporary "
                "residents.",
                "%(units)s are complete: only new cases are added there, and they help other units with their "
                "temporary residents.",
                len(groups.complete),
            )
            % {"units": _names([unit.name_vi for unit in groups.complete])}
        )
    for group, template in (
        (groups.nearly, gettext_noop("About to reach the finish: %(units)s.")),
        (groups.halfway, gettext_noop("Half done or more: %(units)s.")),
        (groups.below, gettext_noop("Not yet half done: %(units)s.")),
    ):
        if group:
            said.append(_(template) % {"units": _names([_with_rate(unit) for unit in group])})
    return said


def _with_rate(unit: UnitFigures) -> str:
    """Name a unit with its rate, in round tens where one is near, and always as counted."""
    exact = formats.rate(unit.rate)
    found = spoken(unit.rate) if unit.rate is not None else None
    if found is None:
        return _("%(unit)s %(rate)s%%") % {"unit": unit.name_vi, "rate": exact}
    how, ten = found
    template = (
        gettext_noop("%(unit)s nearly %(ten)s%% (%(rate)s%%)")
        if how == "nearly"
        else gettext_noop("%(unit)s about %(ten)s%% (%(rate)s%%)")
    )
    return _(template) % {"unit": unit.name_vi, "ten": ten, "rate": exact}


def communes(figures: BulletinFigures) -> list[str]:
    """Return how many communes are complete, in all and by unit, those with most of them first."""
    total = figures.total
    if total.units < 2:
        return []
    said = [
        _("%(complete)s of %(all)s communes and wards are complete.")
        % {"complete": formats.number(total.units_complete), "all": formats.number(total.units)}
    ]
    rows = sorted((r for r in figures.rows if r.units > 1 and r.units_complete), key=lambda r: -r.units_complete)
    if rows:
        each = [
            _("%(unit)s %(complete)s of %(all)s")
            % {"unit": r.name_vi, "complete": formats.number(r.units_complete), "all": formats.number(r.units)}
            for r in rows
        ]
        said.append(_("Complete by unit: %(units)s.") % {"units": _names(each)})
    return said


def behind(figures: BulletinFigures, groups: Groups) -> list[str]:
    """Return the units that are behind the pace they need, the most urgent first, and the deadline."""
    deadline = {"deadline": formats.day(figures.deadline)}
    if not groups.behind:
        return [_("No unit is far behind the pace it needs. The deadline is %(deadline)s.") % deadline]
    each = [
        _("%(unit)s (%(pace)s people a day, %(needed)s needed)")
        % {"unit": r.name_vi, "pace": pace(r.pace), "needed": pace_needed(r.pace_needed)}
        for r in groups.behind
    ]
    return [
        ngettext(
            "%(n)s of %(all)s units is behind: %(units)s.",
            "%(n)s of %(all)s units are behind: %(units)s.",
            len(each),
        )
        % {"n": formats.number(len(each)), "all": formats.number(len(figures.rows)), "units": _names(each)},
        _("They are to speed up so as to reach the finish by %(deadline)s.") % deadline,
    ]


def obstacles(figures: BulletinFigures) -> list[str]:
    """Return what holds people up, the most frequent first."""
    kinds = held_up(figures)
    if not kinds:
        return [_("No obstacle is recorded.")]
    each = ", ".join(f"{labels.RESIDUALS[kind]} {formats.number(people)}" for kind, people in kinds)
    every = sum(people for _kind, people in kinds)
    return [
        ngettext(
            "Something stands in the way of %(n)s person: %(kinds)s.",
            "Something stands in the way of %(n)s people: %(kinds)s.",
            every,
        )
        % {"n": formats.number(every), "kinds": each}
    ]


def held_up(figures: BulletinFigures) -> list[tuple[str, int]]:
    """Return the obstacles that hold anybody up with the people they hold up, the most frequent first."""
    kinds = [(k, n) for k, n in figures.residual.items() if k not in {IN_PROGRESS, UNTOUCHED} and n]
    return sorted(kinds, key=lambda pair: -pair[1])


def corrections(figures: BulletinFigures) -> list[str]:
    """Return what late entries changed in the figures of the bulletin before."""
    before = figures.previous
    if before is None:
        return [_("This is the first bulletin of the order; there is nothing to correct.")]
    known = {"number": formats.number(before.number), "day": formats.day(before.as_of)}
    changed = figures.corrections
    if not changed:
        return [_("No entry that came late changed the figures of bulletin %(number)s (%(day)s).") % known]
    more = {
        "n": formats.number(len(changed)),
        "target": formats.change(sum(c.target_now - c.target_then for c in changed)),
        "done": formats.change(sum(c.done_now - c.done_then for c in changed)),
    }
    return [
        ngettext(
            "Entries that came late changed the figures of bulletin %(number)s (%(day)s) in %(n)s commune: "
            "to serve %(target)s, done %(done)s.",
            "Entries that came late changed the figures of bulletin %(number)s (%(day)s) in %(n)s communes: "
            "to serve %(target)s, done %(done)s.",
            len(changed),
        )
        % (known | more)
    ]


def _names(names: Sequence[str]) -> str:
    """Write names one after the other, and count those that would make the sentence too long."""
    shown = ", ".join(names[:MOST_NAMES])
    left = len(names) - MOST_NAMES
    if left <= 0:
        return shown
    return ngettext("%(shown)s and %(n)s more", "%(shown)s and %(n)s more", left) % {"shown": shown, "n": left}
