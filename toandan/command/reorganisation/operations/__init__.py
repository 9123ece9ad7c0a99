"""Receiving a mapping and carrying it out (sắp xếp đơn vị)."""

from toandan.command.reorganisation.operations.bodies import give_body
from toandan.command.reorganisation.operations.carrying import carry_out, give_up
from toandan.command.reorganisation.operations.errors import UnableToReorganise
from toandan.command.reorganisation.operations.founding import found
from toandan.command.reorganisation.operations.receiving import checked, queue, receive

__all__ = ["UnableToReorganise", "carry_out", "checked", "found", "give_body", "give_up", "queue", "receive"]
