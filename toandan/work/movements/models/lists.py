"""Tables of notification lists (danh sách thông báo).

Sender and receiver stand on every row, so that row-level security needs no join: a list is read by both units, a draft
by its sender alone. The counters of a list are kept by the transaction that answers, so that no page counts people.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from toandan.work.movements.words import LineState, ListState, ReturnReason


class NotificationList(models.Model):
    """One list from one unit to another (danh sách).

    `peer_id` is the authority on whose system the other unit lies; `their_id` its own number of a list that came. At
    `details_removed_at`, some months after it was closed, its lines lost what tells who people are.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "list_id": "internal",
        "client_key": "internal",
        "sender_no": "internal",
        "receiver_no": "internal",
        "peer_id": "internal",
        "their_id": "internal",
        "state": "internal",
        "reason": "internal",
        "lines": "internal",
        "accepted": "internal",
        "returned": "internal",
        "withdrawn": "internal",
        "unsettled": "internal",
        "due_on": "internal",
        "drawn_at": "internal",
        "drawn_by": "internal",
        "sent_at": "internal",
        "sent_by": "internal",
        "closed_at": "internal",
        "details_removed_at": "internal",
        "reminded_on": "internal",
    }

    list_id = models.BigAutoField(primary_key=True)
    client_key = models.UUIDField()
    sender_no = models.IntegerField()
    receiver_no = models.IntegerField()
    peer_id = models.BigIntegerField(null=True)
    their_id = models.BigIntegerField(null=True)
    state = models.TextField(default=ListState.DRAFT.value)
    reason = models.TextField(default="")
    lines = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)
    unsettled = models.IntegerField(default=0)
    due_on = models.DateField(null=True)
    drawn_at = models.DateTimeField()
    drawn_by = models.TextField()
    sent_at = models.DateTimeField(null=True)
    sent_by = models.TextField(default="")
    closed_at = models.DateTimeField(null=True)
    details_removed_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)

    class Meta:
        db_table = "movements_list"
        constraints = [
            models.UniqueConstraint(name="movements_list_once", fields=["client_key", "receiver_no"]),
            models.UniqueConstraint(
                name="movements_list_theirs", fields=["peer_id", "their_id"], condition=Q(their_id__isnull=False)
            ),
            models.CheckConstraint(name="movements_list_state", condition=Q(state__in=[s.value for s in ListState])),
            models.CheckConstraint(
                name="movements_list_sum",
                condition=Q(
                    accepted__gte=0,
                    returned__gte=0,
                    withdrawn__gte=0,
                    lines__gte=F("accepted") + F("returned") + F("withdrawn"),
                ),
            ),
            models.CheckConstraint(name="movements_list_two_units", condition=~Q(sender_no=F("receiver_no"))),
        ]
        indexes = [
            models.Index(F("sender_no"), F("list_id").desc(), name="movements_list_out"),
            models.Index(F("receiver_no"), F("list_id").desc(), name="movements_list_in"),
            models.Index(
                fields=["closed_at"],
                name="movements_list_kept",
                condition=Q(closed_at__isnull=False, details_removed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"list:{self.list_id}"


class Line(models.Model):
    """One person on a list, with the details the receiver needs to find them (người trong danh sách).

    On a list from another system the number is that system's, with a minus; `settled` then says that the sender has
    handed the person over.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        "pk": "internal",
        "person_id": "internal",
        "list_id": "internal",
        "sender_no": "internal",
        "receiver_no": "internal",
        "from_no": "internal",
        "target_no": "personal",
        "state": "internal",
        "before": "sensitive",
        "residence": "personal",
        "full_name": "personal",
        "birth": "personal",
        "sex": "personal",
        "masked_number": "sensitive",
        "present_address": "personal",
        "phone": "personal",
        "reason": "sensitive",
        "note": "personal",
        "entry_id": "internal",
        "answered_at": "internal",
        "answered_by": "internal",
        "settled": "internal",
    }

    pk = models.CompositePrimaryKey("person_id", "list_id")
    person_id = models.BigIntegerField()
    list_id = models.BigIntegerField()
    sender_no = models.IntegerField()
    receiver_no = models.IntegerField()
    from_no = models.IntegerField()
    target_no = models.IntegerField()
    state = models.TextField(default=LineState.DRAFT.value)
    before = models.TextField(default="")
    residence = models.TextField()
    full_name = models.TextField()
    birth = models.TextField(default="")
    sex = models.TextField(default="")
    masked_number = models.TextField(default="")
    present_address = models.TextField(default="")
    phone = models.TextField(default="")
    reason = models.TextField(default="")
    note = models.TextField(default="")
    entry_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(default="")
    settled = models.BooleanField(default=False)

    class Meta:
        db_table = "movements_line"
        constraints = [
            # Nobody waits on two lists of the unit that answers for them, whoever sends at the same moment.
            models.UniqueConstraint(
                name="movements_line_one_open", fields=["person_id", "from_no"], condition=Q(state="pending")
            ),
            models.CheckConstraint(name="movements_line_state", condition=Q(state__in=[s.value for s in LineState])),
            models.CheckConstraint(
                name="movements_line_reason",
                condition=Q(state="returned", reason__in=[r.value for r in ReturnReason])
                | (~Q(state="returned") & Q(reason="")),
            ),
        ]
        indexes = [models.Index(F("list_id"), F("person_id"), name="movements_line_list")]

    def __str__(self) -> str:
        return f"line:{self.list_id}:{self.person_id}"


class Deed(models.Model):
    """A request that was carried out, so that repeating it changes nothing (thao tác đã ghi)."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "client_key": "internal",
        "list_id": "internal",
        "digest": "internal",
        "outcome": "internal",
        "done_at": "internal",
    }

    client_key = models.UUIDField(primary_key=True)
    list_id = models.BigIntegerField()
    digest = models.TextField()
    outcome = models.JSONField(default=dict)
    done_at = models.DateTimeField()

    class Meta:
        db_table = "movements_deed"

    def __str__(self) -> str:
        return f"deed:{self.list_id}"
