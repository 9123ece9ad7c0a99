"""What slow units were told last, and what they answered (công văn gần nhất của đơn vị)."""

from collections.abc import Iterable

from django.db.models import Q

from toandan.work.directives.models import Addressee, Answer, Directive, Task
from toandan.work.directives.queries.sheets import addressee_of, head_of
from toandan.work.directives.words import DirectiveState, Given


def last_given(numbers: Iterable[int], *, order: str) -> dict[int, Given]:
    """Return for each of some units the last paper with a task measured by an order, drafts included.

    Withdrawn papers do not count. Whoever may not read a paper does not find it: drafts are seen by their drafters.
    """
    wanted = list(numbers)
    tasks = Task.objects.filter(Q(at_no__isnull=True) | Q(at_no__in=wanted), order_code=order)
    papers = Directive.objects.filter(directive_id__in=tasks.values("directive_id"))
    papers = papers.exclude(state=DirectiveState.WITHDRAWN.value)
    mine = Addressee.objects.filter(at_no__in=wanted, at_body=False, directive_id__in=papers.values("directive_id"))
    rows = {one.at_no: addressee_of(one) for one in mine.order_by("at_no", "-directive_id").distinct("at_no")}
    heads = {
        p.directive_id: head_of(p) for p in papers.filter(directive_id__in=[r.directive_id for r in rows.values()])
    }
    reports = Answer.objects.filter(addressee_id__in=[row.addressee_id for row in rows.values()], returned_at=None)
    answers = {
        one.addressee_id: one for one in reports.order_by("addressee_id", "-answered_at").distinct("addressee_id")
    }
    return {
        unit: Given(
            row.directive_id, heads[row.directive_id].signed, heads[row.directive_id].issued_on, row,
            answers[row.addressee_id].text if row.addressee_id in answers else "",
            answers[row.addressee_id].answered_at if row.addressee_id in answers else None,
        )
        for unit, row in rows.items()
    }  # fmt: skip
