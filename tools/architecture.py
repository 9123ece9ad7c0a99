"""Writes docs/architecture.svg, the picture of the floors, from the import contracts and the rooms that are there."""

import configparser
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "architecture.svg"
ALT = "The floors of the house; imports only point down"
TITLES = {
    "house": "settings, wiring",
    "faces": "pages · API · commands · jobs",
    "sheets": "printed papers",
    "simulation": "an invented campaign",
    "command": "steering",
    "work": "what happens to people",
    "record": "who, where, what was done",
    "ground": "pure Python",
}
WIDTH, MARGIN, ROOMS_AT, ROW, GAP, BETWEEN, MOST = 1000, 20, 250, 32, 6, 24, 5
FONT = "Source Sans 3, Noto Sans, Arial, sans-serif"


def layers(contract: str) -> list[list[str]]:
    """Return the layers of a contract from the top down, each with the names of what is built on it."""
    found = configparser.ConfigParser()
    found.read(ROOT / ".importlinter", encoding="utf-8")
    lines = found[f"importlinter:contract:{contract}"]["layers"].splitlines()
    return [[name.strip(" ()") for name in line.split("|")] for line in lines if line.strip()]


def floors(wing: str) -> list[list[str]]:
    """Return the rows of a wing's rooms from the top down; a planned room is not drawn, a long floor takes two rows."""
    if wing == "faces":
        return [["web", "api", "cli", "jobs"]]
    if wing not in {"command", "work", "record", "ground"}:
        return []
    built = [[room for room in floor if (ROOT / "toandan" / wing / room).is_dir()] for floor in layers(wing)]
    return [floor[at : at + MOST] for floor in built for at in range(0, len(floor), MOST)]


def box(x: float, y: float, width: float, height: float, fill: str, stroke: str) -> str:
    """Return one rectangle."""
    where = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {where} rx="4" fill="{fill}" stroke="{stroke}"/>\n'


def rooms(floor: list[str], y: float) -> str:
    """Return the rooms of one floor side by side, equally wide."""
    wide = (WIDTH - MARGIN - 12 - ROOMS_AT + GAP) / len(floor) - GAP
    drawn = ""
    for place, name in enumerate(floor):
        x = ROOMS_AT + place * (wide + GAP)
        middle = f'x="{x + wide / 2:g}" y="{y + 21:g}" text-anchor="middle"'
        drawn += box(x, y, wide, ROW, "#fff", "#2F74B0")
        drawn += f'<text {middle} font-size="14" fill="#12436D">{name}</text>\n'
    return drawn


def band(wing: str, x: float, y: float, width: float) -> tuple[str, float]:
    """Return a wing with its floors, and how high it stands."""
    inside = floors(wing)
    height = max(58.0, len(inside) * (ROW + GAP) - GAP + 20)
    drawn = box(x, y, width, height, "#F5F6F8", "#C9CFD6")
    drawn += f'<text x="{x + 16:g}" y="{y + 26:g}" font-weight="600" font-size="17" fill="#1A1D21">{wing}</text>\n'
    drawn += f'<text x="{x + 16:g}" y="{y + 45:g}" font-size="14" fill="#5A6370">{TITLES[wing]}</text>\n'
    top = y + (height - len(inside) * (ROW + GAP) + GAP) / 2
    return drawn + "".join(rooms(floor, top + row * (ROW + GAP)) for row, floor in enumerate(inside)), height


def text() -> str:
    """Return the whole picture."""
    drawn, y = "", float(MARGIN)
    for wings in layers("floors"):
        wide = (WIDTH - 2 * MARGIN + 12) / len(wings) - 12
        bands = [band(wing, MARGIN + place * (wide + 12), y, wide) for place, wing in enumerate(wings)]
        y += max(height for _, height in bands)
        drawn += "".join(one for one, _ in bands)
        if wings != layers("floors")[-1]:
            arrow = f"M{WIDTH / 2:g} {y + 3:g}v16m-5-6 5 6 5-6"
            drawn += f'<path d="{arrow}" fill="none" stroke="#5A6370" stroke-width="1.6"/>\n'
        y += BETWEEN
    high = y - BETWEEN + MARGIN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high:g}" font-family="{FONT}" role="img"'
    return f'{head} aria-label="{ALT}">\n<rect width="{WIDTH}" height="{high:g}" fill="#fff"/>\n{drawn}</svg>\n'


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
    sys.exit(0)
