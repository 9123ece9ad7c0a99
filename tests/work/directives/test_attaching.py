"""Files of directives: who keeps and reads them, what is refused, and that they lie encrypted."""

from dataclasses import replace
from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.ground.files.packed import SCRIPT, pdf
from tests.work.directives.conftest import NOW, District
from tests.work.directives.test_life import refused
from tests.work.directives.test_scope import seen, written
from toandan.ground.envelopes import NotOpened, unseal
from toandan.ground.files import MOST_BYTES, file_name
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.queries import reading
from toandan.work.directives import operations, queries
from toandan.work.directives.words import AttachmentKind

pytestmark = pytest.mark.django_db
PDF = "application/pdf"
SCAN = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF"


def attach(actor: Actor, paper: int, kind: AttachmentKind = AttachmentKind.ORIGINAL, **more: object) -> int:
    told = {"name": "Công văn 01.pdf", "content": SCAN, "client_key": uuid4()} | more
    return operations.attach(actor=actor, now=NOW, directive=paper, kind=kind, at=actor.at, **told)  # type: ignore[arg-type]


def test_it_is_kept_once_and_read_back(town: District) -> None:
    paper, key = town.issued(), uuid4()
    one, again = (attach(town.committee, paper, client_key=key) for _ in range(2))
    assert one == again
    with reading(town.ward):
        row, content = queries.attachment(paper, one)
    assert (content, row.name, row.size, row.sha256) == (SCAN, "Công văn 01.pdf", len(SCAN), sha256(SCAN).hexdigest())
    assert [file.attachment_id for file in town.sheet(paper).attachments] == [one]


def test_it_lies_encrypted_and_is_bound_to_its_row(town: District, settings) -> None:
    paper, key, other = town.issued(), uuid4(), uuid4()
    attach(town.committee, paper, client_key=key)
    with reading(town.committee), connection.cursor() as cursor:
        cursor.execute("SELECT content FROM directives_attachment WHERE client_key = %s", [key])
        kept = bytes(cursor.fetchone()[0])
    assert b"%PDF" not in kept
    assert unseal(kept, secret=settings.DOCUMENTS_KEY, about=str(key)) == SCAN
    with pytest.raises(NotOpened):
        unseal(kept, secret=settings.DOCUMENTS_KEY, about=str(other))


def test_a_draft_has_no_report_yet(town: District) -> None:
    paper = town.draft(town.ward_no, issuer=town.unit)
    above = replace(town.police, at=town.ward_no)
    refused("wrong_state", lambda: attach(above, paper, AttachmentKind.REPORT))


def test_a_file_with_a_report_is_between_the_addressee_and_the_issuer(town: District) -> None:
    paper = town.issued()
    one = attach(town.justice, paper, AttachmentKind.REPORT)
    for side in (town.justice, town.committee, town.police):
        with reading(side):
            assert queries.attachment(paper, one)[1] == SCAN
    for stranger in (town.ward, town.union, town.other):
        assert seen(stranger, "directives_attachment") == 0
        with reading(stranger), pytest.raises(queries.DirectiveUnknown):
            queries.attachment(paper, one)


def test_who_may_keep_what(town: District) -> None:
    paper = town.issued()
    for actor, kind in (
        (town.ward, AttachmentKind.ORIGINAL),
        (town.other, AttachmentKind.REPORT),
        (town.committee, AttachmentKind.REPORT),
    ):
        with pytest.raises(queries.DirectiveUnknown):
            attach(actor, paper, kind)
    insert = (
        "INSERT INTO directives_attachment (client_key, directive_id, addressee_id, kind, name, media_type, size, "
        "sha256, content, added_at, added_by) SELECT gen_random_uuid(), directive_id, %s, %s, 'x', %s, 1, 'x', 'x', "
        "now(), %s FROM directives_directive"
    )
    mine = town.sheet(paper, town.ward).addressees[0].addressee_id
    theirs = town.sheet(paper, town.justice).addressees[0].addressee_id
    assert written(town.ward, insert, None, "original", PDF, town.ward.name) == 0
    assert written(town.ward, insert, theirs, "report", PDF, town.ward.name) == 0
    assert written(town.ward, insert, mine, "report", PDF, "ai khác") == 0
    assert written(town.ward, insert, mine, "report", "text/html", town.ward.name) == 0
    assert written(town.ward, insert, mine, "report", PDF, town.ward.name) == 1
    assert written(town.committee, "UPDATE directives_attachment SET name = 'y'") == 0
    assert written(town.committee, "DELETE FROM directives_attachment") == 0
    operations.close(actor=town.committee, now=NOW, directive=paper, reason="xong", client_key=uuid4())
    assert written(town.ward, insert, mine, "report", PDF, town.ward.name) == 0


def test_a_key_keeps_one_file_and_no_other(town: District) -> None:
    one, two, key = town.issued(), town.issued(), uuid4()
    kept = attach(town.committee, one, client_key=key)
    assert attach(town.committee, one, client_key=key) == kept
    refused("key_used", lambda: attach(town.committee, two, client_key=key))


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("file_empty", b""),
        ("file_large", b"%PDF-" + b"x" * MOST_BYTES),
        ("file_type", b"MZ\x90"),
        ("file_type", b"PK\x03\x04"),
        ("file_type", b"<html><script>alert(1)</script>"),
        ("file_type", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("file_active", SCAN + b"<< /S /JavaScript /JS (app.alert(1)) >>"),
        ("file_active", SCAN + b"<< /S /J#61vaScript >>"),
        ("file_active", SCAN + b"<< /S /Launch /F (cmd.exe) >>"),
        ("file_active", SCAN + b"<< /Type /EmbeddedFile >>"),
        ("file_active", SCAN + b"<< /Names << /EmbeddedFiles 3 0 R >> >>"),
        ("file_active", pdf(SCRIPT)),
        ("file_unread", pdf(fill=40 * 2**20)),
    ],
)
def test_hostile_files_are_refused(town: District, code: str, content: bytes) -> None:
    paper = town.issued()
    refused(code, lambda: attach(town.committee, paper, content=content))
    assert town.sheet(paper).attachments == ()


@given(said=st.text(max_size=300))
def test_a_name_is_safe_whatever_was_sent(said: str) -> None:
    name = file_name(said, "pdf")
    assert name.endswith(".pdf")
    assert len(name) <= 84
    assert not set(name) & set("/\\\r\n\x00\u202e")
    assert not name.startswith(".")


def test_a_closed_directive_takes_no_more_files(town: District) -> None:
    paper = town.issued()
    operations.close(actor=town.committee, now=NOW, directive=paper, reason="xong", client_key=uuid4())
    refused("wrong_state", lambda: attach(town.committee, paper))
