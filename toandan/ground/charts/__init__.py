"""SVG from numbers (biểu đồ)."""
