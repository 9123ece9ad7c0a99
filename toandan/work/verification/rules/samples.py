"""What the labels of one pair come to (kết luận nhãn)."""

from collections.abc import Iterable

from toandan.work.verification.words import Verdict


def agreed(verdicts: Iterable[Verdict]) -> bool | None:
    """Return whether a pair is one person, None where nobody could tell or labellers differ.

    Who could not tell says nothing against who could.
    """
    clear = {verdict for verdict in verdicts if verdict is not Verdict.UNSURE}
    return clear == {Verdict.SAME} if len(clear) == 1 else None
