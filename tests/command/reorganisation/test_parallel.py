"""A merger while the lists of its units are answered, each act a process with a connection of its own."""

from collections.abc import Callable
from uuid import uuid4

from tests.at_once import at_once
from tests.command.reorganisation.mapping import NOW, WHOLE, new, old
from tests.command.reorganisation.test_notifications import FAR, every_list, merging, stands
from tests.record.ledger.people import opened
from tests.work.movements.people import officer, sent
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo
from toandan.record.ledger import queries as ledger
from toandan.work.movements import operations
from toandan.work.movements.words import ReturnReason


def test_a_merger_and_answers_at_the_same_moment_leave_nobody_behind(own_database: str) -> None:
    people = opened(old(FAR), 6)
    list_id = sent(old(FAR), people, old(WHOLE[0]))

    def answering(act: Callable[..., object], who: int, **more: object) -> Callable[[], str]:
        def answer() -> str:
            try:
                act(actor=officer(who), now=NOW, list_id=list_id, client_key=uuid4(), **more)
            except (UnableTo, NotAllowed, NotThere) as refusal:
                return refusal.code
            return "done"

        return answer

    answers = [answering(operations.accept, old(WHOLE[0]), persons=[one]) for one in people[:4]]
    answers += [
        answering(operations.send_back, old(WHOLE[0]), persons=[one], reason=ReturnReason.NOT_FOUND)
        for one in people[2:]
    ]
    answers.append(answering(operations.withdraw, old(FAR), reason="nhầm"))
    at_once(own_database, [merging, *answers])
    assert {stands(one)[0] for one in people} <= {new(WHOLE[1]), new(FAR)}
    row = every_list()[list_id]
    assert row.accepted + row.returned + row.withdrawn + row.open == len(people)
    assert sum(stands(one)[0] == new(WHOLE[1]) for one in people) == row.accepted
    assert ledger.verify().ok
