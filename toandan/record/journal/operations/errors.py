"""What sealing the journal can fail with."""

from toandan.ground.kernel.errors import UnableTo


class UnableToSealJournal(UnableTo):
    """The journal's head could not be signed and kept."""
