"""Days in the field by the interface: announced, moved with their code, cancelled, and refused with the reason."""

from datetime import timedelta
from uuid import uuid4

from tests.faces.api.test_cases import get, post
from tests.faces.api.test_directives import token
from tests.work.sessions.conftest import Field, ground, workday

__all__ = ["ground"]
READ, PLAN = "sessions.session.read", "sessions.session.plan"


def test_a_session_is_announced_moved_and_cancelled(ground: Field) -> None:
    ours, theirs, reader = (
        token(ground.district_no, READ, PLAN), token(ground.next_unit, READ, PLAN), token(ground.unit, READ),
    )  # fmt: skip
    day, later = workday(2), workday(5)
    wish = {"place": "P1", "kit": "KIT-1", "day": str(day), "shift": "AM", "expected": 30, "client_key": str(uuid4())}
    assert post("/sessions", ours, **wish).json()["code"] == "crowd_few"
    wish["reason"] = "Người đi làm về"
    code = post("/sessions", ours, **wish).json()["code"]
    assert post("/sessions", ours, **wish).json() == {"code": code}
    assert post("/sessions", theirs, **wish | {"client_key": str(uuid4())}).status_code in {403, 404}
    assert post("/sessions", reader, **wish | {"client_key": str(uuid4())}).status_code == 403
    taken = post("/sessions", ours, **wish | {"kit": "KIT-2", "client_key": str(uuid4())})
    assert (taken.status_code, taken.json()["code"]) == (422, "place_taken")

    move = {"day": str(later), "shift": "PM", "reason": "Mất điện", "client_key": str(uuid4())}
    for _ in range(2):
        assert post(f"/sessions/{code}/move", ours, **move).json() == {"code": code}
    assert post(f"/sessions/{code}/move", theirs, **move | {"client_key": str(uuid4())}).status_code == 404
    listed = get(f"/sessions?unit={ground.unit}&since={later}", ours).json()["sessions"]
    assert [one["code"] for one in listed] == [code]
    row = get(f"/sessions/{code}", ours).json()
    assert (row["day"], row["shift"], row["kit"], row["expected"]) == (str(later), "PM", "KIT-1", 30)
    past = {"day": str(day - timedelta(days=400)), "reason": "thử", "client_key": str(uuid4())}
    assert post(f"/sessions/{code}/move", ours, **past).json()["code"] == "day_past"

    call_off = {"reason": "Hỏng máy", "client_key": str(uuid4())}
    assert post(f"/sessions/{code}/cancel", ours, **call_off).json() == {"code": code}
    assert get(f"/sessions/{code}", ours).json()["state"] == "cancelled"
    again = post(f"/sessions/{code}/move", ours, **move | {"client_key": str(uuid4())})
    assert (again.status_code, again.json()["code"]) == (422, "wrong_state")
