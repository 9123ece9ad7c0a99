"""Sessions as a calendar other programs read (lịch iCalendar, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

_FOLD = 73
"""Bytes of a line before it is folded: the rule says 75, the fold's own blank among them."""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry: what stands in the calendar, where, and from when to when, with zones."""

    uid: str
    begins: datetime
    ends: datetime
    title: str
    place: str
    text: str
    cancelled: bool
    latitude: float
    longitude: float


def ics(events: Iterable[Event], *, now: datetime, name: str) -> bytes:
    """Return the calendar; instants stand in universal time, so that no zone has to be described."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Toandan//sessions//VI", f"X-WR-CALNAME:{_text(name)}"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}@toandan",
            f"DTSTAMP:{_instant(now)}",
            f"DTSTART:{_instant(event.begins)}",
            f"DTEND:{_instant(event.ends)}",
            f"SUMMARY:{_text(event.title)}",
            f"LOCATION:{_text(event.place)}",
            f"GEO:{event.latitude:.6f};{event.longitude:.6f}",
            f"DESCRIPTION:{_text(event.text)}",
            f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
            "END:VEVENT",
        ]
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"]).encode()


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(said: str) -> str:
    escaped = said.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line that is too long between letters, never inside one; the next part begins with a blank."""
    parts, now = [], ""
    for letter in line:
        if len((now + letter).encode()) > _FOLD:
            parts.append(now)
            now = ""
        now += letter
    return "\r\n ".join([*parts, now]) + "\r\n"
