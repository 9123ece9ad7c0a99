"""Writing wishes and digests: each function is one verb, one transaction, one journal line (nghiệp vụ)."""

from toandan.command.notices.operations.composing import compose
from toandan.command.notices.operations.confirming import confirm, send_again
from toandan.command.notices.operations.errors import UnableToNotify
from toandan.command.notices.operations.forgetting import forget
from toandan.command.notices.operations.sending import deliver
from toandan.command.notices.operations.settling import claim
from toandan.command.notices.operations.wishing import choose

__all__ = ["UnableToNotify", "choose", "claim", "compose", "confirm", "deliver", "forget", "send_again"]
