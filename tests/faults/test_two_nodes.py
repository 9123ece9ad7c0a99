"""Two nodes with databases of their own exchange letters, over the network and as files (hai hệ thống)."""

import json
import shutil
from pathlib import Path

import pytest

from tests.house.launching import Bench, migrated
from tests.house.test_serve import PATIENCE, start

pytestmark = pytest.mark.fault

SETTING_UP = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toandan.house.settings")
import django; django.setup()
from datetime import UTC, date, datetime
from django.utils.timezone import localdate
from uuid import NAMESPACE_OID, uuid5
from toandan.ground.kernel.actor import the_house
from toandan.record.units import queries as units
now = datetime.now(UTC)
city = units.by_code("01", as_of=date(2023, 6, 3)).number
"""
WRITE = """
from toandan.record.letters.operations import write
answer([write(actor=the_house(), now=now, unit=city, peer=1, kind="answer", body={{"n": n}}, reason="thử",
              client_key=uuid5(NAMESPACE_OID, str(n))).number for n in {numbers}])
"""
TOKEN = """
from toandan.record.officers.operations import add_client
answer(add_client(actor=the_house(), now=now, name="lien-thong", unit=city, permissions=["letters.letter.take_in"]))
"""
COME = """
from toandan.record.letters import queries
from toandan.record.officers.queries import reading
with reading(the_house()):
    answer([[w.number, w.body["n"]] for w in queries.waiting(kind="answer")])
"""


def write(node: Bench, *numbers: int) -> list[int]:
    return node.python(SETTING_UP + WRITE.format(numbers=list(numbers)))


def introduce(one: Bench, other: Bench, name: str) -> None:
    one.run("letters", "know", name, other.run("letters", "key").stdout.strip())


def test_letters_cross_the_network_and_come_as_files(tmp_path: Path) -> None:
    with migrated() as here, migrated() as there:
        introduce(here, there, "Hưng Yên")
        introduce(there, here, "Hà Nội")
        token = tmp_path / "token"
        token.write_text(there.python(SETTING_UP + TOKEN))
        assert write(here, 1, 2, 3) == [1, 2, 3]
        assert write(here, 2) == [2], "the same request once more"

        # Nobody listens there yet: the letters stay, and go as files, one of them twice, the last one first.
        push = ("letters", "push", "1", "http://127.0.0.1:9", "--token-file", str(token))
        assert here.run(*push, check=False).returncode == 2
        folder = tmp_path / "out"
        here.run("letters", "write-out", "1", str(folder))
        one, _, three = sorted(folder.iterdir())
        shutil.copy(three, tmp_path / "again.letter")
        there.run("letters", "take-in", str(three), str(one), str(tmp_path / "again.letter"))
        assert "missing: 2" in there.run("letters", "peers").stdout

        changed = tmp_path / "changed.letter"
        changed.write_bytes(three.read_bytes().replace(b'"n":3', b'"n":4'))
        refused = there.run("letters", "take-in", str(changed), check=False)
        assert (refused.returncode, "signature_wrong" in refused.stdout) == (2, True)

        write(here, 4)
        server = start(there)
        try:
            server.wait_until_ready()
            address = f"http://127.0.0.1:{server.port}"
            over = ("letters", "push", "1", address, "--token-file", str(token), "--json")
            assert json.loads(here.run(*over).stdout) == {"delivered": [2, 4]}
            assert json.loads(here.run(*over).stdout) == {"delivered": []}
        finally:
            server.process.terminate()
            server.process.communicate(timeout=PATIENCE)
        assert sorted(there.python(SETTING_UP + COME)) == [[1, 1], [2, 2], [3, 3], [4, 4]]
        assert "missing: none" in there.run("letters", "peers").stdout
        assert there.run("journal", "verify").returncode == 0


PEOPLE = """
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.ledger.words import Card, EId, Residence, Standing
from toandan.record.people.words import PersonDetails
from toandan.record.rolls.operations import enter
from toandan.work.movements import operations, queries
from toandan.work.movements.words import Grouping, LineState, ReturnReason, Wish
here, there = (units.any_year(code, as_of=localdate(now)).number for code in ("{here}", "{there}"))
"""
NOTIFY = """
persons = [
    enter(actor=the_house(), now=now, unit=here, occurred_on=localdate(now), reason="thử",
          client_key=uuid5(NAMESPACE_OID, n),
          details=PersonDetails("Trần Thị Bình", PartialDate.of(1985, 5, 17), personal_number=n),
          standing=Standing(Residence.PERMANENT, Card.DUE, EId.NONE))
    for n in ("001185000001", "001185000002", "001185000003")
]
[number] = operations.draw_up(actor=the_house(), now=now, sender=here, wishes=[Wish(p, there) for p in persons],
    reason="sống ở nơi khác", client_key=uuid5(NAMESPACE_OID, "draw"), grouping=Grouping.COMMUNE)
answer(operations.send(actor=the_house(), now=now, list_id=number, client_key=uuid5(NAMESPACE_OID, "send")).done)
"""
ANSWER = """
with reading(the_house()):
    [come] = queries.lists_in(low=here, high=here)
    waiting = [line.person_id for line in queries.lines(come.list_id, state=LineState.PENDING)]
operations.send_back(actor=the_house(), now=now, list_id=come.list_id, persons=waiting[:1],
                     reason=ReturnReason.NOT_FOUND, client_key=uuid5(NAMESPACE_OID, "back"))
answer(operations.accept(actor=the_house(), now=now, list_id=come.list_id, persons=waiting[1:],
                         client_key=uuid5(NAMESPACE_OID, "accept")).done)
"""
COUNT = """
from toandan.record.ledger import queries as ledger
with reading(the_house()):
    total = ledger.people_in(as_of=localdate(now), low=1, high=2_000_000_000)
answer([total, ledger.verify().ok])
"""
READING = "from toandan.record.officers.queries import reading\n"


@pytest.mark.nightly
def test_a_list_crosses_to_another_system_and_its_people_follow(tmp_path: Path) -> None:
    with migrated() as here, migrated() as there:
        for one, other, name, code in ((here, there, "Hưng Yên", "33"), (there, here, "Hà Nội", "01")):
            one.run("letters", "know", name, other.run("letters", "key").stdout.strip(), "--territory", code)
        mine = SETTING_UP + READING + PEOPLE.format(here="00001", there="11953")
        theirs = SETTING_UP + READING + PEOPLE.format(here="11953", there="00001")
        assert here.python(mine + NOTIFY) == 3
        out, back = tmp_path / "out", tmp_path / "back"
        here.run("letters", "write-out", "1", str(out))
        there.run("letters", "take-in", *(str(file) for file in out.iterdir()), "--unit", "33")
        assert there.python(theirs + ANSWER) == 2
        assert (here.python(mine + COUNT), there.python(theirs + COUNT)) == ([3, True], [0, True])

        there.run("letters", "write-out", "1", str(back))
        # The later answer first, and each of them twice.
        files = sorted((str(file) for file in back.iterdir()), reverse=True)
        here.run("letters", "take-in", *files, *files)
        assert (here.python(mine + COUNT), there.python(theirs + COUNT)) == ([1, True], [0, True])

        token = tmp_path / "token"
        token.write_text(there.python(SETTING_UP.replace('"01"', '"33"') + TOKEN))
        push = ("letters", "push", "1", "http://127.0.0.1:9", "--token-file", str(token))
        assert here.run(*push, check=False).returncode == 2, "nobody listens there yet"
        server = start(there)
        try:
            server.wait_until_ready()
            address = f"http://127.0.0.1:{server.port}"
            for _ in range(2):
                here.run("letters", "push", "1", address, "--token-file", str(token))
        finally:
            server.process.terminate()
            server.process.communicate(timeout=PATIENCE)
        assert (here.python(mine + COUNT), there.python(theirs + COUNT)) == ([1, True], [2, True])
        assert "0 letters acted on, 0 wait" in there.run("letters", "attend").stdout
