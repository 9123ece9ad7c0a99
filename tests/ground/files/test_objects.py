"""What lies in the packed objects of a PDF is seen, and what cannot be seen is refused."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from tests.ground.files.packed import SCRIPT, pdf
from toandan.ground.files import objects, trouble


def locked(password: str) -> bytes:
    writer, told = PdfWriter(clone_from=BytesIO(pdf())), BytesIO()
    writer.encrypt(password, "chủ", algorithm="AES-256")
    writer.write(told)
    return told.getvalue()


def test_the_files_of_these_tests_are_what_they_say() -> None:
    for made in (pdf(SCRIPT), pdf(SCRIPT, hexed=True), pdf(SCRIPT, rows=8), pdf(SCRIPT, hexed=True, rows=8)):
        assert b"JavaScript" not in made
        assert PdfReader(BytesIO(made)).trailer["/Root"]["/OpenAction"]["/S"] == "/JavaScript"
    hidden = pdf(SCRIPT, named=False)
    assert "/OpenAction" not in PdfReader(BytesIO(hidden)).trailer["/Root"]


@pytest.mark.parametrize(
    "action",
    [
        SCRIPT,
        b"<< /S /J#61vaScript >>",
        b"<< /S /Launch /F (cmd.exe) >>",
        b"[ << /Next [ << /S /SubmitForm >> ] >> ]",
        b"<< /Names << /EmbeddedFiles 9 0 R >> >>",
        rb"<< /S /GoToR /F (\\evil\share\a.pdf) >>",
        rb"<< /S /Thread /F (\\evil\share\a.pdf) >>",
        b"<< /S /Rendition /OP 0 >>",
    ],
)
@pytest.mark.parametrize(
    "how",
    [
        {}, {"hexed": True}, {"rows": 8}, {"hexed": True, "rows": 5}, {"named": False},
        {"hexed": True, "named": False, "listed": True},
    ],
)  # fmt: skip
def test_what_is_packed_is_seen(action: bytes, how: dict[str, int]) -> None:
    assert trouble(pdf(action, **how)) == "file_active"


def test_what_is_packed_out_of_every_table_and_not_plainly_is_refused() -> None:
    assert trouble(pdf(SCRIPT, named=False, hexed=True)) == "file_unread"


def test_a_packed_paper_without_any_of_it_is_taken() -> None:
    for made in (pdf(), pdf(hexed=True), pdf(rows=8), pdf(b"[1 0 R /Fit]"), locked("")):
        assert trouble(made) == ""


def test_what_cannot_be_looked_through_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert trouble(locked("bí mật")) == "file_unread"
    assert trouble(pdf(fill=40 * 2**20)) == "file_unread", "a bomb of 40 MB in a file of 40 kB"
    assert len(pdf(fill=40 * 2**20)) < 50_000
    monkeypatch.setattr(objects, "MOST_CALLS", 50)
    assert trouble(pdf()) == "file_unread"
    monkeypatch.setattr(objects, "MOST_CALLS", 10**6)
    monkeypatch.setattr(objects, "MOST_OBJECTS", 3)
    assert trouble(pdf()) == "file_unread"
