"""Blind samples between the command line and the page on which they are labelled (mẫu gán nhãn)."""

from collections import Counter
from datetime import date
from pathlib import Path
from uuid import uuid4

import polars as pl

from toandan.faces.cli.linking import lists as link_lists
from toandan.faces.cli.linking.words import NO_LIST, NO_ROWS, UnableToLink
from toandan.ground.kernel.actor import Actor
from toandan.ground.linkage.evaluation import GROUPS, groups
from toandan.ground.linkage.model import Kind

_DIGITS = 19
"""Numbers of people have fewer digits."""
REASON = "Lập mẫu gán nhãn để đánh giá đối khớp"
"""Why a sample is drawn, as the journal's readers see it."""


def lay_out(actor: Actor, drawn: pl.DataFrame, kind: Kind, listed: Path | None, source: str) -> tuple[int, int]:
    """Lay drawn pairs before the labellers of the page; return the number of the sample and of its pairs.

    Raises UnableToLink when the list is missing that the records stand in, or is another one.
    """
    from toandan.faces.cli import terminal
    from toandan.work.verification import operations
    from toandan.work.verification.words import Kind as CaseKind

    words = {"deaths": "suspected_dead", "births": "birth_date_missing", "duplicates": "duplicate"}
    rows = _rows(actor, drawn, kind, listed, terminal.today())
    records = {row["id"]: {name: told for name, told in row.items() if told} for row in rows.iter_rows(named=True)}
    if not records:
        raise UnableToLink(NO_ROWS, code="link.no_rows", values={"file": listed.name if listed else source})
    walk = link_lists.crosswalk(terminal.today())
    inside = {
        str(row.pop("list_id")): tuple(name for name in GROUPS if row[name])
        for row in groups(rows, walk, terminal.today().year).iter_rows(named=True)
    }
    pairs = [
        operations.Drawn(
            one, int(person), {"person_id": int(one)} if kind == "duplicates" else records[one], inside.get(one, ())
        )
        for one, person in drawn.select("list_id", "person_id").iter_rows()
        if one in records and _is_person(person)
    ]
    return operations.draw_sample(
        actor=actor, now=terminal.now(), kind=CaseKind(words[kind]), source=source, pairs=pairs, reason=REASON,
        client_key=uuid4(),
    )  # fmt: skip


def _rows(actor: Actor, drawn: pl.DataFrame, kind: Kind, listed: Path | None, today: date) -> pl.DataFrame:
    """Return the canonical rows the drawn pairs speak of: of the office's list, or of the register itself."""
    wanted = drawn["list_id"].to_list()
    if kind == "duplicates":
        return _registered(actor, [int(one) for one in wanted if _is_person(one)])
    if listed is None:
        raise UnableToLink(NO_LIST, code="link.no_list")
    from toandan.ground.linkage.lists import BIRTHS, DEATHS

    columns = DEATHS if kind == "deaths" else BIRTHS
    codes = frozenset(link_lists.crosswalk(today)["code"])
    rows, _faults = link_lists.office_list(listed, columns, today=today, communes=codes)
    return (
        rows.filter(pl.col("id").is_in(wanted))
        if rows.width
        else pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    )


def _is_person(text: str) -> bool:
    """Tell whether a text may be the number of a person; files of decisions can be written by hand."""
    return text.isdecimal() and len(text) < _DIGITS


def _registered(actor: Actor, people: list[int]) -> pl.DataFrame:
    from toandan.record.officers.queries import reading
    from toandan.record.people import queries

    with reading(actor):
        known = queries.persons(people)
    cells = [(str(one.person_id), one.details.birth.text, str(one.unit)) for one in known]
    return pl.DataFrame(cells, schema=dict.fromkeys(("id", "birth_date", "commune"), pl.String), orient="row")


def labels(actor: Actor, sample: int) -> tuple[pl.DataFrame, list[str], dict[str, int]]:
    """Return what was labelled on the page as `tables.labels` does, and how many pairs agree, differ and so on.

    Raises SampleUnknown.
    """
    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading
    from toandan.work.verification import queries
    from toandan.work.verification.words import Verdict, VerificationPermission

    with reading(actor):
        require(actor, VerificationPermission.PROPOSE, at=actor.at)
        pairs = queries.labelled_pairs(sample)
    found: Counter[str] = Counter(dict.fromkeys(("agreed", "differ", "cannot_tell", "unlabelled"), 0))
    for one in pairs:
        clear = set(one.verdicts) - {Verdict.UNSURE}
        found[
            "agreed" if one.same is not None else "differ" if clear else "cannot_tell" if one.verdicts else "unlabelled"
        ] += 1
    cells = [(one.list_id, str(one.person_id), one.same, *(name in one.groups for name in GROUPS)) for one in pairs]
    schema = {"list_id": pl.String(), "person_id": pl.String()} | dict.fromkeys(("label", *GROUPS), pl.Boolean())
    return pl.DataFrame(cells, schema=schema, orient="row"), list(GROUPS), dict(found)
