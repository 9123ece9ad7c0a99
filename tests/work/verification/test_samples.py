"""Blind samples: pairs are laid before labellers, who see no weight and nobody else's word."""

import json
from uuid import uuid4

import pytest

from tests.record.journal.lines import every_line
from tests.work.verification.conftest import NOW, Ward, enter
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.queries import reading
from toandan.work.verification import operations, queries
from toandan.work.verification.operations import Drawn
from toandan.work.verification.rules.samples import agreed
from toandan.work.verification.words import Kind, Verdict

SAME, DIFFERENT, UNSURE = Verdict


@pytest.mark.parametrize(
    ("said", "same"),
    [([], None), ([UNSURE], None), ([SAME, UNSURE], True), ([DIFFERENT] * 2, False), ([SAME, DIFFERENT], None)],
)
def test_labellers_who_differ_or_cannot_tell_say_nothing(said: list[Verdict], same: bool | None) -> None:
    assert agreed(said) is same


def draw(ward: Ward, *pairs: Drawn, key=None, actor: Actor | None = None) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    return operations.draw_sample(
        actor=actor or ward.district, now=NOW, kind=Kind.SUSPECTED_DEAD, source="khai_tu.csv", pairs=pairs,
        reason="đánh giá", client_key=key or uuid4(),
    )  # fmt: skip


def turn(ward: Ward, viewer: Actor, sample: int):  # type: ignore[no-untyped-def]
    with reading(viewer):
        return queries.next_pair(viewer, sample, low=ward.unit, high=ward.unit)


def say(viewer: Actor, pair: int, verdict: Verdict) -> int:
    return operations.label_pair(actor=viewer, now=NOW, pair_id=pair, verdict=verdict, client_key=uuid4())


def test_two_label_the_same_pairs_without_each_other_and_their_first_words_stand(ward: Ward) -> None:
    one, two = enter("Lê Văn Cụ"), enter("Lê Văn Hai")
    record = {"id": "D1", "full_name": "LE VAN CU", "personal_number": "001085012345", "line": 7}
    sample, many = draw(ward, Drawn("D1", one, record, ("elderly",)), Drawn("D2", two, {}), Drawn("D3", 10**12, {}))
    assert many == 2
    for viewer, words in ((ward.police, (SAME, DIFFERENT)), (ward.district, (SAME, SAME))):
        for person, word in zip((one, two), words, strict=True):
            pair = turn(ward, viewer, sample)
            assert pair.person_id == person
            assert say(viewer, pair.pair_id, word) == say(viewer, pair.pair_id, UNSURE) == sample
        assert turn(ward, viewer, sample) is None
    with reading(ward.district):
        found = queries.labelled_pairs(sample)
    assert [(row.list_id, row.same, row.groups, len(row.verdicts)) for row in found] == [
        ("D1", True, ("elderly",), 2), ("D2", None, (), 2),
    ]  # fmt: skip
    lines = [line for line in every_line() if line.verb.startswith("verification.sample.")]
    assert [line.verb.rpartition(".")[2] for line in lines] == ["draw", *["label"] * 4]
    # Whoever reads the journal and labels, too, must not read what others said.
    assert not any(word in json.dumps(line.detail) for line in lines for word in Verdict)


def test_what_is_kept_is_what_a_labeller_sees_and_a_second_drawing_by_one_key_draws_nothing(ward: Ward) -> None:
    mine, theirs = enter("Lê Văn Cụ"), enter("Lê Văn Cu", code="00004", personal_number="001085012345")
    key = uuid4()
    pairs = (Drawn(str(theirs), mine, {"person_id": theirs}),)
    assert draw(ward, *pairs, key=key) == draw(ward, *pairs, key=key)
    with reading(ward.police):
        (row,) = queries.samples(ward.police, low=ward.unit, high=ward.unit)
        pair = queries.next_pair(ward.police, row.sample_id, low=ward.unit, high=ward.unit)
        assert pair is not None and "001085012345" not in json.dumps(dict(pair.record))
        sides = queries.compared(pair.person_id, pair.unit, pair.record)
    assert (row.pairs, row.mine) == (1, 0)
    assert (sides.record["full_name"], sides.record["personal_number"]) == ("Lê Văn Cu", "••••••••2345")


def test_a_neighbour_sees_no_pair_and_labels_none(ward: Ward) -> None:
    sample, _ = draw(ward, Drawn("D1", enter("Lê Văn Cụ"), {}))
    pair = turn(ward, ward.police, sample)
    with reading(ward.neighbour):
        assert queries.samples(ward.neighbour, low=ward.unit, high=ward.unit) == []
        with pytest.raises(queries.SampleUnknown):
            queries.labelled_pairs(sample)
    with pytest.raises(queries.SampleUnknown):
        say(ward.neighbour, pair.pair_id, SAME)
    with pytest.raises(NotAllowed):
        draw(ward, Drawn("D1", pair.person_id, {}), actor=ward.neighbour)
    with pytest.raises(operations.UnableToSample):
        draw(ward, Drawn("D1", enter("Lê Văn Xa", code="00091"), {}))
