"""`toandan doctor`: what was found, what is missing, how to mend it."""

from typing import Annotated

import typer

from toandan.faces.cli import terminal


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
        for finding in findings:
            mark = {"ok": "ok     ", "warning": "WARNING", "problem": "PROBLEM"}[finding.verdict]
            terminal.show(f"{mark}  {finding.thing}: {finding.found}")
            if finding.missing:
                terminal.show(f"         missing: {finding.missing}")
                terminal.show(f"         mend:    {finding.mend}")
        terminal.show("Everything is in order." if healthy else "Something keeps the program from working.")
    if not healthy:
        raise typer.Exit(1)
