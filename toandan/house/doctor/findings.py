"""What an examination says about one thing."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How bad it is: `problem` keeps the program from working, `warning` does not."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, what is missing (empty when nothing is), and how to mend it.

    `thing` stays English, so that programs find it by name; the rest is in the operator's language.
    """

    thing: str
    verdict: Verdict
    found: str
    missing: str = ""
    mend: str = ""


def ok(thing: str, found: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(thing, Verdict.OK, found)


def warning(thing: str, found: str, missing: str, mend: str) -> Finding:
    """Return a finding that something should be mended some time."""
    return Finding(thing, Verdict.WARNING, found, missing, mend)


def problem(thing: str, found: str, missing: str, mend: str) -> Finding:
    """Return a finding that must be mended before the program works."""
    return Finding(thing, Verdict.PROBLEM, found, missing, mend)
