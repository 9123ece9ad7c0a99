"""Finding a unit by any reasonable spelling of its name, with or without what it lies under (tìm đơn vị)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import nsmallest
from itertools import islice

from toandan.record.units.rules.spelling import proper, words
from toandan.record.units.rules.tree import Tree
from toandan.record.units.words import Unit, UnitLevel

MOST_CONSIDERED = 5_000
"""Words that meet half the country together with what they lie under: looking further would help nobody."""
MOST_BEGINNING = 1_000
"""So many names of a level that begin with the query are ranked; whole names are among them, they sort first."""
NAMED = 1
"""A fit up to this means that the query is the unit's whole name, with or without its legal form."""
SCATTERED = 5
"""The fit of a unit whose name only holds the words somewhere."""

Numbers = frozenset[int]
_NOBODY: Numbers = frozenset()


@dataclass(frozen=True, slots=True)
class _Names:
    """The folded names of a unit: its own, with its legal form, and in English."""

    own: str
    full: str
    english: str


class SearchIndex:
    """Words and codes of every unit in a tree; made once, answers in a few milliseconds at 100,000 units.

    A word of the query meets a word that begins with it; a single letter meets only itself (it is an
    abbreviation: "P.", "Q."), unless it ends the query and is still being typed ("ba d"). Every word
    must be met by the unit's own words or by those of a unit it lies under, and at least one by its own
    proper name. `forms` gives for each kind the words its names begin with and its abbreviations.
    """

    def __init__(self, tree: Tree, forms: Mapping[str, tuple[str, tuple[str, ...]]]) -> None:
        self._tree = tree
        self._names: dict[int, _Names] = {}
        meets: dict[str, list[int]] = defaultdict(list)
        is_proper: dict[str, list[int]] = defaultdict(list)
        for unit in tree.units:
            prefix, short = forms.get(unit.kind, (unit.kind, ()))
            full, english, name = words(unit.name_vi), words(unit.name_en), proper(unit.name_vi, prefix)
            mine = {*name, "".join(name)}
            for word in {*full, *english, *short, *mine}:
                meets[word].append(unit.number)
            for word in mine:
                is_proper[word].append(unit.number)
            self._names[unit.number] = _Names(" ".join(name), " ".join(full), " ".join(english))
        self._meets = {word: frozenset(found) for word, found in meets.items()}
        self._proper = {word: frozenset(found) for word, found in is_proper.items()}
        self._vocabulary = sorted(self._meets)
        self._begun: dict[UnitLevel, list[tuple[str, int]]] = {level: [] for level in UnitLevel}
        for own, number in sorted((names.own, number) for number, names in self._names.items()):
            self._begun[tree.by_number[number].level].append((own, number))
        above = {unit.parent for unit in tree.units}
        self._parents = [unit for unit in tree.units if unit.number in above]
        self._codes = sorted(tree.codes())
        self._met = lru_cache(maxsize=512)(self._meeting)

    def find(
        self, text: str, *, as_of: date | None = None, within: tuple[int, int] | None = None, limit: int = 20
    ) -> list[Unit]:
        """Return at most `limit` units, best first: whole names, then beginnings, higher levels before lower."""
        query, bare = words(text), "".join(text.split())
        found: dict[int, None] = {}
        if bare.isdigit() or bare.isupper():
            found = dict.fromkeys(self._by_code(bare))
        if query and not (bare.isdigit() and (bare[0] == "0" or len(bare) > 2)):
            found |= dict.fromkeys(self._by_words(query, _Wanted(as_of, within), limit))
        wanted = _Wanted(as_of, within)
        return list(islice(filter(wanted, map(self._tree.by_number.__getitem__, found)), limit))

    def _by_code(self, code: str) -> Iterator[int]:
        start = bisect_left(self._codes, code)
        for known in islice(self._codes, start, start + 50):
            if not known.startswith(code):
                return
            yield from (unit.number for unit in self._tree.coded(known))

    def _meeting(self, word: str, typed: bool) -> tuple[Numbers, Numbers]:
        """Return who is met by a word, and who by its proper name; `typed` words may be beginnings."""
        if not typed:
            return self._meets.get(word, _NOBODY), self._proper.get(word, _NOBODY)
        start, end = bisect_left(self._vocabulary, word), bisect_right(self._vocabulary, word + "\uffff")
        known = self._vocabulary[start:end]
        if len(known) == 1:
            return self._meets[known[0]], self._proper.get(known[0], _NOBODY)
        everyone = _NOBODY.union(*(self._meets[each] for each in known))
        return everyone, _NOBODY.union(*(self._proper.get(each, _NOBODY) for each in known))

    def _by_words(self, query: tuple[str, ...], wanted: "_Wanted", limit: int) -> list[int]:
        """Rank those whose name begins so; if they are few, those that bear every word; then those that lie right.

        Where the query is the whole name of a unit, nobody asks for others that hold its words somewhere.
        """
        best = self._best(self._beginning(" ".join(query)), query, wanted, limit)
        if len(best) == limit:
            return best
        last = len(query) - 1
        typed = [len(word) > 1 or (at == last > 0 and not word.isdigit()) for at, word in enumerate(query)]
        met = [self._met(word, begun) for word, begun in zip(query, typed, strict=True)]
        everyone, own = [each for each, _ in met], [each for _, each in met]
        if all(everyone):
            bearing = _NOBODY.union(*(mine.intersection(*everyone) for mine in own))
            best = self._best(bearing, query, wanted, limit)
            if best and self._rank(best[0], query)[0] <= NAMED:
                return [number for number in best if self._rank(number, query)[0] < SCATTERED]
            if len(best) < limit and last:
                lying = self._best(bearing.union(self._lying(query, everyone, own, wanted)), query, wanted, limit)
                best = lying or best
        return best

    def _beginning(self, asked: str) -> Iterator[int]:
        """Yield units whose own name begins with the query, whole names among them."""
        for names in self._begun.values():
            start = bisect_left(names, (asked, 0))
            for own, number in islice(names, start, start + MOST_BEGINNING):
                if not own.startswith(asked):
                    break
                yield number

    def _best(self, numbers: Iterable[int], query: tuple[str, ...], wanted: "_Wanted", limit: int) -> list[int]:
        by_number = self._tree.by_number
        fitting = (number for number in numbers if wanted(by_number[number]))
        return nsmallest(limit, fitting, key=lambda number: self._rank(number, query))

    def _lying(
        self, query: tuple[str, ...], everyone: Sequence[Numbers], own: Sequence[Numbers], wanted: "_Wanted"
    ) -> Iterator[int]:
        """Yield units met by some word, of which every other word is met by a unit above; the most met first.

        Units above are few, so each is asked which words are still missing below it; units below are many,
        so those that bear all of the missing words are taken as sets. Once a unit is found whose whole name
        the query holds, those that bear fewer of its words are not looked for.
        """
        some, asked = _NOBODY.union(*own), f" {' '.join(query)} "
        missing = self._missing(everyone)
        considered, enough = 0, 0
        for needed in sorted(set(missing.values()), key=lambda words: (-words.bit_count(), words)):
            if needed.bit_count() < enough or considered > MOST_CONSIDERED:
                return
            sets = sorted((each for at, each in enumerate(everyone) if needed >> at & 1), key=len)
            for number in frozenset.intersection(*sets, some) if sets else some:
                unit = self._tree.by_number[number]
                if missing.get(unit.parent, -1) == needed and wanted(unit):
                    yield number
                    considered += 1
                    if f" {self._names[number].own} " in asked:
                        enough = needed.bit_count()

    def _missing(self, everyone: Sequence[Numbers]) -> dict[int | None, int]:
        """Return, for each unit that has others below it, which words neither it nor one above it bears, as bits."""
        nothing = (1 << len(everyone)) - 1
        missing: dict[int | None, int] = {}
        for unit in self._parents:
            left = missing.get(unit.parent, nothing)
            for at, each in enumerate(everyone):
                if unit.number in each:
                    left &= ~(1 << at)
            missing[unit.number] = left
        return {number: left for number, left in missing.items() if left != nothing}

    def _rank(self, number: int, query: tuple[str, ...]) -> tuple[int, int, int, int, str, int]:
        unit, names, asked = self._tree.by_number[number], self._names[number], " ".join(query)
        own = names.own
        if asked in (own, names.full, names.english) or asked == own.replace(" ", ""):
            fit = 0
        elif asked.endswith(" " + own) and asked.count(" ") - own.count(" ") <= 2:
            fit = 1  # The name after its legal form, in short or in full ("p phuc xa").
        elif own.startswith(asked) or names.full.startswith(asked):
            fit = 2
        elif f" {own} " in f" {asked} ":
            fit = 3
        else:
            fit = 4 if asked in own else SCATTERED
        strange = sum(not any(word.startswith(said) for said in query) for word in own.split()) if fit > 1 else 0
        above = self._named_above(unit, asked) if fit in {1, 3, SCATTERED} else 0
        return fit, -above, strange, unit.level, own, number

    def _named_above(self, unit: Unit, asked: str) -> int:
        """Count the units above whose whole name the query holds besides the unit's own; they tell namesakes apart."""
        rest = f" {asked} ".replace(f" {self._names[unit.number].own} ", "  ", 1)
        count, parent = 0, unit.parent
        while parent is not None:
            count += f" {self._names[parent].own} " in rest
            parent = self._tree.by_number[parent].parent
        return count


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Whether a unit is in force on the day and lies within the range; either may be left open."""

    day: date | None
    within: tuple[int, int] | None

    def __call__(self, unit: Unit) -> bool:
        if self.day is not None and not unit.in_force(self.day):
            return False
        return self.within is None or self.within[0] <= unit.number <= self.within[1]
