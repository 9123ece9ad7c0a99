"""SVG from numbers (biểu đồ): small, still drawings in pure Python; texts and number formats are given by the caller.

Every drawing is a string of SVG 1.1 with presentation attributes only, so that it looks the same in a page under a
strict content policy, on paper, and saved as a file. A drawing with a `title` is an image to a screen reader
(role, title, description); without one it is decoration beside a figure that says the same.
"""
