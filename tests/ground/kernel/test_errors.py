"""A full disk is recognised however deep it lies under what came up."""

import errno

import pytest

from toandan.ground.kernel.errors import chain, database_out_of_room, out_of_room


class DatabaseSaid(Exception):
    sqlstate = "53100"


def raised_over(cause: BaseException) -> BaseException:
    """Return an error that came up while another one was being handled, wrapped once more."""
    try:
        try:
            try:
                raise cause
            finally:
                raise KeyError("on the way out")
        except KeyError as error:
            raise RuntimeError("wrapped") from error
    except RuntimeError as error:
        return error


@pytest.mark.parametrize(
    ("cause", "full", "in_database"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True, False),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True, False),
        (OSError("No space left on device (os error 28)"), True, False),
        (DatabaseSaid(), True, True),
        (OSError(errno.EACCES, "Permission denied (os error 28)"), False, False),
        (ValueError("(os error 28)"), False, False),
    ],
)
def test_a_full_disk_is_told_from_other_errors(cause: BaseException, full: bool, in_database: bool) -> None:
    assert out_of_room(raised_over(cause)) is full
    assert database_out_of_room(raised_over(cause)) is in_database


def test_a_circle_of_causes_ends() -> None:
    first, second = ValueError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert list(chain(first)) == [first, second]
