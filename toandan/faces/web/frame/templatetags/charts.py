"""Tags that draw figures inside components (thẻ biểu đồ); `{% load charts %}`."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from django import template
from django.utils.safestring import SafeString

from toandan.faces.web.frame import formats
from toandan.ground.charts import bars, small, tiles

register = template.Library()


@register.simple_tag
def bullet_svg(rate: Decimal | None, target: Decimal | int | str | None = 100) -> SafeString:
    """Draw a bullet bar; the percentage stands beside it as text, so it is decoration to a screen reader."""
    asked = float(target) if target is not None and target != "" else 100.0
    return SafeString(small.bullet(None if rate is None else float(rate), asked))


_TILE = '<li><a class="s%s" href="%s" title="%s"><span class="visually-hidden" lang="vi">%s </span>%s</a></li>'


@register.simple_tag
def tile_links(places: Sequence[tiles.Tile]) -> SafeString:
    """Write a group's tiles as list items; a wall has hundreds, and a loop in the template takes far longer.

    Python's own escaping does what Django's does, which asks of every text whether it waits for a translation.
    """
    told = ((t.step, escape(t.address), escape(t.name), escape(t.text)) for t in places)
    return SafeString("".join(_TILE % (at, leads, name, name, text) for at, leads, name, text in told))


@register.simple_tag
def spark_svg(values: Sequence[int], label: str = "") -> SafeString:
    """Draw the line of the last days."""
    return SafeString(small.sparkline(values, label=str(label or "")))


@register.simple_tag
def stage_svg(steps: Sequence[bars.Bar], label: str, key: str = "stages") -> SafeString:
    """Draw the stage strip."""
    told = ", ".join(f"{s.name}: {formats.number(s.count)}" for s in steps)
    return SafeString(bars.stages(steps, key=key, title=str(label), desc=told, write=formats.number))


@register.simple_tag
def ageing_svg(classes: Sequence[bars.Bar], label: str, key: str = "ageing") -> SafeString:
    """Draw the ageing bars."""
    told = ", ".join(f"{b.name}: {formats.number(b.count)}" for b in classes)
    return SafeString(bars.ageing(classes, key=key, title=str(label), desc=told, write=formats.number))
