"""When a review is settled, and who may see what others said of it (kết luận rà soát)."""

from collections.abc import Sequence

from toandan.work.verification.words import OpinionRow, Verdict

ENOUGH = 2
"""So many reviewers have spoken before any of them, or a third, sees what another said."""


def settled(opinions: Sequence[OpinionRow], *, conflict: bool) -> Verdict | None:
    """Return what is settled, None while another pair of eyes is needed.

    One clear opinion settles a review. Where linkage itself found a conflict, or somebody was unsure, or two said
    different things, two people must agree. Nobody counts twice: of one reviewer the last opinion stands.
    """
    last: dict[int | str, Verdict] = {}
    for one in opinions:
        last[reviewer(one)] = one.verdict
    said = list(last.values())
    clear: list[Verdict] = [verdict for verdict in said if verdict is not Verdict.UNSURE]
    needed = 2 if conflict or len(clear) < len(said) or len(set(clear)) > 1 else 1
    agreed = [verdict for verdict in Verdict if verdict is not Verdict.UNSURE and clear.count(verdict) >= needed]
    return agreed[0] if len(agreed) == 1 else None


def reviewer(opinion: OpinionRow) -> int | str:
    """Return who an opinion is of: the account's number, or the name of whoever has none."""
    return opinion.actor if opinion.actor_id is None else opinion.actor_id


def seen(opinions: Sequence[OpinionRow], viewer: int | str, *, settled: bool) -> tuple[OpinionRow, ...]:
    """Return the opinions a reviewer may see: all once two have spoken or all is settled, before that the own alone.

    A second opinion is worth something only where the first was not known; a third decides between two, and reads both.
    """
    if settled or len({reviewer(one) for one in opinions}) >= ENOUGH:
        return tuple(opinions)
    return tuple(one for one in opinions if reviewer(one) == viewer)
