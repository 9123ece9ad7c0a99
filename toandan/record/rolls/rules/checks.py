"""Checks a block of a canonical roll and turns it into the columns of the register (kiểm tra một khối dòng).

The responsible unit is the present commune, else the temporary, else the permanent one. The residence follows from
where the person is registered: `unregistered` without a permanent and a temporary commune, `temporary` when a
temporary or present commune differs from the permanent one, else `permanent`.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from toandan.ground.kernel import personal_number
from toandan.record.ledger.words import Card, EId, Obstacle, Residence
from toandan.record.people.words import BirthBasis
from toandan.record.rolls.rules import births, columns, values
from toandan.record.rolls.words import FindingCode, RollColumn, Weight

FINDINGS_SCHEMA = pl.Schema({
    "line": pl.Int64, "column": pl.String, "value": pl.String, "code": pl.String, "detail": pl.String,
})  # fmt: skip
PERSON_COLUMNS = (
    "full_name", "name_key", "birth_year", "birth_month", "birth_day", "birth_basis", "sex", "personal_number",
    "old_number", "father_name", "mother_name", "spouse_name", "permanent_unit", "temporary_unit", "present_unit",
    "present_address", "phone", "home_visit", "unit_no",
)  # fmt: skip
"""The columns of a person in the bulk frame, without `person_id`; beside them stands `state`."""
_NUMBER, _OLD_NUMBER = columns.Pattern(r"^[0-9]{12}$"), columns.Pattern(r"^[0-9]{9}$")
_PHONE = columns.Pattern(r"^0[1-9][0-9]{8}$")
_WORD: columns.Schema = {"value": pl.String, "code": pl.String}
_UNIT: columns.Schema = {"value": pl.Int32, "code": pl.String}
_ERRORS = frozenset(code.value for code in FindingCode if code.weight is not Weight.WARNING)


@dataclass(frozen=True, slots=True)
class Checked:
    """A block after its checks: every row as `line`, the person's columns, `state` and `good`; and the findings."""

    rows: pl.DataFrame
    findings: pl.DataFrame


@dataclass(slots=True)
class Checker:
    """Checks blocks of one file; remembers the readings of repeated values from block to block.

    `on` is the day the people count from, `units` maps commune codes of any year to unit numbers, `scope` are the unit
    ranges the importer may write to (None: everywhere), `states` the standings the ledger knows (empty: not checked),
    `elsewhen` tells of a code outside the scope the words `day=…` of a day on which it lies inside, or nothing.
    """

    on: date
    units: dict[str, int]
    scope: Sequence[tuple[int, int]] | None = None
    states: Collection[int] = ()
    elsewhen: Callable[[str], str] = field(default=lambda code: "")
    places: frozenset[str] = personal_number.PLACES
    _memories: dict[str, columns.Memory] = field(default_factory=dict)

    def check(self, block: pl.DataFrame) -> Checked:
        """Check a block with `line` and the canonical columns as text; columns the file lacks are null throughout."""
        collected = _Findings(block)
        rows = block.select("line").hstack(self._person(block, collected))
        rows = self._standing(block, rows, collected)
        findings = collected.frame()
        bad = findings.filter(pl.col("code").is_in(list(_ERRORS)))["line"].unique()
        rows = rows.with_columns(good=~pl.col("line").is_in(bad.implode()))
        return Checked(rows.select("line", *PERSON_COLUMNS, "state", "good"), findings)

    def _person(self, block: pl.DataFrame, collected: "_Findings") -> list[pl.Series]:
        birth = births.read(block[RollColumn.BIRTH_DATE], self.on, self._memory("birth", births.SCHEMA))
        collected.add(RollColumn.BIRTH_DATE, birth["code"])
        sex = self._word(block, RollColumn.SEX, _WORD, collected)
        made = {
            "personal_number": self._number(block, birth["birth_year"], sex, collected),
            "old_number": _plainly(block, RollColumn.OLD_NUMBER, _OLD_NUMBER, values.old_number, collected),
            "full_name": self._name(block, collected),
            "sex": sex,
            "phone": _plainly(block, RollColumn.PHONE, _PHONE, values.phone, collected).fill_null(""),
        }
        for column in (
            RollColumn.FATHER_NAME,
            RollColumn.MOTHER_NAME,
            RollColumn.SPOUSE_NAME,
            RollColumn.PRESENT_ADDRESS,
        ):
            longest = values.LONGEST_TEXT
            made[column] = _plainly(block, column, columns.PLAIN, values.text, collected, longest).fill_null("")
        for place in ("permanent", "temporary", "present"):
            made[f"{place}_unit"] = self._word(block, RollColumn(f"{place}_commune"), _UNIT, collected)
        made["name_key"] = columns.keys(made["full_name"])
        made["home_visit"] = pl.repeat(value=False, n=block.height, dtype=pl.Boolean, eager=True)
        known = birth.drop("code").get_columns()
        return [*known, *(series.rename(name) for name, series in made.items())]

    def _name(self, block: pl.DataFrame, collected: "_Findings") -> pl.Series:
        """Read the name; unlike any other column an empty one is an error."""
        cells = block[RollColumn.FULL_NAME].fill_null("")
        read = columns.surely(cells, columns.LETTERS, values.name, longest=values.LONGEST_NAME)
        collected.add(RollColumn.FULL_NAME, read["code"])
        return read["value"]

    def _number(self, block: pl.DataFrame, year: pl.Series, sex: pl.Series, collected: "_Findings") -> pl.Series:
        read = columns.surely(block[RollColumn.PERSONAL_NUMBER], _NUMBER, values.number)
        collected.add(RollColumn.PERSONAL_NUMBER, read["code"])
        good = pl.DataFrame({"number": read["value"], "code": read["code"], "year": year, "sex": sex}).select(
            number=pl.when(pl.col("code") == "").then(pl.col("number")),
            year=pl.col("year"),
            sex=pl.col("sex"),
        )
        for code, mask, detail in _number_doubts(good, self.places):
            collected.add_where(RollColumn.PERSONAL_NUMBER, code, mask, detail)
        return good["number"]

    def _standing(self, block: pl.DataFrame, rows: pl.DataFrame, collected: "_Findings") -> pl.DataFrame:
        """Work out the responsible unit and the standing, and say where the two cannot be."""
        rows = rows.with_columns(
            self._word(block, RollColumn.CARD, _WORD, collected).rename("card"),
            self._word(block, RollColumn.EID, _WORD, collected).rename("eid"),
            unit_no=pl.coalesce("present_unit", "temporary_unit", "permanent_unit"),
        )
        given = pl.col("card").is_not_null()
        rows = rows.with_columns(
            under_age=given & (pl.col("card") != Card.NOT_DUE.value) & ~pl.col("due")
        ).with_columns(
            of_age=given & (pl.col("card") == Card.NOT_DUE.value) & pl.col("due"),
            card=pl.coalesce("card", pl.when("due").then(pl.lit(Card.DUE.value)).otherwise(pl.lit(Card.NOT_DUE.value))),
            eid=pl.col("eid").fill_null(EId.NONE.value),
        )
        rows = rows.with_columns(state=_state())
        named = block.select(pl.any_horizontal(pl.col(c).is_not_null() for c in _COMMUNES)).to_series()
        unplaced = rows["unit_no"].is_null() & ~named
        collected.add_where("", FindingCode.UNIT_MISSING, unplaced)
        outside = self._outside(rows["unit_no"])
        days = self._other_days(block, outside)
        collected.add_where("", FindingCode.UNIT_ON_ANOTHER_DAY, days != "", days)
        collected.add_where("", FindingCode.UNIT_OUT_OF_SCOPE, outside & (days == ""))
        collected.add_where(
            RollColumn.CARD, FindingCode.CARD_UNDER_AGE, rows["under_age"] & rows["card"].eq(Card.DUE.value)
        )
        collected.add_where(RollColumn.CARD, FindingCode.CARD_OF_AGE, rows["of_age"])
        if self.states:
            collected.add_where("", FindingCode.STANDING_UNKNOWN, ~rows["state"].is_in(list(self.states)))
        return rows

    def _outside(self, units: pl.Series) -> pl.Series:
        if self.scope is None:
            return pl.repeat(value=False, n=len(units), dtype=pl.Boolean, eager=True)
        inside = pl.lit(value=False)
        for low, high in self.scope:
            inside = inside | pl.col("unit").is_between(low, high)
        return pl.DataFrame({"unit": units}).select((~inside).fill_null(value=False)).to_series()

    def _other_days(self, block: pl.DataFrame, outside: pl.Series) -> pl.Series:
        """Return for each row outside the scope on which day its code would lie inside; an empty text for none."""
        if not outside.any():
            return pl.repeat("", block.height, eager=True)
        codes = block.select(pl.when(outside).then(pl.coalesce(c.value for c in _COMMUNES))).to_series()
        days = {code: self.elsewhen(code) for code in codes.drop_nulls().unique()}
        return codes.replace_strict(days, default="", return_dtype=pl.String)

    def _word(
        self,
        block: pl.DataFrame,
        column: RollColumn,
        schema: columns.Schema,
        collected: "_Findings",
    ) -> pl.Series:
        read = self._read("commune" if column in _COMMUNES else column.value, schema, block[column])
        collected.add(column, read["code"])
        return read["value"]

    def _read(self, kind: str, schema: columns.Schema, column: pl.Series) -> pl.DataFrame:
        return self._memory(kind, schema).read(column)

    def _memory(self, kind: str, schema: columns.Schema) -> columns.Memory:
        return self._memories.get(kind) or self._memories.setdefault(kind, columns.Memory(self._reader(kind), schema))

    def _reader(self, kind: str) -> Callable[[str], Sequence[object]]:
        readers: dict[str, Callable[[str], Sequence[object]]] = {
            "birth": lambda text: births.parts(values.birth(text, self.on)),
            "commune": lambda text: values.commune(text, self.units),
            RollColumn.SEX: values.sex,
            RollColumn.CARD: values.card,
            RollColumn.EID: values.eid,
        }
        return readers[kind]


_COMMUNES = (RollColumn.PRESENT_COMMUNE, RollColumn.TEMPORARY_COMMUNE, RollColumn.PERMANENT_COMMUNE)


class _Findings:
    """Collects findings of one block column by column, as small frames."""

    def __init__(self, block: pl.DataFrame) -> None:
        self._block = block
        self._found: list[pl.DataFrame] = []

    def add(self, column: RollColumn, codes: pl.Series) -> None:
        """Note the code of each cell of a column; an empty code is no finding."""
        if (codes != "").any():
            self._take(column, pl.DataFrame({"code": codes, "detail": ""}), codes != "")

    def add_where(self, column: str, code: FindingCode, mask: pl.Series, detail: pl.Series | None = None) -> None:
        """Note one finding for every row of a mask; null counts as no."""
        mask = mask.fill_null(value=False)
        if mask.any():
            about = pl.DataFrame({"detail": detail if detail is not None else pl.repeat("", len(mask), eager=True)})
            self._take(column, about.with_columns(code=pl.lit(code.value)), mask)

    def frame(self) -> pl.DataFrame:
        """Return all findings in the order of their lines."""
        if not self._found:
            return pl.DataFrame(schema=FINDINGS_SCHEMA)
        return pl.concat(self._found).sort("line", maintain_order=True)

    def _take(self, column: str, about: pl.DataFrame, mask: pl.Series) -> None:
        value = self._block[column].fill_null("") if column else pl.repeat("", len(mask), eager=True)
        frame = pl.DataFrame(
            {"line": self._block["line"], "value": value, "code": about["code"], "detail": about["detail"]}
        )
        found = frame.filter(mask).with_columns(column=pl.lit(str(column)))
        self._found.append(found.select(*FINDINGS_SCHEMA).cast(FINDINGS_SCHEMA))


def _plainly(
    block: pl.DataFrame,
    column: RollColumn,
    pattern: columns.Pattern,
    read: Callable[[str], columns.Reading],
    collected: _Findings,
    longest: int = 10**6,
) -> pl.Series:
    cells = block[column]
    if cells.null_count() == len(cells):
        return cells.cast(pl.String)
    found = columns.surely(cells, pattern, read, longest=longest)
    collected.add(column, found["code"])
    return found["value"]


def _number_doubts(
    good: pl.DataFrame, places: frozenset[str]
) -> Iterator[tuple[FindingCode, pl.Series, pl.Series | None]]:
    """Yield the warnings of the kernel about numbers that can be ones: code, rows, and the words for the sentence.

    The words are only put together where a row needs them.
    """
    said = good.select(
        "year",
        "sex",
        place=pl.col("number").str.slice(0, 3),
        digit=pl.col("number").str.slice(3, 1).cast(pl.Int32),
        short=pl.col("number").str.slice(4, 2).cast(pl.Int32),
    ).with_columns(
        said_year=1900 + 100 * (pl.col("digit") // 2) + pl.col("short"),
        said_sex=pl.when(pl.col("digit") % 2 == 1).then(pl.lit("F")).otherwise(pl.lit("M")),
    )
    doubts = {
        FindingCode.NUMBER_PLACE_UNKNOWN: ~pl.col("place").is_in(list(places)),
        FindingCode.NUMBER_CENTURY_AHEAD: pl.col("digit") >= 4,
        FindingCode.NUMBER_YEAR_DIFFERS: pl.col("year").is_not_null() & (pl.col("year") != pl.col("said_year")),
        FindingCode.NUMBER_SEX_DIFFERS: pl.col("digit").is_not_null()
        & pl.col("sex").is_not_null()
        & (pl.col("sex") != pl.col("said_sex")),
    }
    found = said.select(doubt.alias(code.value) for code, doubt in doubts.items())
    for code in doubts:
        rows = found[code.value]
        yield code, rows, said.select(_SAID[code]).to_series() if rows.any() else None


_SAID = {
    FindingCode.NUMBER_PLACE_UNKNOWN: pl.format("place={}", "place"),
    FindingCode.NUMBER_CENTURY_AHEAD: pl.format("digit={}", "digit"),
    FindingCode.NUMBER_YEAR_DIFFERS: pl.format("said={};known={}", "said_year", "year"),
    FindingCode.NUMBER_SEX_DIFFERS: pl.format("said={};known={}", "said_sex", "sex"),
}


def _state() -> pl.Expr:
    """Write a standing as the ledger's one number, from `card`, `eid` and the places of the person."""
    permanent, temporary, present = (pl.col(f"{p}_unit") for p in ("permanent", "temporary", "present"))
    away = (
        temporary.ne_missing(permanent) & temporary.is_not_null()
        | present.ne_missing(permanent) & present.is_not_null()
    )
    residence = (
        pl.when(permanent.is_null() & temporary.is_null())
        .then(Residence.UNREGISTERED.digit)
        .when(away)
        .then(Residence.TEMPORARY.digit)
        .otherwise(Residence.PERMANENT.digit)
    )
    card = pl.col("card").replace_strict({c.value: c.digit for c in Card}, return_dtype=pl.Int32)
    eid = pl.col("eid").replace_strict({e.value: e.digit for e in EId}, return_dtype=pl.Int32)
    undated = (pl.col("birth_basis") == BirthBasis.NONE.value) & (pl.col("card") == Card.DUE.value)
    obstacle = pl.when(undated).then(Obstacle.BIRTH_DATE_MISSING.digit).otherwise(0)
    return (residence * 10000 + card * 1000 + eid * 100 + obstacle).cast(pl.Int32)
