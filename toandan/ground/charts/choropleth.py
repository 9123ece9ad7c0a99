"""A map of units coloured by coverage (bản đồ), drawn only from boundaries the operator has loaded.

The input is GeoJSON; only numbers and codes are taken out of it, so nothing else of the file reaches the page.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, radians
from typing import Any

from toandan.ground.charts.palette import INK, MUTED, ON_STEPS, PAPER, STEPS, step
from toandan.ground.charts.svg import attributes, drawing, short, text

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The outer and inner rings of one unit, as (longitude, latitude) in degrees."""

    code: str
    rings: tuple[Ring, ...]


def outlines(geojson: Mapping[str, Any], *, code_field: str = "code") -> list[Outline]:
    """Read the polygons of a FeatureCollection; features without a code or with another geometry are left out.

    Raises:
        ValueError: a coordinate is not a number within longitude −180..180, latitude −90..90.
    """
    found = []
    for feature in geojson.get("features", []):
        code = str((feature.get("properties") or {}).get(code_field, ""))
        geometry = feature.get("geometry") or {}
        polygons = {"Polygon": lambda c: [c], "MultiPolygon": list}.get(str(geometry.get("type")))
        if code.isalnum() and polygons:
            rings = [_ring(r) for polygon in polygons(geometry.get("coordinates", [])) for r in polygon]
            found.append(Outline(code=code, rings=tuple(r for r in rings if len(r) >= 3)))
    return found


def choropleth(
    shapes: Sequence[Outline],
    rates: Mapping[str, Decimal | None],
    *,
    address: Callable[[str], str],
    key: str,
    title: str,
    desc: str,
    width: float = 720,
) -> str:
    """Return the map: every outline in its coverage step with its whole percents printed at its middle."""
    points = [p for shape in shapes for ring in shape.rings for p in ring]
    if not points:
        return drawing(width, 1, "", key=key, title=title, desc=desc, css="map")
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = cos(radians((south + north) / 2))
    unit = width / (((east - west) * squeeze) or 1)

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return (point[0] - west) * squeeze * unit, (north - point[1]) * unit

    body = "".join(_shape(shape, rates, place, address) for shape in shapes if shape.rings)
    return drawing(width, (north - south) * unit, body, key=key, title=title, desc=desc, css="map")


def _shape(
    shape: Outline,
    rates: Mapping[str, Decimal | None],
    place: Callable[[tuple[float, float]], tuple[float, float]],
    address: Callable[[str], str],
) -> str:
    rate = rates.get(shape.code)
    colour = step(None if rate is None else float(rate))
    way = "".join("M" + "L".join(f"{short(x)} {short(y)}" for x, y in map(place, ring)) + "Z" for ring in shape.rings)
    fill = STEPS[colour - 1] if colour else PAPER
    body = f'<path d="{way}"{attributes(fill=fill, stroke=MUTED, stroke_width="0.8", fill_rule="evenodd")}/>'
    x, y = place(_middle(max(shape.rings, key=len)))
    ink = ON_STEPS[colour - 1] if colour else INK
    body += text(x, y + 4, "–" if rate is None else str(int(rate)), fill=ink, font_size="13", text_anchor="middle")
    return f"<a{attributes(href=address(shape.code))}>{body}</a>"


def _ring(raw: Iterable[Sequence[Any]]) -> Ring:
    ring = tuple((float(p[0]), float(p[1])) for p in raw)
    if any(not (-180 <= x <= 180 and -90 <= y <= 90) for x, y in ring):
        raise ValueError("a coordinate lies outside the Earth")
    return ring


def _middle(ring: Ring) -> tuple[float, float]:
    return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
