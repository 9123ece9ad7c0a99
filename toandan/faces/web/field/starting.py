"""Puts the work on a plan before the workers (lập phương án chạy nền)."""

from procrastinate.contrib.django import app as jobs


def start(run: int, *, officer: int | None) -> None:
    """Put the run before the workers; two workers never have the same one."""
    jobs.configure_task("field.plan", queue="office", lock=f"field:{run}").defer(run=run, officer=officer)
