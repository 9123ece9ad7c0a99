"""What a board by the units of today asks of the database; every write here is committed, as in service."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.command.campaign import town
from tests.command.campaign.test_board import order_of
from tests.command.reorganisation.mapping import ON, new, reorganise, text
from tests.officers_help import make_officer, signed_in_client
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

pytestmark = pytest.mark.usefixtures("own_database")


def test_a_board_by_todays_units_asks_no_more_than_any_board():
    order_of(town.unit("01"))
    made = town.Town()
    for code in ("00007", "00016", "00094", "00001"):
        made.open(town.unit(code), town.DUE, 4)
    lines = ("00007,00008,partial,62.5", "00007,00025,partial,37.5", "00016,00004,partial,", "00016,00008,partial,")
    reorganise(text(*lines, "00094,00097,full,", "00001,00097,full,", head="old_code,new_code,part,share"))
    client = signed_in_client(make_officer("city", Role.CITY_HEADQUARTERS, units.by_code("01", as_of=ON).number))
    for unit in ("01", str(new("00008"))):
        for rest in ("", "&show=all"):
            address = f"/board/ML01/{unit}/?as_of=2023-06-03&units=now{rest}"
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address).content.decode()
            assert 'id="divided"' in page and "62,5&nbsp;%" in page
            told = [q["sql"][:90] for q in asked.captured_queries]
            assert len(told) <= 12, told
