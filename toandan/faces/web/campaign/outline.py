"""The map, where the operator has loaded boundaries (bản đồ): none with a free licence is shipped."""

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from toandan.command.campaign.words import BoardRow
from toandan.faces.web.campaign.parts import Address
from toandan.ground.charts import choropleth


def drawn(rows: tuple[BoardRow, ...], address: Address) -> SafeString | None:
    """Return the map of these rows, or None when no boundaries are loaded or none of them is about these units."""
    shapes = _shapes(str(getattr(settings, "BOUNDARIES", "") or ""))
    known = {row.code: row for row in rows}
    shown = [shape for shape in shapes if shape.code in known]
    if not shown:
        return None
    return SafeString(
        choropleth.choropleth(
            shown,
            {code: row.rate for code, row in known.items()},
            address=lambda code: address(known[code]),
            key="map",
            title=_("Percent done by unit, on the map"),
            desc=_("Every unit carries its whole percents; the table above holds the same figures."),
        )
    )


def _shapes(path: str) -> tuple[choropleth.Outline, ...]:
    file = Path(path) if path else None
    return _read(path, file.stat().st_mtime_ns) if file and file.is_file() else ()


@lru_cache(maxsize=2)
def _read(path: str, _changed: int) -> tuple[choropleth.Outline, ...]:
    """Read the file once for each change of it; a file that is no GeoJSON draws no map."""
    try:
        return tuple(choropleth.outlines(json.loads(Path(path).read_text(encoding="utf-8"))))
    except (ValueError, TypeError, AttributeError):
        return ()
