"""Letters about lists that could not be acted on (công văn còn vướng)."""

from typing import ClassVar

from django.db import models


class Held(models.Model):
    """A letter that came and waits, with what is wrong; gone once it was acted on (công văn còn vướng).

    `unit_no` is the unit of ours that has to act: that of the list, or the one the letter came to. `people` names whom
    the register does not take in by the sender's numbers; their names stay on the lines of the list.
    """

    PRIVACY: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ("received_id", "unit_no", "peer_id", "number", "kind", "list_id", "code", "message"), "internal"
        ),
        **dict.fromkeys(("since", "tried_at"), "internal"),
        **dict.fromkeys(("values", "people"), "sensitive"),
    }

    received_id = models.BigIntegerField(primary_key=True)
    unit_no = models.IntegerField()
    peer_id = models.BigIntegerField()
    number = models.IntegerField()
    kind = models.TextField()
    list_id = models.BigIntegerField(null=True)
    code = models.TextField()
    message = models.TextField()
    values = models.JSONField(default=dict)
    people = models.JSONField(default=list)
    since = models.DateTimeField()
    tried_at = models.DateTimeField()

    class Meta:
        db_table = "movements_held"
        indexes = [models.Index("unit_no", name="movements_held_unit")]

    def __str__(self) -> str:
        return f"letter:{self.received_id}"
