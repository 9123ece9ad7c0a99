"""A request larger than any page takes is refused by what it announces, before any of it is read."""

import pytest
from django.test import Client

from tests.officers_help import make_officer, signed_in_client
from toandan.faces.web.frame.uploads import MOST_OF_STRANGERS, MOST_SENT
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db


def announced(client: Client, address: str, size: int) -> int:
    """Return the answer to a form that says it is so large, and of which nothing can be read."""
    answer = client.generic(
        "POST", address, b"--x--", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(size)
    )
    return answer.status_code


def test_nobody_fills_the_disk_with_one_form() -> None:
    stranger = Client(raise_request_exception=False)
    officer = signed_in_client(make_officer("ca.nuoc", Role.COMMUNE_POLICE, units.root().number))
    officer.raise_request_exception = False
    assert announced(stranger, "/public/vi/questions/", MOST_OF_STRANGERS + 1) == 400
    assert announced(officer, "/rolls/", MOST_SENT + 1) == 400
    # Below the limit it is read, and there is nothing to be read.
    assert announced(stranger, "/public/vi/questions/", MOST_OF_STRANGERS) != 400
