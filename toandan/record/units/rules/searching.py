"""Finding a unit by any reasonable spelling of its name, with or without what it lies under (tìm đơn vị)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import nsmallest
from itertools import islice

from toandan.record.units.rules.spelling import proper, words
from toandan.record.units.rules.tree import Tree
from toandan.record.units.words import Unit

MOST_CONSIDERED = 20_000
"""A query of a letter or two meets half the country; ranking that many more would help nobody."""


class SearchIndex:
    """Words and codes of every unit in a tree; made once, answers in a few milliseconds at 100,000 units.

    A word of the query meets a word that begins with it; a single letter meets only itself (it is an
    abbreviation: "P.", "Q."), unless it ends the query and is still being typed ("ba d"). Every word
    must be met by the unit's own words or by those of a unit it
    lies under, and at least one by its own proper name. `forms` gives for each kind the words its names
    begin with and its abbreviations.
    """

    def __init__(self, tree: Tree, forms: Mapping[str, tuple[str, tuple[str, ...]]]) -> None:
        self._tree = tree
        self._names: dict[int, tuple[str, ...]] = {}
        meets: dict[str, set[int]] = defaultdict(set)
        is_proper: dict[str, set[int]] = defaultdict(set)
        for unit in tree.units:
            prefix, short = forms.get(unit.kind, (unit.kind, ()))
            name = proper(unit.name_vi, prefix)
            self._names[unit.number] = name
            for word in {*words(unit.name_vi), *words(unit.name_en), *short}:
                meets[word].add(unit.number)
            for word in {*name, "".join(name)}:
                meets[word].add(unit.number)
                is_proper[word].add(unit.number)
        self._meets = {word: sorted(found) for word, found in meets.items()}
        self._proper = dict(is_proper)
        self._vocabulary = sorted(self._meets)
        self._codes = sorted(tree.codes())

    def find(
        self, text: str, *, as_of: date | None = None, within: tuple[int, int] | None = None, limit: int = 20
    ) -> list[Unit]:
        """Return at most `limit` units, best first: whole names, then beginnings, higher levels before lower."""
        query = words(text)
        if not query:
            return []
        bare = "".join(text.split())
        found = dict.fromkeys(self._by_code(bare)) if bare.isdigit() or bare.isupper() else {}
        if bare.isdigit() and (bare[0] == "0" or len(bare) > 2):
            query = ()
        ranked = nsmallest(limit, self._by_words(query, as_of, within), key=lambda unit: self._rank(unit, query))
        found |= dict.fromkeys(unit.number for unit in ranked)
        units = (self._tree.by_number[number] for number in found)
        return list(islice((u for u in units if _wanted(u, as_of, within)), limit))

    def _by_code(self, code: str) -> Iterator[int]:
        start = bisect_left(self._codes, code)
        for known in islice(self._codes, start, start + 50):
            if not known.startswith(code):
                return
            yield from (unit.number for unit in self._tree.coded(known))

    def _matching(self, query: Sequence[str], at: int, index: Mapping[str, Iterable[int]]) -> list[int]:
        word = query[at]
        if len(word) == 1 and (word.isdigit() or at == 0 or at < len(query) - 1):
            return sorted(index.get(word, ()))
        start = bisect_left(self._vocabulary, word)
        end = bisect_right(self._vocabulary, word + "\uffff")
        met = [index[known] for known in self._vocabulary[start:end] if known in index]
        return sorted(set().union(*met)) if met else []

    def _by_words(self, query: Sequence[str], as_of: date | None, within: tuple[int, int] | None) -> Iterable[Unit]:
        met = sorted((self._matching(query, at, self._meets) for at in range(len(query))), key=len)
        if not met or not met[0]:
            return
        own: set[int] = set()
        for at in range(len(query)):
            own.update(self._matching(query, at, self._proper))
        sets = [set(numbers) for numbers in met]
        for number in islice(self._candidates(met[0], sorted(own), within), MOST_CONSIDERED):
            unit = self._tree.by_number[number]
            if _wanted(unit, as_of, within) and all(self._reaches(unit, numbers) for numbers in sets[1:]):
                yield unit

    def _candidates(self, rarest: Sequence[int], own: Sequence[int], within: tuple[int, int] | None) -> Iterator[int]:
        """Yield the units of `own` that are in `rarest` or lie under one of it, each once, in order."""
        low, high = within or (0, 2**31)
        reached = low - 1
        for number in rarest:
            unit = self._tree.by_number[number]
            start, end = max(number, reached + 1), min(unit.last, high)
            for position in range(bisect_left(own, start), bisect_right(own, end)):
                yield own[position]
            reached = max(reached, end)

    def _reaches(self, unit: Unit, numbers: set[int]) -> bool:
        step: Unit | None = unit
        while step is not None:
            if step.number in numbers:
                return True
            step = None if step.parent is None else self._tree.by_number[step.parent]
        return False

    def _rank(self, unit: Unit, query: Sequence[str]) -> tuple[object, ...]:
        name = self._names[unit.number]
        full = words(unit.name_vi)
        joined, asked = " ".join(name), " ".join(query)
        if tuple(query) in (name, full, words(unit.name_en)) or asked == "".join(name):
            fit = 0
        elif _ends(query, name):
            fit = 1
        elif joined.startswith(asked) or " ".join(full).startswith(asked):
            fit = 2
        elif f" {joined} " in f" {asked} ":
            fit = 3
        elif asked in joined:
            fit = 4
        else:
            fit = 5
        strange = sum(not any(word.startswith(asked) for asked in query) for word in name)
        return fit, -self._named_above(unit, asked), strange, unit.level, joined, unit.number

    def _named_above(self, unit: Unit, asked: str) -> int:
        """Count the units above whose whole name the query holds besides the unit's own; they tell namesakes apart."""
        asked = f" {asked} ".replace(f" {' '.join(self._names[unit.number])} ", "  ", 1)
        count = 0
        parent = unit.parent
        while parent is not None:
            above = self._tree.by_number[parent]
            count += f" {' '.join(self._names[parent])} " in asked
            parent = above.parent
        return count


def _ends(query: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether the query is the name after one or two words of its legal form ("p phuc xa")."""
    return 0 < len(query) - len(name) <= 2 and tuple(query[len(query) - len(name) :]) == tuple(name)


def _wanted(unit: Unit, as_of: date | None, within: tuple[int, int] | None) -> bool:
    if as_of is not None and not unit.in_force(as_of):
        return False
    return within is None or within[0] <= unit.number <= within[1]
