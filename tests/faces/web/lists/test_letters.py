"""The page of letters that wait: what is wrong, about whom, what to do; counted on the desk of the unit that acts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.officers_help import make_officer, signed_in_client
from tests.record.people.conftest import unit_of
from toandan.ground.kernel.actor import the_house
from toandan.ground.letters import Letter, fingerprint, key_of, sealed
from toandan.record.letters.operations import add_peer, take_in
from toandan.record.letters.queries import own_key
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role
from toandan.work.movements.models import Held, Line, NotificationList
from toandan.work.movements.operations.beyond import errors
from toandan.work.movements.words import LineState
from toandan.work.movements.words.beyond import Kind

pytestmark = pytest.mark.django_db
HERE, BESIDE, ELSEWHERE = "00091", "00004", "11953"
ADDRESS = "/lists/letters/"


def client(code: str, name: str) -> Client:
    return signed_in_client(make_officer(name, Role.COMMUNE_POLICE, unit_of(code)))


def held() -> int:
    """Let a hand-over to a commune wait because the register does not take one of its people in; return the list."""
    house, now, here = the_house(), timezone.now(), unit_of(HERE)
    peer = add_peer(actor=house, now=now, name="Công an tỉnh Hưng Yên", public_key=key_of("ab" * 32))
    why = errors.UnableToAttend.refused(
        [{"ref": 5, "whys": [{"code": "name_strange", "message": "", "values": {}}]}, {"ref": 6, "whys": []}]
    )
    with acting(house):
        head = NotificationList.objects.create(
            client_key="7b0c2ad2-6e7b-4b52-9f3e-000000000001", sender_no=unit_of(ELSEWHERE), receiver_no=here,
            peer_id=peer, their_id=9, lines=1, reason="x", due_on=timezone.localdate(now), drawn_at=now, drawn_by="x",
        )  # fmt: skip
        Line.objects.bulk_create(
            [
                Line(
                    person_id=-5, list_id=head.list_id, sender_no=head.sender_no, receiver_no=here,
                    from_no=head.sender_no, target_no=here, residence="temporary", full_name="Bình 2",
                )
            ]
        )  # fmt: skip
        Line.objects.filter(list_id=head.list_id).update(state=LineState.ACCEPTED)
        Held.objects.create(
            received_id=3, unit_no=here, peer_id=peer, number=12, kind=Kind.HANDOVER, list_id=head.list_id,
            code=why.code, message=why.message, values=why.values, people=list(why.people),
            since=now - timedelta(days=2), tried_at=now,
        )  # fmt: skip
    return head.list_id


def page(of: Client, address: str, language: str = "vi") -> str:
    of.cookies["django_language"] = language
    answer = of.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_says_what_is_wrong_about_whom_and_what_to_do_in_both_languages() -> None:
    list_id, mine = held(), client(HERE, "noi.nhan")
    said = {
        "vi": ("1 công văn còn vướng", "được bàn giao", "Họ và tên chỉ gồm chữ cái", "Ghi từng người vào sổ tại đây"),
        "en": (
            "1 letter waits",
            "people who are handed over",
            "A name holds letters only",
            "Write each of them down here",
        ),
    }
    for language, parts in said.items():
        shown = page(mine, ADDRESS, language)
        for part in (*parts, "Bình 2", "Công an tỉnh Hưng Yên", f"/lists/{list_id}/"):
            assert part in shown, (language, part)
        assert f'href="{ADDRESS}"' in page(mine, "/lists/", language)


def test_it_is_counted_on_the_desk_of_the_unit_that_acts_and_nobody_else_sees_it() -> None:
    mine, other = client(HERE, "noi.nhan"), client(BESIDE, "noi.khac")
    assert ADDRESS not in page(mine, "/desk/") + page(mine, "/lists/")
    assert "Mọi công văn đến đều đã được xử lý" in page(mine, ADDRESS)
    held()
    desk = page(mine, "/desk/")
    assert ADDRESS in desk and "công văn về danh sách còn vướng" in desk
    assert ADDRESS not in page(other, "/desk/") + page(other, "/lists/")
    assert "Bình 2" not in page(other, ADDRESS)


def test_numbers_that_have_not_come_are_shown_on_both_pages_until_they_come() -> None:
    house, now, mine = the_house(), timezone.now(), client(HERE, "noi.nhan")
    add_peer(actor=house, now=now, name="Công an tỉnh Hưng Yên", public_key=key_of("ab" * 32))

    def come(*numbers: int) -> None:
        for number in numbers:
            letter = Letter(fingerprint(key_of("ab" * 32)), fingerprint(own_key()), number, "answer", {})
            take_in(actor=house, now=now, unit=unit_of("01"), content=sealed(letter, seed="ab" * 32))

    come(2, 6, 7)
    shown = page(mine, ADDRESS)
    assert "Còn thiếu công văn của 1 cơ quan" in shown and "1, 3–5" in shown
    assert f"{ADDRESS}#gaps" in page(mine, "/lists/")
    come(1, 3, 4, 5)
    assert "1, 3–5" not in page(mine, ADDRESS)
    assert "#gaps" not in page(mine, "/lists/")
