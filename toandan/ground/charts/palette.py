"""The colours of figures (bảng màu); contrasts are measured in docs/rooms/web.md and by a test."""

INK = "#1A1D21"
MUTED = "#5A6370"
PAPER = "#FFFFFF"
LINE = "#C9CFD6"
DATA = ("#12436D", "#28A197", "#801650", "#F46A25")
"""Series, in this order, never more than four; neighbours stand 3:1 apart."""
REQUIRED = "#8C2D04"
STEPS = ("#E6EEF6", "#B5CFE8", "#6FA5D2", "#2F74B0", "#12436D")
"""Coverage below 60, 70, 80, 90 and from 90 percent; the number is always printed as well."""
STEP_BOUNDS = (60, 70, 80, 90)
ON_STEPS = (INK, INK, INK, PAPER, PAPER)
"""The text colour readable on each step."""


def step(rate: float | None) -> int:
    """Return the coverage step 1 to 5 of a percentage, or 0 when there is none."""
    if rate is None:
        return 0
    return 1 + sum(rate >= bound for bound in STEP_BOUNDS)
