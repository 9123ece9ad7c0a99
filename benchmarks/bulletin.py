"""How long the daily bulletin of a city of 579 communes takes: figures, forecast, and two pages of PDF.

    PYTHONPATH=. python benchmarks/bulletin.py [--people 100000]

Builds (once) a register with two weeks of work, as `board.py` does. The paper is what a reader waits for; figures and
forecast are waited for once, by whoever signs.
"""

import argparse
from dataclasses import replace
from datetime import timedelta
from itertools import count

from benchmarks import board
from benchmarks.common import Report, timed

DAYS = 14


def main() -> None:
    """Build what is missing, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--people", type=int, default=100_000)
    asked.add_argument("--fresh", action="store_true", help="build the register again")
    options = asked.parse_args()
    board.use_database(f"toandan_bench_board_{options.people}_{DAYS}", fresh=options.fresh)
    if not board.built():
        board.build(options.people, DAYS)
    measure()


def measure() -> None:
    """Time every part, and hold the papers against their limit."""
    from toandan.command.campaign import queries
    from toandan.ground.kernel.actor import the_house
    from toandan.record.officers.queries import reading
    from toandan.sheets import bulletin as papers

    day = board.START + timedelta(days=DAYS - 1)
    with reading(the_house()):
        figures, row = queries.edition("ML01", day)

        def counted(*, forecast: bool) -> object:
            return queries.bulletin_figures(order="ML01", as_of=day, entry=figures.entry, forecast=forecast)

        counting = timed(lambda: counted(forecast=False), runs=5)
        foreseeing = timed(lambda: counted(forecast=True), runs=2, warm=0)

    runs = count()

    def paper(language: str) -> papers.Paper:
        """Return a paper that was never set before: what Typst remembers of an earlier one would flatter it."""
        other = replace(figures, entry=next(runs), title_vi=f"Bản {next(runs)}", title_en=f"Paper {next(runs)}")
        return papers.compose(other, row, language=language, now=board.NOW)

    report = Report(f"The bulletin of {len(figures.communes)} communes")
    report.figure("figures from the ledger", str(counting))
    report.at_most("figures with forecast, at signing", foreseeing.median, 10, " s")
    for language in ("vi", "en"):
        made = timed(lambda language=language: papers.pdf(paper(language)), runs=5, warm=0)
        report.at_most(f"PDF, {language}", made.p95, 3, " s", "slowest of five")
    report.figure("DOCX", str(timed(lambda: papers.docx(paper("vi")), runs=3)))
    report.figure("plain text", str(timed(lambda: papers.text(paper("vi")), runs=3)))
    report.end()


if __name__ == "__main__":
    main()
