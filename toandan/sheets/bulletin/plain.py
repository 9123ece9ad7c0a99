"""A bulletin as plain text for mail and morning briefings (bản tin dạng văn bản thuần)."""

import textwrap
from collections.abc import Iterator

from toandan.sheets.bulletin.paper import Chapter, Grid, Paper

WIDTH = 100


def text(paper: Paper) -> str:
    """Return the bulletin as lines of at most a hundred letters."""
    lines = [
        f"{paper.head.above} {paper.head.issuer}".upper(),
        f"{paper.head.number} · {paper.head.place_and_day}",
        "",
        paper.title.upper(),
        *_wrapped(paper.subtitle),
        *([f"[{paper.draft}]"] if paper.draft else []),
        "",
        *_wrapped(paper.stamp),
    ]
    for chapter in paper.chapters:
        lines += ["", *_chapter(chapter)]
    lines += ["", *_grid(paper.units)]
    if paper.corrections.rows:
        lines += ["", *_grid(paper.corrections)]
    if paper.signed:
        lines += ["", " · ".join(paper.signed)]
    return "\n".join([*lines, "", *_wrapped(paper.foot)]) + "\n"


def _chapter(chapter: Chapter) -> Iterator[str]:
    if chapter.heading:
        yield chapter.heading.upper()
    for paragraph in (*chapter.said, *chapter.remarks):
        yield from _wrapped(paragraph)


def _wrapped(paragraph: str) -> list[str]:
    return textwrap.wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


def _grid(grid: Grid) -> Iterator[str]:
    """Write a table: the first column to the left, the others to the right."""
    rows = [grid.headings, *grid.rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(grid.headings))]
    yield grid.title.upper()
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()
    if grid.more:
        yield grid.more
