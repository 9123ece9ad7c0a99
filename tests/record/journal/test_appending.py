"""Lines are appended in their own transaction's fate, by one door, to a strand nobody else is writing to."""

from dataclasses import replace

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.officers_help import seal_for
from tests.record.journal.lines import every_line
from toandan.ground.kernel.actor import FIRST_NUMBER, LAST_NUMBER, Actor, Grant, the_house
from toandan.house.database import logins
from toandan.record.journal.operations import append, append_reads
from toandan.record.journal.words import GENESIS, ROOT_UNIT
from toandan.record.officers.operations import acting

OFFICER = Actor(officer=7, name="tay-ho", at=100, grants=())


@pytest.mark.django_db
class TestAppending:
    def test_a_line_says_who_did_what_to_whom(self) -> None:
        with acting(OFFICER):
            append(actor=OFFICER, verb="people.person.correct", subject="person:12", unit=110, detail={"field": "sex"})
        (line,) = every_line()
        assert (line.actor_id, line.actor_name, line.unit_no) == (7, "tay-ho", 110)
        assert (line.verb, line.subject, line.detail) == ("people.person.correct", "person:12", {"field": "sex"})
        assert (line.line_no, bytes(line.previous)) == (1, GENESIS)
        assert (line.at.astimezone().date() - line.day).days in {0, 1, -1}

    def test_a_line_about_no_unit_is_kept_at_the_root(self) -> None:
        with acting(the_house()):
            append(actor=the_house(), verb="house.database.migrate", subject="house:1", unit=None)
        (line,) = every_line()
        assert (line.unit_no, line.actor_id, line.actor_name) == (ROOT_UNIT, None, "toandan")

    def test_several_lines_of_one_transaction_follow_one_another_in_one_strand(self) -> None:
        for number in (1, 2, 3):
            with acting(OFFICER):
                append(actor=OFFICER, verb="a.b.c", subject=f"person:{number}", unit=100)
        found = every_line()
        assert [line.line_no for line in found] == [1, 2, 3]
        assert len({line.strand for line in found}) == 1
        assert bytes(found[1].previous) == bytes(found[0].hash) != bytes(found[1].hash)

    def test_a_line_shares_the_fate_of_its_transaction(self) -> None:
        with pytest.raises(ZeroDivisionError), acting(OFFICER):
            append(actor=OFFICER, verb="a.b.c", subject="person:1", unit=100)
            raise ZeroDivisionError
        assert every_line() == []

    def test_people_shown_make_one_line_under_the_unit_they_share(self) -> None:
        with acting(OFFICER):
            append_reads(actor=OFFICER, people=[(5, 110), (3, 110), (5, 110)], purpose="line list")
        (line,) = every_line()
        assert (line.subject, line.unit_no) == ("people:2", 110)
        assert line.detail == {"people": [3, 5], "purpose": "line list"}

    def test_people_of_several_units_make_one_line_under_the_officers_unit(self) -> None:
        with acting(OFFICER):
            append_reads(actor=OFFICER, people=[(5, 110), (6, 111)], purpose="search")
        assert [(line.subject, line.unit_no) for line in every_line()] == [("people:2", 100)]

    def test_one_person_shown_is_the_subject(self) -> None:
        with acting(OFFICER):
            append_reads(actor=OFFICER, people=[(5, 110)], purpose="page")
        assert [line.subject for line in every_line()] == ["person:5"]

    def test_nobody_shown_writes_nothing(self) -> None:
        append_reads(actor=OFFICER, people=[], purpose="search")
        assert every_line() == []

    @pytest.mark.parametrize(("verb", "subject"), [("", "person:1"), ("Nguyễn Văn A", "person:1"), ("a.b.c", "")])
    def test_a_line_without_verb_or_subject_is_refused(self, verb: str, subject: str) -> None:
        with pytest.raises(Exception, match="journal line needs") as refusal, acting(OFFICER):
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


@pytest.mark.django_db
class TestForging:
    """Raw SQL under the program's login knows the scope it works in, and writes in nobody else's name."""

    def refused(self, call: str) -> str:
        with pytest.raises(ProgrammingError) as refusal, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT {call}")
        assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)
        return str(refusal.value)

    @pytest.mark.parametrize("named", ["8, 'tay-ho'", "7, 'phu-thuong'", "NULL, 'tay-ho'", "NULL, 'toandan'"])
    def test_under_an_officers_scope_the_line_is_the_officers(self, named: str) -> None:
        with acting(OFFICER):
            assert "bears the name" in self.refused(f"journal_append('UTC', {named}, 1, 'a.b.c', 'x:1', '{{}}')")
        assert every_line() == []

    @pytest.mark.parametrize("named", ["7, 'tay-ho'", "NULL, 'tay-ho'", "NULL, 'nightly'", "7, 'toandan'"])
    def test_under_the_houses_scope_the_line_is_the_houses(self, named: str) -> None:
        with acting(the_house()):
            assert "bears the name" in self.refused(f"journal_append('UTC', {named}, 1, 'a.b.c', 'x:1', '{{}}')")
        assert every_line() == []

    @pytest.mark.parametrize("named", ["7, 'tay-ho'", "NULL, 'tay-ho'", "NULL, 'toandan'", "0, 'toandan'"])
    def test_without_a_scope_nobody_writes(self, named: str) -> None:
        assert "bears the name" in self.refused(f"journal_append('UTC', {named}, 1, 'a.b.c', 'x:1', '{{}}')")
        assert every_line() == []

    def test_only_the_house_keeps_heads(self) -> None:
        keep = "journal_keep_head(1, current_date, now(), '{}', decode(repeat('00', 32), 'hex'), '')"
        assert "by the house" in self.refused(keep)
        everywhere = Grant(FIRST_NUMBER, LAST_NUMBER, frozenset({"journal.line.read"}))
        with acting(replace(OFFICER, grants=(everywhere,))):
            assert "by the house" in self.refused(keep)
        with acting(Actor(officer=None, name="client:kit", at=100, grants=(replace(everywhere, low=100),))):
            assert "by the house" in self.refused(keep)


def test_writers_at_the_same_moment_take_different_strands_and_do_not_wait(own_database: str) -> None:
    append_line = "SELECT journal_append('UTC', 7, 'tay-ho', 1, 'a.b.c', 'x:1', '{}')"
    writers = [logins.connect_program(dbname=own_database) for _ in range(6)]
    try:
        for writer in writers:
            seal_for(writer, OFFICER)
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
    append_line = "SELECT journal_append('UTC', 7, 'tay-ho', 1, 'a.b.c', 'x:1', '{}')"
    with logins.connect_program(dbname=own_database) as holder, logins.connect_program(dbname=own_database) as late:
        holder.execute("SELECT pg_advisory_xact_lock(1785687666, s) FROM generate_series(0, 63) s")
        seal_for(holder, OFFICER)
        seal_for(late, OFFICER)
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
