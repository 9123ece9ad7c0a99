"""The parts of a bulletin, each ready to be written: every figure is text already, in the paper's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """The two heads of an official paper: who writes at the left, the nation, place and day at the right."""

    above: str
    issuer: str
    nation: str
    motto: str
    number: str
    place_and_day: str


@dataclass(frozen=True, slots=True)
class Key:
    """One of the great figures at the top, with what it is a part of."""

    value: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and its paragraphs: `said` from figures, `remarks` in the officer's words."""

    heading: str
    said: tuple[str, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first column is text, the others are figures; `more` says what was left out, "" when nothing."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    """One unit's communes as tiles, the fullest first: tenths of percent done, 1000 when complete, −1 for nobody."""

    name: str
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """The burn-up: days from the start to the deadline, people done and to serve by day, and the names of its lines."""

    days: int
    done: tuple[int, ...]
    target: tuple[int, ...]
    goal: int
    title: str
    first_day: str
    last_day: str
    done_name: str
    target_name: str
    needed_name: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole bulletin; `draft` is what stands across one that nobody signed, "" on a signed one."""

    language: str
    head: Head
    title: str
    subtitle: str
    stamp: str
    draft: str
    keys: tuple[Key, ...]
    chapters: tuple[Chapter, ...]
    curve: Curve
    units: Grid
    tiles: tuple[Tiles, ...]
    obstacles: Grid
    corrections: Grid
    legend: str
    signed: tuple[str, ...]
    foot: str
