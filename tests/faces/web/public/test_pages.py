"""The public face: who sees what, in which language, from which cache; and the officer who stops it."""

import csv
import io
import json
import re
from datetime import timedelta
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.command.campaign import town as t
from tests.command.publication import town as p
from tests.officers_help import make_officer, signed_in_client
from tests.record.journal.lines import every_line
from toandan.command.campaign import operations as campaign
from toandan.faces.web.public import kept
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger.words import Verb
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
NEXT = p.DAY + timedelta(days=1)
CITY, NEARLY = "/public/vi/ML01/01/", f"/public/vi/ML01/{p.NEARLY}/"
PAGES = [
    "/public/", "/public/vi/", "/public/en/", CITY, NEARLY, "/public/en/ML01/003/", "/public/vi/ML01/",
    "/public/vi/guide/", "/public/en/guide/", "/public/vi/data/", "/public/en/data/", "/public/data/ML01.csv",
    "/public/data/ML01.json", "/public/vi/bulletins.atom", f"{CITY}?day={p.DAY}", f"{CITY}share.png",
]  # fmt: skip


@pytest.fixture
def anybody() -> Client:
    return Client()


@pytest.fixture
def town(monkeypatch):
    # Nothing is kept from another test, whose town had the same addresses.
    monkeypatch.setattr(kept, "SECONDS", -1)
    made = p.town()
    house = {"actor": the_house(), "now": t.LATER, "order": "ML01", "as_of": p.DAY}
    campaign.draft_bulletin(**house, client_key=uuid4())
    campaign.word_bulletin(**house, version=1, remarks={"preface": {"vi": "Lời riêng của đồng chí Tám"}})
    campaign.sign_bulletin(**house, client_key=uuid4(), version=2)
    p.publish()
    p.publish(NEXT)
    return made


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_every_page_is_open_the_same_for_all_and_without_a_cookie(town, anybody):
    officer = signed_in_client(make_officer("thanh.pho", Role.CITY_HEADQUARTERS, t.unit("01")))
    for address in PAGES:
        answer = anybody.get(address)
        assert (answer.status_code, answer.cookies, answer["Vary"]) == (200, {}, "Accept-Encoding"), address
        assert answer["Cache-Control"].startswith("public, max-age="), address
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        assert officer.get(address).content == answer.content, address
        again = anybody.get(address, HTTP_IF_NONE_MATCH=answer["ETag"])
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"]), address
        assert anybody.get(address, HTTP_IF_NONE_MATCH='"other"').status_code == 200
        assert anybody.post(address).status_code in {403, 405}


def test_what_is_hidden_stands_on_no_page_and_in_no_file(town, anybody):
    page = text(anybody.get(CITY))
    assert "55,8" in page and "200" in page and "358" in page
    page = text(anybody.get(NEARLY))
    assert "không công bố" in page and "43" not in page
    rows = list(csv.DictReader(io.StringIO(anybody.get("/public/data/ML01.csv").content.decode("utf-8-sig"))))
    told = json.loads(anybody.get(f"/public/data/ML01.json?day={p.DAY}").content)
    assert (told["day"], told["days"], told["threshold"]) == (p.DAY.isoformat(), [str(NEXT), str(p.DAY)], 10)
    for found in ({row["unit"]: row for row in rows}, {row["unit"]: row for row in told["rows"]}):
        assert [str(found["01"][k]) for k in ("target", "done", "rate", "shown")] == ["358", "200", "55.8", "1"]
        for code in (p.NEARLY, p.BESIDE):
            assert [found[code][k] or "" for k in ("target", "done", "rate")] == ["", "", ""]
            assert int(found[code]["shown"]) == 0
    assert {"Phường Phú Thượng", "Thành phố Hà Nội"} <= {row["name_vi"] for row in rows}


def test_each_language_has_addresses_of_its_own(town, anybody):
    vietnamese, english = anybody.get(CITY), anybody.get("/public/en/ML01/01/", HTTP_COOKIE="django_language=vi")
    assert (vietnamese["Content-Language"], english["Content-Language"]) == ("vi", "en")
    assert 'lang="en"' in english.content.decode() and "55.8% done" in text(english)
    assert "/public/en/ML01/01/" in vietnamese.content.decode()
    assert 'content="http://testserver/public/vi/ML01/01/share.png"' in vietnamese.content.decode()
    assert anybody.get(f"{CITY}share.png").content.startswith(b"\x89PNG")


def test_the_feed_says_what_is_published_and_none_of_the_officers_words(town, anybody):
    root = ElementTree.fromstring(anybody.get("/public/vi/bulletins.atom").content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    (entry,) = root.findall("a:entry", names)
    assert root.findtext("a:author/a:name", namespaces=names) == "Toandan", "a feed without an author is not valid"
    assert entry.findtext("a:author/a:name", namespaces=names) == "Thành phố Hà Nội"
    assert entry.find("a:link", names).get("href").endswith(f"/public/vi/ML01/01/?day={p.DAY}")
    assert entry.findtext("a:id", namespaces=names) == f"tag:testserver,{p.DAY}:ML01/1", "of this city and no other"
    summary = entry.find("a:summary", names).text
    assert "200" in summary and "358" in summary and "Tám" not in summary


def test_what_is_not_published_is_not_there_and_sets_no_cookie(town, anybody):
    absent = [
        "/public/vi/ML02/01/", "/public/vi/ML01/99999/", f"{CITY}?day=2023-01-01", f"{CITY}?day=x",
        "/public/data/ML02.csv", "/public/nowhere/at/all/here/",
    ]  # fmt: skip
    for address in absent:
        answer = anybody.get(address)
        assert (answer.status_code, answer.cookies, answer["Cache-Control"]) == (404, {}, kept.SHORT), address
    assert anybody.post("/public/vi/").status_code == 405
    refused = anybody.get("/public/vi/", HTTP_HOST="elsewhere.example")
    assert (refused.status_code, refused["Cache-Control"]) == (400, "no-store")


def test_an_officer_stops_and_resumes_and_withholds(town, anybody):
    officer = signed_in_client(make_officer("thanh.pho", Role.CITY_HEADQUARTERS, t.unit("01")))
    assert "/publication/ML01/" in officer.get("/orders/ML01/").content.decode()
    address, why = "/publication/ML01/", {"client_key": str(uuid4()), "reason": "Đang rà soát"}
    assert officer.post(f"{address}stop/", {"client_key": why["client_key"]}).status_code == 422
    assert anybody.get(CITY).status_code == 200
    assert officer.post(f"{address}stop/", why).status_code == 302
    assert anybody.get(CITY).status_code == 404
    assert "Chưa công bố" in text(anybody.get("/public/"))
    later = NEXT + timedelta(days=2)
    town.open(t.unit(p.OTHER), t.ISSUED, 2, on=later, verb=Verb.REGISTERED)
    assert officer.post(f"{address}resume/", why).status_code == 302
    latest = json.loads(anybody.get("/public/data/ML01.json").content)["days"][0]
    assert latest == str(later), "the day that is due is published at once"
    assert officer.post(f"{address}withhold/", {**why, "unit": "khong"}).status_code == 422
    assert officer.post(f"{address}withhold/", {**why, "unit": p.OTHER}).status_code == 302
    assert "không công bố" in text(anybody.get(f"/public/vi/ML01/{p.OTHER}/"))
    assert "Đang rà soát" in text(officer.get(address)) and "Đang rà soát" not in text(anybody.get(CITY))
    assert officer.post(f"{address}release/", {**why, "unit": p.OTHER}).status_code == 302
    verbs = [line.verb for line in every_line() if line.verb.startswith("publication.")]
    assert verbs[-5:] == [
        "publication.order.stop", "publication.order.resume", "publication.day.publish", "publication.unit.withhold",
        "publication.unit.release",
    ]  # fmt: skip
    ward = signed_in_client(make_officer("phu.thuong", Role.COMMUNE_POLICE, t.unit(p.NEARLY)))
    assert [ward.get(address).status_code, ward.post(f"{address}stop/", why).status_code] == [403, 403]


def test_a_page_is_made_once_a_minute_whatever_stands_in_the_query(town, anybody, monkeypatch):
    monkeypatch.setattr(kept, "SECONDS", 60)
    first = anybody.get(CITY + "?nonce=1")
    with_other = anybody.get(CITY + f"?nonce={uuid4()}")
    assert with_other.content == first.content
    made = signed_in_client(make_officer("thanh.pho", Role.CITY_HEADQUARTERS, t.unit("01")))
    made.post("/publication/ML01/stop/", {"client_key": str(uuid4()), "reason": "x"})
    assert anybody.get(CITY).status_code == 200, "from memory"
    assert anybody.get(f"{CITY}?day={p.DAY}").status_code == 404, "this day was not in memory"
