"""How alike texts are, how old a difficulty is, how its clock stands, and that the tables of states agree."""

import re
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.kernel.days import after_working_days, working_days
from toandan.work.difficulties import rules, states
from toandan.work.difficulties.words import Bucket, Clock, Kind

DAYS = st.dates(date(2023, 1, 1), date(2030, 1, 1))
TEXTS = [
    ("Máy quét vân tay hỏng", Kind.EQUIPMENT),
    ("Công dân đi làm xa, không liên lạc được", Kind.ABSENCE),
    ("Công dân không có giấy khai sinh", Kind.PAPERS),
]
FOLDED = [(rules.folded(text), kind) for text, kind in TEXTS]


def test_marks_and_case_do_not_count_and_common_words_make_nothing_similar() -> None:
    assert rules.folded("Máy quét, VÂN TAY!") == " may quet van tay "
    (first, *_rest) = rules.alike(rules.folded("may quet van tay bi hong"), None, FOLDED, limit=5)
    assert first[1] == 0
    assert rules.alike(rules.folded("công dân từ chối hợp tác"), None, FOLDED, limit=5) == []
    assert rules.alike(" ", Kind.OTHER, FOLDED, limit=5) == []
    # Of two that share as much, the one of the same kind comes first.
    twins = [(" mat dien ", Kind.SYSTEM), (" mat dien ", Kind.EQUIPMENT)]
    assert [at for _likeness, at in rules.alike(" mat dien ca ngay ", Kind.EQUIPMENT, twins, limit=5)] == [1, 0]


@given(st.text(max_size=60))
def test_a_text_is_most_like_itself(text: str) -> None:
    asked = rules.folded(text)
    found = rules.alike(asked, None, [*FOLDED, (asked, Kind.OTHER)], limit=1)
    assert not asked.strip() or found[0][0] == 1.0
    assert re.fullmatch(r" ([a-z0-9]+ )*| {2}", asked)


@given(DAYS, st.integers(1, 12))
def test_the_clock_counts_working_days_and_is_breached_after_its_day_only(since: date, many: int) -> None:
    due = after_working_days(since, many)
    assert due.weekday() < 5
    assert working_days(since + timedelta(days=1), due) == many
    assert rules.clock(due, due) is Clock.AT_RISK
    assert rules.clock(due, due + timedelta(days=1)) is Clock.BREACHED
    assert (rules.clock(due, since) is Clock.ON_TRACK) == (working_days(since, due) > 2)


@given(DAYS, st.integers(0, 40))
def test_every_age_is_in_one_bucket(raised: date, days: int) -> None:
    low, high = {
        Bucket.FRESH: (0, 2), Bucket.WEEK: (3, 7), Bucket.FORTNIGHT: (8, 14), Bucket.OLD: (15, 40),
    }[rules.bucket(raised, raised + timedelta(days=days))]  # fmt: skip
    assert low <= days <= high


@given(DAYS)
def test_a_week_is_monday_to_sunday(day: date) -> None:
    monday, sunday = rules.week(day)
    assert monday <= day <= sunday
    assert (monday.weekday(), (sunday - monday).days) == (0, 6)


def test_the_database_lets_through_what_the_table_of_states_says() -> None:
    sql = Path(states.__file__).with_name("sql").joinpath("difficulties.sql").read_text(encoding="utf-8")
    (listed,) = re.findall(r"<> ALL \(ARRAY\[(.*?)\]\)", sql, re.DOTALL)
    assert set(re.findall(r"'(\w+)>(\w+)'", listed)) == {
        (str(source), str(target)) for source, target in states.moves() if source is not target
    }
