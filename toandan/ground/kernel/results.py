"""Findings: what a check has to say about one value (nhận xét khi kiểm tra dữ liệu)."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum


class Severity(StrEnum):
    """Whether a finding keeps the value out (`error`) or only asks for a second look (`warning`)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about one field; `code` is a stable word that `labels.py` turns into a sentence."""

    field: str
    code: str
    severity: Severity
    value: str = ""
    values: Mapping[str, object] = dataclass_field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Tell whether this finding keeps the value out."""
        return self.severity is Severity.ERROR
