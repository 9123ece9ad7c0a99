"""Officers who answer, withdraw and cross each other at the same moment, each a process with its own connections."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.db import connections

from tests.at_once import at_once
from tests.record.ledger.people import HOUSE
from tests.work.movements.people import NOW, drafted, officer, opened, sent, towns
from toandan.ground.kernel.errors import UnableTo
from toandan.record.ledger import queries as ledger
from toandan.record.officers.queries import reading
from toandan.work.movements import operations, queries
from toandan.work.movements.words import ReturnReason


def together(name: str, acts: list[Callable[[], Any]]) -> list[str]:
    """Do things at the same moment in a process each; return a word for what each came to, in no order."""

    def told(act: Callable[[], Any]) -> Callable[[], str]:
        def tell() -> str:
            try:
                outcome = act()
            except UnableTo as refusal:
                return refusal.code
            return "repeated" if outcome.repeated else f"done {outcome.done}"

        return tell

    return at_once(name, [told(act) for act in acts])


def check(people: list[int]) -> dict[int, int]:
    with reading(HOUSE):
        stands = {row.person_id: row.unit_no for row in ledger.standings(people)}
    assert sorted(stands) == sorted(people)
    assert ledger.verify().ok
    return stands


def taking(receiver: int, list_id: int, people: list[int], key: UUID | None = None) -> Callable[[], Any]:
    return lambda: operations.accept(
        actor=officer(receiver), now=NOW, list_id=list_id, persons=people, client_key=key or uuid4()
    )


def test_one_of_many_acceptances_wins(own_database: str) -> None:
    here, there = towns(2)
    people = opened(here, 5)
    list_id = sent(here, people, there)
    said = Counter(together(own_database, [taking(there, list_id, people) for _ in range(8)]))
    assert said["done 5"] == 1
    assert said["already_answered"] + said["not_open"] == 7
    assert set(check(people).values()) == {there}


def test_the_same_acceptance_from_many_hands_is_carried_out_once(own_database: str) -> None:
    here, there = towns(2)
    people = opened(here, 5)
    list_id = sent(here, people, there)
    key = uuid4()
    said = Counter(together(own_database, [taking(there, list_id, people, key) for _ in range(6)]))
    assert said == Counter({"done 5": 1, "repeated": 5})
    check(people)


def test_acceptance_and_withdrawal_share_the_list_without_a_rest(own_database: str) -> None:
    here, there = towns(2)
    people = opened(here, 6)
    list_id = sent(here, people, there)

    def withdraw() -> Any:
        return operations.withdraw(actor=officer(here), now=NOW, list_id=list_id, reason="nhầm", client_key=uuid4())

    together(own_database, [withdraw, *[taking(there, list_id, [p]) for p in people]])
    stands = check(people)
    with reading(HOUSE):
        row = queries.list_row(list_id)
    assert row.open == 0
    assert Counter(stands.values()) == +Counter({there: row.accepted, here: row.withdrawn})


def test_a_line_is_taken_over_or_sent_back_never_both(own_database: str) -> None:
    here, there = towns(2)
    people = opened(here, 4)
    list_id = sent(here, people, there)

    def returning(person: int) -> Callable[[], Any]:
        return lambda: operations.send_back(
            actor=officer(there), now=NOW, list_id=list_id, persons=[person], reason=ReturnReason.NOT_FOUND,
            client_key=uuid4(),
        )  # fmt: skip

    acts = [act for person in people for act in (taking(there, list_id, [person]), returning(person))]
    said = Counter(together(own_database, acts))
    assert said["done 1"] == len(people) == said["already_answered"] + said["not_open"]
    with reading(HOUSE):
        row = queries.list_row(list_id)
    assert (row.accepted + row.returned, row.open) == (len(people), 0)
    assert Counter(check(people).values()) == +Counter({there: row.accepted, here: row.returned})


def test_two_drafts_with_the_same_person_are_not_both_sent(own_database: str) -> None:
    here, there, third = towns(3)
    (person,) = opened(here)
    drafts = [drafted(here, [person], there)]
    # The second draft is written as a hurried colleague would have done it: before the first one was seen.
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE movements_line SET state = 'withdrawn'")
    drafts.append(drafted(here, [person], third))
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE movements_line SET state = 'draft'")

    def sending(list_id: int) -> Callable[[], Any]:
        return lambda: operations.send(actor=officer(here), now=NOW, list_id=list_id, client_key=uuid4())

    said = together(own_database, [sending(number) for number in drafts])
    assert sorted(said) == ["done 1", "faults"]
    check([person])


def test_crossing_lists_take_somebody_over_once(own_database: str) -> None:
    """A sends to B; meanwhile the person came to C without a list, and C sends to B too."""
    from tests.record.ledger.people import put
    from toandan.record.ledger.words import Line, Verb

    a, b, c = towns(3)
    (person,) = opened(a)
    first = sent(a, [person], b)
    put([Line(person, (a, 12111), (c, 22100))], verb=Verb.HANDED_OVER)
    second = sent(c, [person], b)
    said = together(own_database, [taking(b, first, [person]), taking(b, second, [person])])
    assert sorted(said) == ["done 1", "gone"]
    assert check([person]) == {person: b}
