"""Gathers what a plan is made from: people, places, homes, kits, calendar (dữ liệu đầu vào)."""

from datetime import date, datetime

from toandan.command.field.words import Inputs


def gather(*, unit: int, first_day: date, days: int, now: datetime) -> Inputs:
    """Return the inputs of a plan."""
    raise NotImplementedError
