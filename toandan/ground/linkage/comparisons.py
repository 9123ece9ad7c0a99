"""What is compared and how finely: the levels of agreement, in SQL that DuckDB and Spark read alike (các phép so sánh).

Conditions use equality, `levenshtein` and `substr` on ASCII text only; nothing whose answer differs by engine. Levels
stand from the strongest to "else"; "null" says that one side is silent, and weighs nothing.
"""

from dataclasses import dataclass

NULL, ELSE = "null", "else"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of agreement: its name, its condition in SQL, and the column whose frequencies adjust its weight."""

    name: str
    sql: str
    frequency: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison with its levels; the last is `else`. `identifier` marks numbers that belong to one person."""

    name: str
    silent: str
    levels: tuple[Level, ...]
    identifier: bool = False

    @property
    def level_names(self) -> tuple[str, ...]:
        """Names from the strongest level to `else`, without `null`."""
        return (*(level.name for level in self.levels), ELSE)

    def level_of(self, gamma: int) -> str:
        """Return the level's name for the engine's number: −1 is null, 0 is else, the strongest is highest."""
        return NULL if gamma < 0 else self.level_names[len(self.levels) - gamma]


def _missing(*columns: str) -> str:
    return " or ".join(f"{column}_{side} is null" for column in columns for side in "lr")


def _same(*columns: str) -> str:
    return " and ".join(f"{column}_l = {column}_r" for column in columns)


_SWAPPED = (
    "substr(dob_l, 1, 4) = substr(dob_r, 1, 4) and substr(dob_l, 5, 2) = substr(dob_r, 7, 2)"
    " and substr(dob_l, 7, 2) = substr(dob_r, 5, 2)"
)

NAME = Comparison(
    "name",
    _missing("nm_as"),
    (
        Level("equal", _same("nm_as"), frequency="nm_as"),
        Level("reordered", _same("nm_sorted")),
        Level("middle_missing", f"{_same('sur', 'giv')} and (mid_l is null or mid_r is null)"),
        # Tung and Tuong, Tuan and Thuan: one letter in the given name makes a brother, in the others a slip.
        Level("one_edit", f"{_same('giv')} and levenshtein(nm_as_l, nm_as_r) <= 1"),
        Level("given_edit", "levenshtein(nm_as_l, nm_as_r) <= 1"),
        Level("surname_given", _same("sur", "giv")),
        Level("given", _same("giv")),
        Level("surname", _same("sur")),
    ),
)
ACCENT = Comparison(
    "accent",
    # Only between two names that agree without marks and both bear them; else it would count the name twice.
    f"{_missing('nm_as')} or nm_as_l <> nm_as_r or not marked_l or not marked_r",
    (Level("equal", _same("nm_tx")), Level("one_mark", "levenshtein(nm_tx_l, nm_tx_r) <= 1")),
)
BIRTH = Comparison(
    "birth",
    _missing("dob"),
    (
        Level("equal", _same("dob")),
        Level("one_digit", f"levenshtein(dob_l, dob_r) <= 1 or ({_SWAPPED})"),
        Level("same_year", _same("yob")),
    ),
)
YEAR = Comparison(
    "year",
    # Never beside `birth`: the year within a whole date has been weighed there.
    f"{_missing('yob')} or (dob_l is not null and dob_r is not null)",
    (Level("equal", _same("yob")), Level("near", "abs(yob_l - yob_r) <= 1")),
)
SEX = Comparison("sex", _missing("sex"), (Level("equal", _same("sex")),))
NUMBER = Comparison(
    "number",
    _missing("pid"),
    (Level("equal", _same("pid")), Level("one_digit", "levenshtein(pid_l, pid_r) <= 1")),
    identifier=True,
)
OLD_NUMBER = Comparison(
    "old_number",
    _missing("old9"),
    (Level("equal", _same("old9")), Level("one_digit", "levenshtein(old9_l, old9_r) <= 1")),
    identifier=True,
)
PLACE = Comparison(
    "place",
    _missing("unit"),
    (Level("old_commune", _same("unit_old")), Level("commune", _same("unit")), Level("district", _same("dist"))),
)
PARENTS = Comparison(
    "parents",
    "(father_l is null or father_r is null) and (mother_l is null or mother_r is null)",
    (
        Level("both", _same("father", "mother")),
        Level("one_other_silent", f"({_same('father')} and ({_missing('mother')})) or "
              f"({_same('mother')} and ({_missing('father')}))"),
        Level("one_other_differs", f"({_same('father')}) or ({_same('mother')})"),
        Level("similar", "levenshtein(father_l, father_r) <= 1 or levenshtein(mother_l, mother_r) <= 1"),
    ),
)  # fmt: skip
SPOUSE = Comparison(
    "spouse",
    _missing("spouse"),
    (Level("equal", _same("spouse")), Level("similar", "levenshtein(spouse_l, spouse_r) <= 2")),
)

COMPARISONS = (NAME, ACCENT, BIRTH, YEAR, SEX, NUMBER, OLD_NUMBER, PLACE, PARENTS, SPOUSE)
"""Every comparison, in the order a waterfall shows them."""

BIRTHS = (NAME, ACCENT, YEAR, SEX, NUMBER, PLACE, PARENTS)
"""What a birth book and people without a whole date have in common: neither old numbers nor spouses stand in it."""

DUPLICATES = tuple(one for one in COMPARISONS if one not in (NUMBER, OLD_NUMBER))
"""Two registrations of one person bear two numbers, so a different number tells nothing."""

BLOCKS: tuple[tuple[str, ...], ...] = (
    ("pid",),
    ("old9",),
    ("nm_as", "yob"),
    ("nm_as", "unit"),
    ("nm_as", "dist"),
    ("nm_sorted", "yob"),
    ("dob", "giv"),
    ("dob", "unit"),
    ("sur", "giv", "yob", "unit"),
    ("mid", "giv", "yob", "unit"),
    ("sur", "mid", "yob", "unit"),
    ("father", "mother", "giv"),
    ("father", "mother", "yob"),
    ("nm_as", "mother"),
    ("spouse", "giv", "unit"),
)
"""Two rows are compared when all columns of one of these sets agree; a null agrees with nothing."""
