"""Whoever can write into the tables, as their owner can, is found out."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings

from tests.record.journal.lines import every_line
from toandan.ground.kernel.actor import Actor, the_house
from toandan.house.database import logins
from toandan.record.journal.operations import UnableToSealJournal, append
from toandan.record.journal.operations import seal as sign
from toandan.record.journal.queries import last_head, present_heads, verify
from toandan.record.journal.words import Broken, Fault, Head
from toandan.record.officers.operations import acting

NOW = datetime(2023, 6, 3, 17, 0, tzinfo=UTC)
OFFICER = Actor(officer=7, name="tay-ho", at=100, grants=())
HASH_AGAIN = """
UPDATE journal_line l SET hash = sha256(l.previous || convert_to(jsonb_build_array(
    strand, line_no, (extract(epoch FROM at) * 1000000)::bigint, day - DATE '2000-01-01', actor_id,
    actor_name, unit_no, verb, subject, detail)::text, 'UTF8')) WHERE line_no = %s"""


def write(many: int) -> int:
    """Append so many lines and return the strand they are in."""
    with acting(OFFICER):
        for number in range(many):
            append(actor=OFFICER, verb="people.person.correct", subject=f"person:{number}", unit=100)
    return every_line()[-1].strand


def seal() -> Head:
    """Sign where the journal stands, as the house does at night."""
    with acting(the_house()):
        return sign(actor=the_house(), now=NOW)


@pytest.fixture
def tamper(own_database: str) -> Callable[..., None]:
    """Run a statement as the tables' owner, whom no privilege stops."""

    def run(statement: str, *values: object) -> None:
        with logins.connect_owner(dbname=own_database) as owner:
            done = owner.execute(statement, values)
            assert done.rowcount > 0

    return run


def test_an_untouched_journal_holds(own_database: str) -> None:
    write(5)
    seal()
    write(2)
    steps: list[int] = []
    report = verify(advance=steps.append)
    assert report.holds
    assert (report.lines, report.seals) == (8, 1)
    assert report.unsealed == 3  # The sealing's own line and the two after it.
    assert sum(steps) == 64


def test_an_empty_journal_holds(own_database: str) -> None:
    report = verify()
    assert (report.holds, report.lines, report.strands, report.seals) == (True, 0, 0, 0)


@pytest.mark.parametrize(
    "change",
    [
        "actor_name = 'somebody.else'",
        "actor_id = 8",
        "at = at + interval '1 microsecond'",
        "day = day + 1",
        "unit_no = 101",
        "verb = 'people.person.read'",
        "subject = 'person:999'",
        "detail = '{\"people\": [1]}'",
        "hash = sha256('x')",
    ],
)
def test_a_changed_line_is_named(tamper: Callable[..., None], change: str) -> None:
    strand = write(5)
    tamper(f"UPDATE journal_line SET {change} WHERE line_no = 3")
    assert verify().broken == Broken(Fault.CHANGED, strand, 3)


def test_a_line_changed_together_with_its_hash_breaks_the_chain_after_it(tamper: Callable[..., None]) -> None:
    strand = write(5)
    tamper("UPDATE journal_line SET subject = 'person:999' WHERE line_no = 3")
    tamper(HASH_AGAIN, 3)
    assert verify().broken == Broken(Fault.UNCHAINED, strand, 4)


def test_the_last_line_changed_together_with_its_hash_differs_from_its_strand(tamper: Callable[..., None]) -> None:
    strand = write(5)
    tamper("UPDATE journal_line SET subject = 'person:999' WHERE line_no = 5")
    tamper(HASH_AGAIN, 5)
    assert verify().broken == Broken(Fault.HEAD_DIFFERS, strand, 6)


def test_a_line_taken_out_of_the_middle_is_named(tamper: Callable[..., None]) -> None:
    strand = write(5)
    tamper("DELETE FROM journal_line WHERE line_no = 2")
    assert verify().broken == Broken(Fault.MISSING, strand, 2)


def test_a_tail_cut_off_is_named(tamper: Callable[..., None]) -> None:
    strand = write(5)
    tamper("DELETE FROM journal_line WHERE line_no > 3")
    assert verify().broken == Broken(Fault.HEAD_DIFFERS, strand, 4)


def test_a_tail_cut_off_with_its_strand_set_back_is_found_by_the_signed_head(tamper: Callable[..., None]) -> None:
    strand = write(5)
    seal()
    tamper("DELETE FROM journal_line WHERE line_no > 3")
    tamper(
        "UPDATE journal_strand s SET line_no = l.line_no, hash = l.hash FROM journal_line l "
        "WHERE l.strand = s.strand AND l.line_no = 3"
    )
    assert verify().broken == Broken(Fault.SEALED_MISSING, strand, 5, seal=1)


def test_a_line_slipped_in_at_the_end_differs_from_its_strand(tamper: Callable[..., None]) -> None:
    strand = write(3)
    tamper(
        "INSERT INTO journal_line SELECT strand, 4, at, day, actor_id, actor_name, unit_no, verb, subject, detail, "
        "hash, sha256('x') FROM journal_line WHERE line_no = 3"
    )
    tamper(HASH_AGAIN, 4)
    assert verify().broken == Broken(Fault.HEAD_DIFFERS, strand, 4)


def test_a_line_in_a_strand_that_is_none_of_ours_is_found(tamper: Callable[..., None]) -> None:
    write(1)
    tamper(
        "INSERT INTO journal_line SELECT 99, 1, at, day, actor_id, actor_name, unit_no, verb, subject, detail, "
        "previous, sha256('x') FROM journal_line"
    )
    assert verify().broken == Broken(Fault.CHANGED, 99, 1)


def test_a_whole_chain_written_anew_differs_from_the_signed_head(tamper: Callable[..., None]) -> None:
    strand = write(3)
    seal()
    tamper("UPDATE journal_line SET actor_name = 'somebody.else' WHERE line_no = 3 AND strand = %s", strand)
    tamper(HASH_AGAIN, 3)
    tamper("DELETE FROM journal_line WHERE line_no > 3 OR strand <> %s", strand)
    tamper("UPDATE journal_strand SET line_no = 0, hash = decode(repeat('00', 32), 'hex') WHERE strand <> %s", strand)
    tamper(
        "UPDATE journal_strand s SET line_no = 3, hash = l.hash FROM journal_line l "
        "WHERE l.strand = s.strand AND l.line_no = 3"
    )
    assert verify().broken == Broken(Fault.SEALED_DIFFERS, strand, 3, seal=1)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE journal_day_head SET heads = '{}' WHERE seal_no = 1", Fault.SIGNATURE_WRONG),
        ("UPDATE journal_day_head SET day = day - 1 WHERE seal_no = 1", Fault.SIGNATURE_WRONG),
        (
            "UPDATE journal_day_head SET signature = decode(repeat('00', 64), 'hex') WHERE seal_no = 1",
            Fault.SIGNATURE_WRONG,
        ),
        ("DELETE FROM journal_day_head WHERE seal_no = 1", Fault.SEAL_UNCHAINED),
    ],
)
def test_a_changed_or_missing_head_is_found(tamper: Callable[..., None], change: str, fault: Fault) -> None:
    write(2)
    seal()
    seal()
    tamper(change)
    broken = verify().broken
    assert broken is not None
    assert broken.fault == fault


def test_a_head_signed_with_another_key_is_found(own_database: str, settings: object) -> None:
    write(1)
    seal()
    settings.JOURNAL_SEED = "11" * 32  # type: ignore[attr-defined]
    assert verify().broken == Broken(Fault.SIGNATURE_WRONG, 0, 0, seal=1)


def test_heads_name_one_another_and_the_strands(own_database: str) -> None:
    strand = write(3)
    first = seal()
    assert first.heads[strand][0] == 3
    second = seal()
    assert (first.seal_no, second.seal_no, second.previous != first.previous) == (1, 2, True)
    kept = last_head()
    assert kept == second
    assert sum(line_no for line_no, _ in present_heads().values()) == 5
    assert settings.JOURNAL_SEED not in repr(kept)


def test_only_the_next_head_can_be_kept(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seal()
    monkeypatch.setattr("toandan.record.journal.operations.sealing.last_head", lambda: None)
    with pytest.raises(UnableToSealJournal):
        seal()
