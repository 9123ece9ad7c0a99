"""What the linking commands read: the office's list, the register in scope, the crosswalk of communes (đọc dữ liệu)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import polars as pl

from toandan.faces.cli.linking import tables
from toandan.faces.cli.linking.words import NO_NAMES, UnableToLink
from toandan.ground.kernel.actor import FIRST_NUMBER, LAST_NUMBER, Actor
from toandan.ground.linkage import lists, vni
from toandan.ground.linkage.columns import standardise
from toandan.ground.linkage.faults import Fault, LineFault

_ROWS = 20_000


def office_list(
    path: Path, wanted: tuple[str, ...], *, today: date, communes: frozenset[str]
) -> tuple[pl.DataFrame, list[LineFault]]:
    """Read a list of an office as CSV or XLSX in any known encoding. Raises UnableToRead and UnableToLink."""
    from toandan.record.rolls.queries import blocks, open_list

    file = open_list(path, [name for names in lists.HEADINGS.values() for name in names])
    places = lists.columns_of(file.headings, wanted)
    if "full_name" not in places:
        raise UnableToLink(NO_NAMES, code="link.no_names", values={"wanted": ", ".join(wanted)})
    parts, faults = [], []
    old_windows = file.nature.get("encoding") == "cp1258"
    for block in blocks(file, _ROWS):
        rows = _without_vni(block.rows, f"c{places['full_name']}", old_windows)
        part, wrong = lists.read(rows, places, today=today, communes=communes)
        parts.append(part)
        faults += wrong
        faults += [LineFault(line, "", Fault.SHIFTED) for line, _text in block.broken]
    if not parts:
        return pl.DataFrame(), faults
    rows, shared = lists.told_apart(pl.concat(parts))
    return rows, faults + shared


def _without_vni(rows: pl.DataFrame, names: str, old_windows: bool) -> pl.DataFrame:
    """Read a block typed for the VNI fonts, by how its names look; the bytes were taken for Windows-1258 till here."""

    def straight(text: str) -> str:
        return vni.western(text) if old_windows else text

    if not vni.looks(straight(name) for name in rows[names].drop_nulls().to_list()):
        return rows
    texts = pl.selectors.string()
    return rows.with_columns(texts.map_elements(lambda text: vni.decode(straight(text)), return_dtype=pl.String))


def true_links(path: Path) -> pl.DataFrame:
    """Read `id`, `personal_number` of true links. Raises UnableToLink."""
    return tables.pairs(path, ("id", "personal_number"))


def crosswalk(today: date) -> pl.DataFrame:
    """Return for every commune code of any year, and every unit number of the register, where it lies now.

    A code that was used again after a reform means, in a list, the unit that bears it today.
    """
    from toandan.record.units import queries as units
    from toandan.record.units.words import UnitLevel

    everyone = units.by_numbers(unit.number for unit in units.spanning(FIRST_NUMBER, LAST_NUMBER))
    communes = [unit for unit in everyone.values() if unit.level == UnitLevel.COMMUNE]
    rows: list[tuple[str, str, str, str | None]] = []
    for unit in communes:
        now = str(units.ended_in(unit.number)[0].number)
        above = everyone.get(unit.parent or 0)
        district = str(above.number) if above is not None and above.level == UnitLevel.DISTRICT else None
        rows.append((str(unit.number), unit.code, now, district))
    registered = pl.DataFrame(rows, schema=("code", "unit_old", "unit", "dist"), orient="row")
    table = {code: str(number) for code, number in units.any_year_table(today).items()}
    listed = registered.with_columns(code="unit_old").sort("dist", nulls_last=True).unique("code", keep="first")
    listed = listed.with_columns(unit=pl.col("code").replace_strict(table, default=pl.col("unit")))
    return pl.concat([registered, listed])


@contextmanager
def in_scope(
    actor: Actor, walk: pl.DataFrame, truth: pl.DataFrame | None, *, undated: bool = False, itself: bool = False
) -> Iterator[tuple[Path, pl.DataFrame | None, int]]:
    """Give the people in scope as Parquet files in the compared columns, the truth by person, and how many they are.

    The truth has `list_id` and `person_id`. With `itself` both sides of the truth are people of the register, each
    named by the personal number or by the number in the address of their page. The files hold names and numbers: they
    lie in a folder of this user's own and are gone when the block ends.
    """
    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading
    from toandan.record.people import queries as people
    from toandan.record.people.words import PeoplePermission

    found: list[pl.DataFrame] = []
    size = 0
    with TemporaryDirectory(prefix="toandan-link-") as folder:
        standardise(pl.DataFrame(schema={"id": pl.String})).write_parquet(Path(folder) / "part-none.parquet")
        with reading(actor):
            require(actor, PeoplePermission.READ, at=actor.at)
            for number, part in enumerate(people.whole(undated=undated)):
                standardise(part, walk).write_parquet(Path(folder) / f"part-{number:06}.parquet")
                size += part.height
                if truth is not None:
                    found.append(_bearers(truth, part))
        right = None if truth is None or not found else _true(truth, pl.concat(found), itself=itself)
        yield Path(folder) / "part-*.parquet", right, size


def _bearers(truth: pl.DataFrame, part: pl.DataFrame) -> pl.DataFrame:
    """Return which people of a part the truth names, and by which number: `key`, `person_id`."""
    keys = pl.concat([truth["id"], truth["personal_number"]]).unique()
    both = [part.select(key=name, person_id="id") for name in ("personal_number", "id")]
    return pl.concat(both).join(keys.to_frame("key"), on="key", how="semi")


def _true(truth: pl.DataFrame, bearers: pl.DataFrame, *, itself: bool) -> pl.DataFrame:
    """Return the true links by person: `list_id`, `person_id`."""
    linked = truth.join(bearers, left_on="personal_number", right_on="key")
    if not itself:
        return linked.select(list_id="id", person_id="person_id")
    other = bearers.select("key", list_id="person_id")
    return linked.join(other, left_on="id", right_on="key").select("list_id", "person_id")


def hand_over(actor: Actor, proposed: pl.DataFrame, source: str, reason: str) -> dict[str, object]:
    """Propose what a run found: the surest are suspended until somebody confirms, the others wait for reviewers.

    Returns how many of each, how many were known already, and how many were refused. Nobody is dead by it.
    """
    from toandan.faces.cli import terminal
    from toandan.work.verification.operations import propose

    done = propose(
        actor=actor, now=terminal.now(), proposals=proposed, source=source, reason=reason, client_key=uuid4()
    )
    return {
        "suspended": done.suspended,
        "cases": done.cases,
        "reviews": done.reviews,
        "known": done.known,
        "refused": len(done.refused),
    }
