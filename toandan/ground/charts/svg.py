"""The few pieces every drawing is made of (mảnh ghép SVG)."""

from collections.abc import Sequence
from html import escape

FONT = "'Source Sans 3','Noto Sans',Arial,sans-serif"


def short(value: float) -> str:
    """Return a coordinate with one decimal at most: 12.0 → "12", 12.34 → "12.3"."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def attributes(**values: object) -> str:
    """Return attributes in SVG's spelling (`stroke_width` → stroke-width); None leaves one out."""
    parts = []
    for name, value in values.items():
        if value is not None:
            text = short(value) if isinstance(value, float) else str(value)
            parts.append(f' {name.rstrip("_").replace("_", "-")}="{escape(text)}"')
    return "".join(parts)


def line(x1: float, y1: float, x2: float, y2: float, **values: object) -> str:
    """Return a straight line."""
    return f'<path d="M{short(x1)} {short(y1)}L{short(x2)} {short(y2)}"{attributes(**values)}/>'


def polyline(points: Sequence[tuple[float, float]], **values: object) -> str:
    """Return an open line through the points."""
    if not points:
        return ""
    way = "L".join(f"{short(x)} {short(y)}" for x, y in points)
    return f'<path d="M{way}"{attributes(fill="none", **values)}/>'


def rect(x: float, y: float, width: float, height: float, **values: object) -> str:
    """Return a filled rectangle."""
    return (
        f'<rect x="{short(x)}" y="{short(y)}" width="{short(max(width, 0))}" height="{short(max(height, 0))}"'
        f"{attributes(**values)}/>"
    )


def text(x: float, y: float, content: str, **values: object) -> str:
    """Return a line of text whose baseline begins at (x, y)."""
    return f'<text x="{short(x)}" y="{short(y)}"{attributes(**values)}>{escape(content)}</text>'


def drawing(width: float, height: float, body: str, *, key: str, title: str, desc: str, css: str = "") -> str:
    """Return a whole image with its title and description; `key` keeps their ids apart on one page."""
    name, about = f"{escape(key)}-title", f"{escape(key)}-desc"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name} {about}" class="{escape(css)}"'
        f' viewBox="0 0 {short(width)} {short(height)}" font-family="{escape(FONT)}">'
        f'<title id="{name}">{escape(title)}</title><desc id="{about}">{escape(desc)}</desc>{body}</svg>'
    )


def glyph(width: float, height: float, body: str, *, label: str = "", css: str, detail: int = 1) -> str:
    """Return a word-sized drawing: an image with a label, or decoration when the text beside it says the same.

    `detail` is how many units of the body make one pixel.
    """
    manner = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    box = f"0 0 {short(width * detail)} {short(height * detail)}"
    return f'<svg {manner} class="{css}" width="{short(width)}" height="{short(height)}" viewBox="{box}">{body}</svg>'
