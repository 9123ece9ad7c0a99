"""What is similar to a text, before it is raised once more (vướng mắc tương tự)."""

from django.db.models import F

from toandan.work.difficulties import rules
from toandan.work.difficulties.models import Difficulty, Version
from toandan.work.difficulties.queries.desks import Ranges, in_reach
from toandan.work.difficulties.queries.guidance import row_of as guidance_of
from toandan.work.difficulties.queries.sheets import row_of
from toandan.work.difficulties.words import Alike, DifficultyState, Kind

MOST = 1000
"""How many of the newest difficulties, and of the pieces of guidance, are compared."""


def similar(text: str, ranges: Ranges, *, kind: Kind | None = None, limit: int = 5) -> list[Alike]:
    """Return difficulties in reach and guidance in force that are similar to a text, the likest first.

    Marks and case do not count. A unit does not see its neighbours' difficulties; what holds for all is guidance. A
    difficulty that was published is left out: its guidance stands for it.
    """
    over = [DifficultyState.WITHDRAWN.value, DifficultyState.PUBLISHED.value]
    seen = Difficulty.objects.filter(in_reach(ranges)).exclude(state__in=over).order_by("-difficulty_id")
    raised = list(seen.values_list("difficulty_id", "search", "answer_search", "kind")[:MOST])
    force = Version.objects.filter(version=F("guidance__latest")).order_by("-version_id")
    published = list(force.values_list("version_id", "search", "guidance__kind")[:MOST])
    texts = [(search, Kind(of)) for _id, search, of in published]
    texts += [(f"{search}{answer}", Kind(of)) for _id, search, answer, of in raised]
    found = rules.alike(rules.folded(text), kind, texts, limit=limit)
    guided = {published[at][0] for _likeness, at in found if at < len(published)}
    met = {raised[at - len(published)][0] for _likeness, at in found if at >= len(published)}
    versions = {one.version_id: one for one in force.select_related("guidance").filter(version_id__in=guided)}
    rows = {one.difficulty_id: one for one in Difficulty.objects.filter(difficulty_id__in=met)}
    return [
        Alike(likeness, guidance=guidance_of(versions[published[at][0]]))
        if at < len(published)
        else Alike(likeness, difficulty=row_of(rows[raised[at - len(published)][0]]))
        for likeness, at in found
    ]
