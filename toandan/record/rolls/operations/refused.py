"""The spreadsheet of refused rows: the cells as they stood, and why, in both languages (các dòng bị loại)."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.rolls import labels
from toandan.record.rolls.adapters.opening import open_roll
from toandan.record.rolls.adapters.vault import Vault
from toandan.record.rolls.adapters.xlsx_writer import write_xlsx
from toandan.record.rolls.operations.checking import BATCH_ROWS
from toandan.record.rolls.operations.errors import UPLOAD_GONE, UnableToExport
from toandan.record.rolls.ports import blocks
from toandan.record.rolls.queries import run_row
from toandan.record.rolls.words import FindingCode, FindingRow, RollsPermission, Weight

_LEFT_OUT = [code.value for code in FindingCode if code.weight is not Weight.WARNING]


def refused_rows(*, actor: Actor, run: int, path: Path, source: Path | None = None) -> int:
    """Write the rows that an import left out to an XLSX file at `path`; return how many.

    `source` is the imported file, if it is not the uploaded one. The file can be mended and sent again as it is: its
    first columns are the original ones.
    """
    row = run_row(actor=actor, run=run)
    vault = Vault(row.digest, row.unit)
    with acting(actor):
        require(actor, RollsPermission.IMPORT, at=row.unit)
        append(actor=actor, verb="rolls.roll.refused_rows", subject=f"roll:{run}", unit=row.unit)
    headings = [*row.headings, "line", "lý do", "reason"]
    more = _("There are more refused rows than a spreadsheet can hold.")
    rows = _rows(vault, source or vault.upload, tuple(row.mapping.values()))
    return write_xlsx(path, headings=headings, rows=rows, sheet="refused", more=more)


def refused_file(*, actor: Actor, run: int) -> Path:
    """Return the spreadsheet of the rows an import of an uploaded file left out, made afresh in the run's directory."""
    row = run_row(actor=actor, run=run)
    vault = Vault(row.digest, row.unit)
    if not vault.upload.exists():
        raise UnableToExport(UPLOAD_GONE, code="rolls.upload_gone")
    refused_rows(actor=actor, run=run, path=vault.refused)
    return vault.refused


def _rows(vault: Vault, source: Path, wanted: tuple[str, ...]) -> Iterator[list[object]]:
    numbers = vault.numbers("findings")
    if not any(_left_out(vault.read("findings", number)).height for number in numbers):
        return
    file = open_roll(source, wanted)
    for number, block in enumerate(blocks(file, BATCH_ROWS)):
        reasons = _reasons(_left_out(vault.read("findings", number)))
        shown = block.rows.filter(pl.col("line").is_in(list(reasons)))
        cells = {line: list(rest) for line, *rest in shown.iter_rows()}
        broken = {line: [text] + [None] * (len(file.headings) - 1) for line, text in block.broken}
        for line in sorted(reasons):
            found = cells.get(line) or broken.get(line) or [None] * len(file.headings)
            yield [*found, line, *reasons[line]]


def _left_out(findings: pl.DataFrame) -> pl.DataFrame:
    return findings.filter(pl.col("code").is_in(_LEFT_OUT))


def _reasons(findings: pl.DataFrame) -> dict[int, tuple[str, ...]]:
    """Return for each line its reasons, one text per language."""
    texts: dict[int, dict[str, list[str]]] = {}
    for values in findings.iter_rows():
        finding = FindingRow(*values)
        for language, sentence in labels.both(finding).items():
            said = f"{finding.column}: {sentence}" if finding.column else sentence
            texts.setdefault(finding.line, {}).setdefault(language, []).append(said)
    return {line: tuple("\n".join(by[language]) for language in labels.LANGUAGES) for line, by in texts.items()}
