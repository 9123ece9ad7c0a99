"""The two-tier city of 2025: no districts, and every part of the board stands all the same."""

import re
import sys
from datetime import UTC, datetime
from uuid import uuid4

from tests.faces.web.campaign import invented
from tests.faces.web.campaign.conftest import bridge
from tests.officers_help import make_officer, signed_in_client
from toandan.command.campaign import operations
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.words import Role


def test_communes_stand_right_below_the_city(db, monkeypatch):
    given = invented.order("2025")
    operations.create_order(
        actor=the_house(), now=datetime.now(UTC), client_key=uuid4(), code="ML25", title_vi="Mệnh lệnh",
        title_en="Order", scope=given.scope, starts_on=given.starts_on, deadline=given.deadline,
    )  # fmt: skip
    monkeypatch.setattr(sys.modules["toandan.command.campaign.queries.board"], "figures", invented.figures)
    monkeypatch.setattr("toandan.faces.web.campaign.views.queries.bridge", bridge)
    client = signed_in_client(make_officer("city", Role.CITY_HEADQUARTERS, given.scope))
    day = given.starts_on + (invented.AS_OF - invented.START)
    page = client.get(f"/board/ML25/01/?show=all&as_of={day}").content.decode()
    assert len(re.findall(r'<th scope="row" lang="vi"><a ', page)) == 126
    assert len(re.findall(r'<a class="s[0-5]" href="/board/ML25/\d{5}/', page)) == 126
    assert "level=" not in page
    commune = re.search(r'<a class="s\d" href="(/board/ML25/\d{5}/[^"]*)"', page)[1]
    below = client.get(commune.replace("&amp;", "&")).content.decode()
    assert 'class="equation"' in below
    assert "Thành phố Hà Nội" in below
