"""Invented hierarchies: no country in particular."""

from datetime import date

from hypothesis import strategies as st

from toandan.record.units.rules.numbering import preorder
from toandan.record.units.rules.tree import Tree
from toandan.record.units.words import ROOT_LAST, Link, LinkBasis, Part, Unit, UnitLevel

REFORM = date(2030, 1, 1)


def unit(number: int, last: int, parent: int | None, level: int = 3, **changes: object) -> Unit:
    """Make a unit; whatever a test does not name is plain."""
    fields: dict[str, object] = {
        "code": str(number),
        "name_vi": f"Xã {number}",
        "name_en": f"{number} Commune",
        "kind": "xã",
        "kind_en": "Commune",
        "valid_from": None,
        "until": None,
        "edition": "a",
    }
    return Unit(number=number, last=last, level=UnitLevel(level), parent=parent, **(fields | changes))  # type: ignore[arg-type]


def link(before: int, after: int, *, default: bool = True, origin: bool = True, on: date = REFORM) -> Link:
    """Make a link; it is the default and the origin unless said otherwise."""
    return Link(before, after, Part.FULL, default, origin, LinkBasis.RESOLUTION, "", on)


@st.composite
def shapes(draw: st.DrawFn) -> list[list[int]]:
    """Draw a country: for each province, how many communes each of its districts has."""
    return draw(st.lists(st.lists(st.integers(0, 6), min_size=0, max_size=5), min_size=1, max_size=4))


def tree_of(shape: list[list[int]]) -> Tree:
    """Number and build the country of a shape."""
    children: dict[str, list[str]] = {}
    for p, districts in enumerate(shape):
        children[f"{p}"] = [f"{p}.{d}" for d in range(len(districts))]
        for d, communes in enumerate(districts):
            children[f"{p}.{d}"] = [f"{p}.{d}.{c}" for c in range(communes)]
    given = preorder(children=children, top=[f"{p}" for p in range(len(shape))], start=100)
    units = [unit(1, ROOT_LAST, None, 0, edition="", code="XX")]
    for key, (number, last) in given.items():
        parent = given[key.rpartition(".")[0]][0] if "." in key else 1
        units.append(unit(number, last, parent, key.count(".") + 1, code=key))
    return Tree(units)
