"""Tables that leave the house (bảng xuất ra): XLSX, CSV and PDF from one description and a stream of rows."""

from toandan.sheets.tables.description import Cell, Column, Kind, Row, Table
from toandan.sheets.tables.writing import (
    FORMATS,
    MOST_IN_PDF,
    Taken,
    UnableToWrite,
    refuse_if_longer,
    unknown_format,
    write,
)

__all__ = [
    "FORMATS",
    "MOST_IN_PDF",
    "Cell",
    "Column",
    "Kind",
    "Row",
    "Table",
    "Taken",
    "UnableToWrite",
    "refuse_if_longer",
    "unknown_format",
    "write",
]
