"""The files that runs leave and people label; what is wrong with one is told by file and line (bảng của đối khớp)."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from toandan.faces.cli.linking import words
from toandan.faces.cli.linking.words import UnableToLink

if TYPE_CHECKING:
    from toandan.ground.linkage.model import Kind, Model

DECIDED = ("list_id", "person_id", "band", "weight", "probability")
"""The columns of what a run decided."""
LABELLED = ("list_id", "person_id", "label")
"""The columns of a labelled sample; any other is a group."""
_BANDS = frozenset({"auto", "review"})
_SEPARATORS = ",;\t"


def decided(path: Path) -> pl.DataFrame:
    """Read what a run wrote with --decisions. Raises UnableToLink."""
    _headings, rows = _table(path, DECIDED)
    for line, row in rows:
        if row["band"] not in _BANDS:
            raise _wrong(path, line, "band", words.NO_BAND)
        for column in ("weight", "probability"):
            if row[column] and not _is_number(row[column]):
                raise _wrong(path, line, column, words.NO_NUMBER)
    frame = pl.DataFrame(
        [[row[name] or None for name in DECIDED] for _line, row in rows], schema=_texts(DECIDED), orient="row"
    )
    return frame.with_columns(pl.col("weight", "probability").cast(pl.Float64))


def labels(path: Path) -> tuple[pl.DataFrame, list[str]]:
    """Read a labelled sample with its true/false columns, and the names of its groups. Raises UnableToLink."""
    headings, rows = _table(path, LABELLED)
    groups = [name for name in headings if name not in LABELLED]
    told: list[list[str | bool | None]] = []
    for line, row in rows:
        said: list[str | bool | None] = [row["list_id"], row["person_id"]]
        for column in ("label", *groups):
            word = row[column].strip().lower()
            # A word that is neither must not pass for a no.
            if word not in words.LABELS:
                raise _wrong(path, line, column, words.NO_LABEL)
            said.append(words.LABELS[word])
        told.append(said)
    schema = _texts(LABELLED[:2]) | dict.fromkeys(("label", *groups), pl.Boolean())
    return pl.DataFrame(told, schema=schema, orient="row"), groups


def pairs(path: Path, wanted: tuple[str, ...]) -> pl.DataFrame:
    """Read true links. Raises UnableToLink."""
    _headings, rows = _table(path, wanted)
    return pl.DataFrame([[row[name] for name in wanted] for _line, row in rows], schema=_texts(wanted), orient="row")


def proposals(path: Path) -> pl.DataFrame:
    """Read a file of proposals. Raises UnableToLink when it is not Parquet."""
    try:
        return pl.read_parquet(path, glob=False)
    except OSError as error:
        raise UnableToLink(words.NO_FILE, code="link.no_file", values={"file": path}) from error
    except pl.exceptions.PolarsError as error:
        raise UnableToLink(words.NO_PARQUET, code="link.no_parquet", values={"file": path.name}) from error


def model(path: Path, kind: "Kind") -> "Model":
    """Read a model of what is linked. Raises UnableToLink when the file is none, or lacks something."""
    from toandan.ground.linkage.model import COMPARED_FOR, ModelIncomplete, from_json

    text = _text(path)
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise UnableToLink(
            words.NO_JSON, code="link.no_model", values={"file": path.name, "line": error.lineno}
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnableToLink(words.NO_JSON, code="link.no_model", values={"file": path.name, "line": 1}) from error
    try:
        return from_json(text, COMPARED_FOR[kind])
    except ModelIncomplete as error:
        sentence = words.NO_MODEL[error.code]
        raise UnableToLink(sentence, code="link.no_model", values={"file": path.name, **error.values}) from error


def matched(decided: pl.DataFrame, labels: pl.DataFrame, name: str) -> None:
    """Make sure that labels are of these decisions. Raises UnableToLink when none of them is."""
    if labels.height and labels.join(decided, on=["list_id", "person_id"], how="semi").is_empty():
        raise UnableToLink(words.NO_MATCH, code="link.no_match", values={"file": name})


def write(path: Path, text: str) -> None:
    """Write a file. Raises UnableToLink when its place takes none; a full disk is told by the house."""
    try:
        path.write_text(text, encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError) as error:
        raise UnableToLink(words.NOT_WRITTEN, code="link.not_written", values={"file": path}) from error


def _table(path: Path, wanted: Sequence[str]) -> tuple[list[str], list[tuple[int, Mapping[str, str]]]]:
    """Return the headings of a CSV and its rows with their lines. Raises UnableToLink naming file and line."""
    text = _text(path)
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[tuple[int, Mapping[str, str]]] = []
    try:
        headings = [heading.strip() for heading in next(reader, [])]
        missing = [name for name in wanted if name not in headings]
        if missing:
            values: dict[str, str | int] = {"file": path.name, "wanted": ", ".join(missing)}
            raise UnableToLink(words.NO_COLUMNS, code="link.no_columns", values=values)
        for row in reader:
            if not row:
                continue
            if len(row) != len(headings):
                values = {"file": path.name, "line": reader.line_num, "found": len(row), "wanted": len(headings)}
                raise UnableToLink(words.CELLS, code="link.cells", values=values)
            found.append((reader.line_num, dict(zip(headings, row, strict=True))))
    except csv.Error as error:
        values = {"file": path.name, "line": max(reader.line_num, 1)}
        raise UnableToLink(words.NO_CSV, code="link.no_csv", values=values) from error
    return headings, found


def _text(path: Path) -> str:
    try:
        whole = path.read_bytes()
    except OSError as error:
        raise UnableToLink(words.NO_FILE, code="link.no_file", values={"file": path}) from error
    try:
        return whole.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        values = {"file": path.name, "line": whole.count(b"\n", 0, error.start) + 1}
        raise UnableToLink(words.NO_UTF8, code="link.no_utf8", values=values) from error


def _wrong(path: Path, line: int, column: str, sentence: str) -> UnableToLink:
    return UnableToLink(sentence, code="link.wrong_cell", values={"file": path.name, "line": line, "column": column})


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False


def _texts(names: Sequence[str]) -> dict[str, pl.DataType]:
    return dict.fromkeys(names, pl.String())
