"""Lines are appended in their own transaction's fate, by one door, to a strand nobody else is writing to."""

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.record.journal.lines import every_line
from toandan.ground.kernel.actor import Actor, the_house
from toandan.house.database import logins
from toandan.record.journal.operations import append, append_reads
from toandan.record.journal.words import GENESIS, ROOT_UNIT

OFFICER = Actor(officer=7, name="tay-ho", at=100, grants=())


@pytest.mark.django_db
class TestAppending:
    def test_a_line_says_who_did_what_to_whom(self) -> None:
        append(actor=OFFICER, verb="people.person.correct", subject="person:12", unit=110, detail={"field": "sex"})
        (line,) = every_line()
        assert (line.actor_id, line.actor_name, line.unit_no) == (7, "tay-ho", 110)
        assert (line.verb, line.subject, line.detail) == ("people.person.correct", "person:12", {"field": "sex"})
        assert (line.line_no, bytes(line.previous)) == (1, GENESIS)
        assert (line.at.astimezone().date() - line.day).days in {0, 1, -1}

    def test_a_line_about_no_unit_is_kept_at_the_root(self) -> None:
        append(actor=the_house(), verb="house.database.migrate", subject="house:1", unit=None)
        (line,) = every_line()
        assert (line.unit_no, line.actor_id, line.actor_name) == (ROOT_UNIT, None, "toandan")

    def test_several_lines_of_one_transaction_follow_one_another_in_one_strand(self) -> None:
        for number in (1, 2, 3):
            append(actor=OFFICER, verb="a.b.c", subject=f"person:{number}", unit=100)
        found = every_line()
        assert [line.line_no for line in found] == [1, 2, 3]
        assert len({line.strand for line in found}) == 1
        assert bytes(found[1].previous) == bytes(found[0].hash) != bytes(found[1].hash)

    def test_a_line_shares_the_fate_of_its_transaction(self) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            append(actor=OFFICER, verb="a.b.c", subject="person:1", unit=100)
            raise ZeroDivisionError
        assert every_line() == []

    def test_people_shown_make_one_line_under_the_unit_they_share(self) -> None:
        append_reads(actor=OFFICER, people=[(5, 110), (3, 110), (5, 110)], purpose="line list")
        (line,) = every_line()
        assert (line.subject, line.unit_no) == ("people:2", 110)
        assert line.detail == {"people": [3, 5], "purpose": "line list"}

    def test_people_of_several_units_make_one_line_under_the_officers_unit(self) -> None:
        append_reads(actor=OFFICER, people=[(5, 110), (6, 111)], purpose="search")
        assert [(line.subject, line.unit_no) for line in every_line()] == [("people:2", 100)]

    def test_one_person_shown_is_the_subject(self) -> None:
        append_reads(actor=OFFICER, people=[(5, 110)], purpose="page")
        assert [line.subject for line in every_line()] == ["person:5"]

    def test_nobody_shown_writes_nothing(self) -> None:
        append_reads(actor=OFFICER, people=[], purpose="search")
        assert every_line() == []

    @pytest.mark.parametrize(("verb", "subject"), [("", "person:1"), ("Nguyễn Văn A", "person:1"), ("a.b.c", "")])
    def test_a_line_without_verb_or_subject_is_refused(self, verb: str, subject: str) -> None:
        with pytest.raises(Exception, match="journal line needs") as refusal, transaction.atomic():
            append(actor=OFFICER, verb=verb, subject=subject, unit=100)
        assert isinstance(refusal.value.__cause__, psycopg.errors.InvalidParameterValue)

    @pytest.mark.parametrize(
        "statement",
        [
            "INSERT INTO journal_line SELECT * FROM journal_line",
            "UPDATE journal_line SET actor_name = 'somebody else'",
            "DELETE FROM journal_line",
            "TRUNCATE journal_line",
            "SELECT * FROM journal_strand",
            "UPDATE journal_strand SET line_no = 0",
            "SELECT * FROM journal_day_head",
            "DELETE FROM journal_day_head",
            "SELECT journal_hash('', 1::smallint, 1, now(), now()::date, 1, '', 1, '', '', '{}')",
        ],
    )
    def test_there_is_no_other_way_in(self, statement: str) -> None:
        with pytest.raises(ProgrammingError) as refusal, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_writers_at_the_same_moment_take_different_strands_and_do_not_wait(own_database: str) -> None:
    append_line = "SELECT journal_append('UTC', 1, 'x', 1, 'a.b.c', 'x:1', '{}')"
    writers = [logins.connect_program(dbname=own_database) for _ in range(6)]
    try:
        for writer in writers:
            writer.execute("SET lock_timeout = '2s'")
            for _ in range(3):
                writer.execute(append_line)  # Nobody has committed yet: waiting would run into the timeout.
        for writer in writers:
            writer.commit()
    finally:
        for writer in writers:
            writer.close()
    found = every_line()
    assert len(found) == 18
    assert len({line.strand for line in found}) == 6
    assert {line.line_no for line in found} == {1, 2, 3}


def test_when_every_strand_is_taken_a_writer_waits_for_one(own_database: str) -> None:
    append_line = "SELECT journal_append('UTC', 1, 'x', 1, 'a.b.c', 'x:1', '{}')"
    with logins.connect_program(dbname=own_database) as holder, logins.connect_program(dbname=own_database) as late:
        holder.execute("SELECT pg_advisory_xact_lock(1785687666, s) FROM generate_series(0, 63) s")
        late.execute("SET lock_timeout = '100ms'")
        late.commit()
        with pytest.raises(psycopg.errors.LockNotAvailable):
            late.execute(append_line)
        late.rollback()
        holder.execute(append_line)  # Who holds them all itself does not wait for itself.
        holder.commit()
        late.execute(append_line)
        late.commit()
    assert len(every_line()) == 2
