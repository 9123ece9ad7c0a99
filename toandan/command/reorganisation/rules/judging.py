"""What is wrong with the lines of a mapping, as far as the lines alone can tell (kiểm tra ánh xạ)."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from toandan.command.reorganisation.words import Finding, FindingCode, MapLine
from toandan.record.units.words import Part

WHOLE = 100


def judged(lines: Iterable[MapLine]) -> list[Finding]:
    """Return what is wrong: a unit given away twice, parts that do not make a whole."""
    by_old: dict[str, list[MapLine]] = defaultdict(list)
    for line in lines:
        by_old[line.old].append(line)
    return sorted((f for old in by_old.values() for f in _of_one(old)), key=lambda finding: finding.line)


def _of_one(lines: list[MapLine]) -> Iterable[Finding]:
    old, last = lines[0].old, lines[-1].line
    seen: set[str] = set()
    for line in lines:
        if line.new in seen:
            yield Finding(line.line, FindingCode.PAIR_TWICE, {"old": old, "new": line.new})
        seen.add(line.new)
    wholes = [line for line in lines if line.part is Part.FULL]
    if wholes and len(seen) > 1:
        yield Finding((wholes[1:] or wholes)[0].line, FindingCode.TWICE_FULL, {"old": old})
    if len(seen) == 1 and lines[0].part is Part.PARTIAL:
        yield Finding(last, FindingCode.PARTIAL_ALONE, {"old": old})
    shares = [line.share for line in lines if line.share is not None]
    if shares and (len(shares) < len(lines) or sum(shares) != WHOLE):
        yield Finding(last, FindingCode.SHARES_DIFFER, {"old": old, "sum": f"{sum(shares, Decimal(0)).normalize():f}"})
    if sum(line.is_default for line in lines) > 1:
        yield Finding(last, FindingCode.DEFAULT_TWICE, {"old": old})
