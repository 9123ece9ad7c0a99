"""Every page that takes a table refuses what careless hands and malice make, in words, and writes nothing of it."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from tests.hostile_files import hostile, workbook
from tests.officers_help import make_officer, signed_in_client
from tests.record.people.conftest import unit_of
from tests.work.movements.conftest import NOW
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import UnableTo
from toandan.record.officers.queries import reading
from toandan.record.officers.words import ROLES, Role
from toandan.record.rolls.queries import read_table
from toandan.work.sessions.operations import import_places

pytestmark = pytest.mark.django_db
DOORS = {
    "/lists/new/file": ("movements.list.send", ("personal_number", "present_commune"), ("001085012345", "00004")),
    "/equipment/import/": ("equipment.device.keep", ("serial", "kind", "unit"), ("KIT-9", "kit", "00001")),
    "/reorganisations/": ("reorganisation.run.carry_out", ("old_code", "new_code"), ("00001", "00004")),
    "/rolls/": ("rolls.roll.import", ("personal_number", "full_name"), ("001085012345", "Trần Thị Bình")),
}
"""Each door of the pages for tables: the permission, headings that are understood, and a row."""
PLACES = ("code", "unit", "kind", "name", "address", "share", "latitude", "longitude")
HONEST = {"/reorganisations/": {"NUL bytes", "a folder in its name"}}
"""What a reader may overlook: empty lines of NUL, and a code that no unit has and nobody reorganises."""
SHARED = ("/equipment/import/", "/reorganisations/")
SHORT = {"one lost quotation mark", "a cell longer than a reader takes", "numbers of five thousand digits", "a bomb"}
"""Enough for doors whose reader is tried whole elsewhere, or which read no spreadsheets."""
KEPT = ("movements_list", "equipment_device", "reorganisation_run", "sessions_place", "people_person")


def everything(permission: str) -> Client:
    """Return a client of somebody who may do this in the whole city."""
    role = next(role for role in Role if permission in ROLES[role].permissions)
    return signed_in_client(make_officer(f"nguoi.{uuid4().hex[:8]}", role, unit_of("01")))


def written() -> list[int]:
    counts = []
    with reading(the_house()), connection.cursor() as cursor:
        for table in KEPT:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts.append(int(cursor.fetchone()[0]))
    return counts


@pytest.mark.parametrize("address", DOORS)
def test_no_file_breaks_a_page_or_writes_anything(address: str) -> None:
    permission, headings, row = DOORS[address]
    client, before, troubles = everything(permission), written(), {}
    client.raise_request_exception = False
    for what, content in hostile(headings, row).items():
        if what in HONEST.get(address, ()) or (address in SHARED and what not in SHORT):
            continue
        files = {
            name: SimpleUploadedFile("../../danh sách.xlsx", content, "text/csv") for name in ("file", "file-file")
        }
        keys = {name: str(uuid4()) for name in ("client_key", "file-client_key")}
        answer = client.post(address, files | keys | {"file-whole": "on", "reason": "thử", "on": "2023-06-01"})
        if answer.status_code not in {302, 422} or b"root:x:" in answer.content:
            troubles[what] = (answer.status_code, repr(answer.exc_info[1])[:300] if answer.exc_info else "")
    assert troubles == {}
    assert written() == before


def test_places_are_refused_line_by_line_or_whole() -> None:
    row = ("P1", "00001", "hall", "Nhà văn hóa", "Số 1", "50", "", "")
    for what, content in hostile(PLACES, row).items():
        try:
            made = import_places(actor=the_house(), now=NOW, content=content, whole=True, client_key=uuid4())
        except UnableTo:
            continue
        assert (made.added, bool(made.refused)) in {(0, True), (1, False)}, what


def test_lines_that_a_lost_quotation_mark_would_swallow_are_named() -> None:
    text = 'personal_number,name\n1,"An\n2,Binh\n3,Chi\n'
    table = read_table(text.encode(), ["personal_number"])
    assert (table.broken, [line for line, _ in table.rows]) == ((2,), [3, 4])


def test_other_encodings_and_a_wide_honest_sheet_are_no_harm() -> None:
    for encoding in ("utf-16", "utf-8-sig", "cp1258"):
        table = read_table("personal_number,name\n1,Tran\n".encode(encoding), ["personal_number"])
        assert table.rows == ((2, {"personal_number": "1", "name": "Tran"}),), encoding
    wide = workbook([f"c{n}" for n in range(900)], [["x"] * 900])
    assert read_table(wide, ["c1"]).rows[0][1]["c899"] == "x"
