"""`toandan doctor`: what was found, what is missing, how to mend it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from toandan.faces.cli import terminal
from toandan.house.speech import gettext as _

if TYPE_CHECKING:
    from toandan.house.doctor import Finding


def register(top: typer.Typer) -> None:
    """Add the top-level command."""
    top.command("doctor")(doctor)


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Examine everything the program needs; the exit code is 1 when something keeps it from working."""
    from toandan.house import doctor as examiner

    findings = list(examiner.examine())
    healthy = all(finding.verdict is not examiner.Verdict.PROBLEM for finding in findings)
    if as_json:
        terminal.json_out({"healthy": healthy, "findings": findings})
    else:
        _show(findings)
        terminal.show(_("Everything is in order.") if healthy else _("Something keeps the program from working."))
    if not healthy:
        raise typer.Exit(1)


def _show(findings: "Iterable[Finding]") -> None:
    """Print findings for people: the verdicts under one another, and below each what is missing and how to mend it."""
    marks = {"ok": _("ok"), "warning": _("WARNING"), "problem": _("PROBLEM")}
    missing, mend = _("missing:"), _("mend:")
    width, below = max(map(len, marks.values())), max(len(missing), len(mend))
    for finding in findings:
        terminal.show(f"{marks[finding.verdict]:{width}}  {_(finding.thing)}: {finding.found}")
        if finding.missing:
            terminal.show(f"{'':{width}}  {missing:{below}} {finding.missing}")
            terminal.show(f"{'':{width}}  {mend:{below}} {finding.mend}")
