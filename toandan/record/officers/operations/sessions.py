"""Writing down who signed in, who signed out, and who could not (phiên làm việc).

The journal learns the account that was tried when there is one, and never what was typed.
"""

from datetime import datetime

from django.contrib.sessions.models import Session

from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.journal.operations import append
from toandan.record.officers.models import Officer, OpenSession
from toandan.record.officers.operations.doors import acting
from toandan.record.officers.queries import posts
from toandan.record.officers.rules import folded, kept_session


def open_session(*, actor: Actor, now: datetime, session_key: str, agent: str, second_factor: bool) -> None:
    """Write down that the actor signed in with this session; `agent` is what the browser calls itself."""
    if actor.officer is None:
        raise ValueError("only an officer signs in")
    kept = kept_session(session_key)
    with acting(actor):
        OpenSession.objects.filter(session_key=kept).delete()
        OpenSession.objects.create(session_key=kept, officer_id=actor.officer, opened_at=now, agent=agent[:120])
        subject, detail = f"officer:{actor.officer}", {"second_factor": second_factor}
        append(actor=actor, verb="officers.session.open", subject=subject, unit=actor.at, detail=detail)


def close_session(*, actor: Actor, now: datetime, session_key: str, why: str) -> None:
    """Write down that the actor's session ended; `why` is `signed_out`, `expired` or `ended`."""
    with acting(actor):
        OpenSession.objects.filter(session_key=kept_session(session_key)).delete()
        subject, detail = f"officer:{actor.officer}", {"why": why}
        append(actor=actor, verb="officers.session.close", subject=subject, unit=actor.at, detail=detail)


def end_other_sessions(*, actor: Actor, now: datetime, keep: str) -> int:
    """End the actor's other sessions and return how many there were."""
    if actor.officer is None:
        raise ValueError("only an officer has sessions")
    with acting(actor):
        others = OpenSession.objects.filter(officer_id=actor.officer).exclude(session_key=kept_session(keep))
        keys = list(others.values_list("session_key", flat=True))
        ended, _ = Session.objects.filter(session_key__in=keys).delete()
        others.delete()
        subject, detail = f"officer:{actor.officer}", {"sessions": ended}
        append(actor=actor, verb="officers.session.end_others", subject=subject, unit=actor.at, detail=detail)
    return ended


def refuse_session(*, now: datetime, username: str, address: str, why: str) -> None:
    """Write down that somebody could not sign in: `why` is `password`, `code` or `too_many_tries`."""
    house = the_house("sign-in")
    with acting(house):
        found = Officer.objects.filter(username=folded(username)).values_list("pk", flat=True).first()
        held = posts(found, held=now) if found else []
        append(
            actor=house,
            verb="officers.session.refuse",
            subject=f"officer:{found or 'unknown'}",
            unit=min(post.unit_no for post in held) if held else None,
            detail={"why": why, "address": address},
        )
