"""When a review is settled (kết luận rà soát)."""

from collections.abc import Sequence

from toandan.work.verification.words import OpinionRow, Verdict


def settled(opinions: Sequence[OpinionRow], *, conflict: bool) -> Verdict | None:
    """Return what is settled, None while another pair of eyes is needed.

    One clear opinion settles a review. Where linkage itself found a conflict, or somebody was unsure, or two said
    different things, two people must agree. Nobody counts twice: of one reviewer the last opinion stands.
    """
    last: dict[int | str, Verdict] = {}
    for one in opinions:
        last[one.actor if one.actor_id is None else one.actor_id] = one.verdict
    said = list(last.values())
    clear: list[Verdict] = [verdict for verdict in said if verdict is not Verdict.UNSURE]
    needed = 2 if conflict or len(clear) < len(said) or len(set(clear)) > 1 else 1
    agreed = [verdict for verdict in Verdict if verdict is not Verdict.UNSURE and clear.count(verdict) >= needed]
    return agreed[0] if len(agreed) == 1 else None
