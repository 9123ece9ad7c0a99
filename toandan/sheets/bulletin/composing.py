"""Making the paper of a bulletin from its figures and the officer's words (dựng bản tin)."""

from collections.abc import Callable
from datetime import datetime

from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.command.campaign import labels
from toandan.command.campaign.queries import filled_in
from toandan.command.campaign.words import (
    BulletinFigures,
    BulletinRow,
    CommuneFigures,
    Correction,
    Remarks,
    Section,
    Status,
    UnitFigures,
)
from toandan.sheets import formats
from toandan.sheets.bulletin import sentences
from toandan.sheets.bulletin.groups import grouped
from toandan.sheets.bulletin.paper import Chapter, Curve, Grid, Head, Key, Paper, Tiles

MOST_UNITS = 30
"""Lines of the table of units; where there are more, the most urgent ones are shown."""

MOST_CORRECTIONS = 8
"""Lines of the table of corrections; two pages hold no more. All of them stand in the JSON."""
COMPLETE = 1000


def compose(figures: BulletinFigures, row: BulletinRow | None, *, language: str, now: datetime) -> Paper:
    """Return the paper in one language; without a row, or with one that is not signed, it is a draft as of `now`."""
    with translation.override(language):
        remarks = _remarks(figures, row.remarks if row else {}, language)
        return Paper(
            language=language,
            head=_head(figures, row, now),
            title=_("Daily situation report"),
            subtitle=sentences.title_of(figures),
            stamp=_stamp(figures),
            draft="" if row and row.number else _("Draft, not signed"),
            keys=_keys(figures),
            chapters=_chapters(figures, remarks),
            curve=_curve(figures),
            units=_units(figures),
            tiles=_tiles(figures),
            obstacles=_obstacles(figures),
            corrections=_corrections(figures),
            legend=_("Each square is a commune, darker the more is done; black with a light dot: complete."),
            signed=_signed(row),
            foot=_foot(figures, row),
        )


def _remarks(figures: BulletinFigures, remarks: Remarks, language: str) -> Callable[[Section], tuple[str, ...]]:
    """Return a look-up of the officer's words in this language, with every figure they call filled in."""
    values = sentences.values(figures)

    def of(section: Section) -> tuple[str, ...]:
        text = remarks.get(section, {}).get(language, "")
        return (filled_in(text, values),) if text else ()

    return of


def _head(figures: BulletinFigures, row: BulletinRow | None, now: datetime) -> Head:
    on = localdate(row.signed_at if row and row.signed_at else now)
    city = figures.total.name_vi
    bare = city.removeprefix("Thành phố ").removeprefix("Tỉnh ")
    number = formats.number(row.number) if row and row.number else "…"
    return Head(
        above=_("Public security of"),
        issuer=city,
        nation=_("Socialist Republic of Viet Nam"),
        motto=_("Independence – Freedom – Happiness"),
        number=_("No. %(number)s/BT-%(order)s") % {"number": number, "order": figures.order},
        place_and_day=_("%(place)s, %(day)s") % {"place": bare, "day": formats.day(on)},
    )


def _stamp(figures: BulletinFigures) -> str:
    said = {
        "day": formats.day(figures.as_of),
        "d": formats.number(figures.day),
        "all": formats.number(figures.days),
        "reported": formats.number(figures.reported),
        "units": formats.number(figures.units),
        "entry": formats.number(figures.entry),
    }
    return _(
        "Day %(d)s of %(all)s · figures at the end of %(day)s · %(reported)s of %(units)s communes reported that day · "
        "ledger entry %(entry)s"
    ) % (said)


def _keys(figures: BulletinFigures) -> tuple[Key, ...]:
    total = figures.total
    left = max(0, total.goal - total.done)
    days = max(0, (figures.deadline - figures.as_of).days)
    late = len(grouped(figures.rows).behind)
    keys = [
        Key(
            f"{formats.rate(total.rate)}%",
            _("%(done)s of %(target)s people")
            % {"done": formats.number(total.done), "target": formats.number(total.target)},
            _("%(change)s that day") % {"change": formats.change(total.today)},
        ),
        Key(
            formats.number(left),
            _("people left for %(days)s days") % {"days": formats.number(days)},
            _("%(needed)s a day needed, %(now)s now")
            % {"needed": sentences.pace_needed(total.pace_needed), "now": sentences.pace(total.pace)},
        ),
        Key(
            formats.number(total.units_complete),
            _("of %(all)s communes complete") % {"all": formats.number(total.units)},
            "",
        ),
        Key(formats.number(late), _("of %(all)s units late") % {"all": formats.number(len(figures.rows))}, ""),
    ]
    return tuple(keys)


def _chapters(figures: BulletinFigures, remarks: Callable[[Section], tuple[str, ...]]) -> tuple[Chapter, ...]:
    groups = grouped(figures.rows)
    chapters = [
        Chapter("", (), remarks(Section.PREFACE)),
        Chapter(_("Results"), tuple(sentences.results(figures))),
        Chapter(
            _("Units complete and on the way"),
            (*sentences.standing(groups), *sentences.communes(figures)),
            remarks(Section.UNITS),
        ),
        Chapter(_("Units behind"), tuple(sentences.behind(figures, groups)), remarks(Section.BEHIND)),
        Chapter(_("What stands in the way"), tuple(sentences.obstacles(figures)), remarks(Section.OBSTACLES)),
        Chapter(_("Corrections since the last bulletin"), tuple(sentences.corrections(figures))),
        Chapter("", (), remarks(Section.CLOSING)),
    ]
    return tuple(chapter for chapter in chapters if chapter.said or chapter.remarks)


def _curve(figures: BulletinFigures) -> Curve:
    total = figures.total
    return Curve(
        days=max(1, figures.days),
        done=tuple(point.done for point in figures.series),
        target=tuple(point.target for point in figures.series),
        goal=total.goal,
        title=_("Done against the people to serve, by day"),
        first_day=formats.short_day(figures.starts_on),
        last_day=formats.short_day(figures.deadline),
        done_name=f"{_('Done')} {formats.number(total.done)}",
        target_name=f"{_('To serve')} {formats.number(total.target)}",
        needed_name=_("needed %(needed)s a day") % {"needed": sentences.pace_needed(total.pace_needed)},
    )


def _units(figures: BulletinFigures) -> Grid:
    headings = (
        _("Unit"), _("To serve"), _("Done"), "%", _("That day"), _("A day, now"), _("A day, needed"),
        _("Communes done"), _("State"),
    )  # fmt: skip
    left = len(figures.rows) - MOST_UNITS
    more = _("and %(n)s more units, in the full figures") % {"n": formats.number(left)} if left > 0 else ""
    rows = tuple(_unit(row) for row in (*figures.rows[:MOST_UNITS], figures.total))
    return Grid(_("Units, the most urgent first"), headings, rows, more)


def _unit(row: UnitFigures) -> tuple[str, ...]:
    return (
        row.name_vi,
        formats.number(row.target),
        formats.number(row.done),
        formats.rate(row.rate),
        formats.change(row.today),
        sentences.pace(row.pace),
        sentences.pace_needed(row.pace_needed),
        f"{formats.number(row.units_complete)}/{formats.number(row.units)}",
        str(labels.STATUSES[row.status]),
    )


def _tiles(figures: BulletinFigures) -> tuple[Tiles, ...]:
    """Return the communes of every unit of the table, in its order; none when the table is of communes itself."""
    by_parent: dict[str, list[int]] = {}
    for commune in figures.communes:
        by_parent.setdefault(commune.parent, []).append(_step(commune))
    made = [
        Tiles(row.name_vi, tuple(sorted(by_parent.get(row.code, ()), reverse=True)))
        for row in figures.rows[:MOST_UNITS]
    ]
    return tuple(made) if any(tiles.steps for tiles in made) else ()


def _step(commune: CommuneFigures) -> int:
    if commune.rate is None:
        return -1
    return COMPLETE if commune.status is Status.DONE else min(COMPLETE - 1, int(commune.rate * 10))


def _obstacles(figures: BulletinFigures) -> Grid:
    total = figures.total.target
    rows = tuple(
        (str(labels.RESIDUALS[kind]), formats.number(n), formats.number(n * 1000 // total / 10, places=1))
        for kind, n in sentences.held_up(figures)
    )
    return Grid(_("What stands in the way"), (_("Obstacle"), _("Number of people"), _("% to serve")), rows)


def _corrections(figures: BulletinFigures) -> Grid:
    headings = (_("Commune"), _("To serve, as published"), _("now"), _("Done, as published"), _("now"))
    shown = figures.corrections[:MOST_CORRECTIONS]
    left = len(figures.corrections) - len(shown)
    more = _("and %(n)s more communes, in the full figures") % {"n": formats.number(left)} if left else ""
    names = {row.code: row.name_vi for row in figures.rows}
    return Grid(
        _("Corrections since the last bulletin"), headings, tuple(_correction(one, names) for one in shown), more
    )


def _correction(one: Correction, names: dict[str, str]) -> tuple[str, ...]:
    place = f"{one.name_vi}, {names[one.parent]}" if one.parent in names else one.name_vi
    return (
        place,
        *(formats.number(n) for n in (one.target_then, one.target_now, one.done_then, one.done_now)),
    )


def _signed(row: BulletinRow | None) -> tuple[str, ...]:
    if row is None or row.signed_at is None:
        return ()
    return (_("Signed"), str(row.signed_by), formats.moment(row.signed_at))


def _foot(figures: BulletinFigures, row: BulletinRow | None) -> str:
    if row is None or row.digest is None:
        return _("Draft: the figures are those of the ledger as it stands, and may change until it is signed.")
    return _("Sealed at ledger entry %(entry)s; check %(digest)s") % {
        "entry": formats.number(figures.entry),
        "digest": row.digest[:16],
    }
